import { parseId } from '../../kernel/id.ts';
import { textsOf } from '../../kernel/typed.ts';

export const readSeat = (params: unknown) => parseId<'seat'>(textsOf(params)['id'] ?? '');

export type ReadTransfer = {
  /** Undefined where no group was chosen. */
  readonly offeringId: string | undefined;
  readonly shown: string;
  readonly isConfirmed: boolean;
};

export const readTransfer = (body: unknown): ReadTransfer => {
  const { group = '', shown = '', do: what } = textsOf(body);
  return { offeringId: parseId<'offering'>(group), shown, isConfirmed: what === 'confirm' };
};
