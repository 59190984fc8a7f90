// The forms about refunds, filled in well: each acts on a refund of its own, in the state that the form is for.
import { newId } from '../../src/platform/ids.ts';
import type { Visitor } from '../support/app.ts';

type Stage = {
  readonly visitor: Visitor;
  readonly path: string;
  readonly fields: readonly (readonly [string, string])[];
};

export type RefundPlaces = {
  readonly owner: () => Promise<Visitor>;
  /** Any order; a refund form must bear whatever it is asked about. */
  readonly orderId: () => Promise<string>;
};

export const refundForms = ({ owner, orderId }: RefundPlaces): Record<string, () => Promise<Stage>> => {
  const wish = (): [string, string][] => [
    ['how', 'sum'],
    ['amount', '1.00'],
    ['reason', 'by-hand'],
    ['note', 'As agreed'],
    ['chairs', 'keep'],
    ['wishId', newId<'wish'>()],
  ];
  const stage = (end: string, fields: () => [string, string][]) => async () => ({
    visitor: await owner(),
    path: `/desk/orders/${await orderId()}/${end}`,
    fields: fields(),
  });
  const step = (name: string, fields: [string, string][] = [['pressed', 'yes']]) =>
    stage(`refunds/${newId<'refund'>()}/${name}`, () => fields);
  const refund = '/desk/orders/:id/refunds/:refundId';
  return {
    '/desk/orders/:id/refund/check': stage('refund/check', wish),
    '/desk/orders/:id/refund': stage('refund', wish),
    '/desk/money/disputes/:id/look': async () => ({
      visitor: await owner(),
      path: `/desk/money/disputes/${newId<'dispute'>()}/look`,
      fields: [['pressed', 'yes']],
    }),
    [`${refund}/cancellation`]: step('cancellation'),
    [`${refund}/retry`]: step('retry'),
    [`${refund}/settlement`]: step('settlement', [['how', 'in cash']]),
    [`${refund}/chairs`]: step('chairs', [['chairs', 'keep']]),
  };
};
