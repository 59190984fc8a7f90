// The forms by which a seat ends, and the refund rule, filled in well.
import type { Db } from '../../src/platform/db.ts';
import type { Visitor } from '../support/app.ts';

type Stage = {
  readonly visitor: Visitor;
  readonly path: string;
  readonly fields: readonly (readonly [string, string])[];
};

export type SeatPlaces = {
  readonly db: Db;
  readonly owner: () => Promise<Visitor>;
  /** A free chair is bought; gives the path of its order. */
  readonly ordered: () => Promise<{ readonly visitor: Visitor; readonly order: string }>;
  /** A group in print whose day to decide is here; a new one each time. */
  readonly due: () => Promise<string>;
  /** A group that anybody could join. */
  readonly other: () => Promise<string>;
};

export const seatForms = ({
  db,
  owner,
  ordered,
  due,
  other,
}: SeatPlaces): Record<string, () => Promise<Stage>> => {
  const seatOfOrder = async () => {
    const { visitor, order } = await ordered();
    const { body } = await visitor.get(order);
    const own = /\/chairs\/[\w-]+\/([0-9a-f-]{36})\/withdrawal/.exec(body);
    return { visitor, own: own?.[0] ?? '', seat: own?.[1] ?? '' };
  };
  return {
    '/desk/practice/refund-rule': async () => {
      const [row] = await db.sql<{ version: number }[]>`
        select coalesce(max(version), 1) as version from shop.refund_rules`;
      return {
        visitor: await owner(),
        path: '/desk/practice/refund-rule',
        fields: [
          ['after', String(row?.version ?? 1)],
          ['full_until_days', '14'],
          ['share_before', '60'],
          ['share_after', '40'],
          ['fee', '5.00'],
          ['cooling_off_days', '14'],
          ['do', 'save'],
        ],
      };
    },
    '/chairs/:secret/:seat/withdrawal': async () => {
      const { visitor, own } = await seatOfOrder();
      return { visitor, path: own, fields: [['shown', '0']] };
    },
    '/desk/seats/:id/withdrawal': async () => {
      const { seat } = await seatOfOrder();
      return {
        visitor: await owner(),
        path: `/desk/seats/${seat}/withdrawal`,
        fields: [
          ['sum', 'nothing'],
          ['shown_nothing', '0'],
        ],
      };
    },
    '/desk/groups/:id/decision': async () => {
      const visitor = await owner();
      const path = `/desk/groups/${await due()}/decision`;
      const { body } = await visitor.post(path, { choice: 'go', do: 'look' });
      const shown = /name="shown" value="([\w-]+)"/.exec(body)?.[1] ?? '';
      return {
        visitor,
        path,
        fields: [
          ['choice', 'go'],
          ['until', ''],
          ['number', '1'],
          ['shown', shown],
          ['do', 'confirm'],
        ],
      };
    },
    '/desk/seats/:id/transfer': async () => {
      const { seat } = await seatOfOrder();
      const visitor = await owner();
      const path = `/desk/seats/${seat}/transfer`;
      const group = await other();
      const { body } = await visitor.post(path, { group, do: 'look' });
      const shown = /name="shown" value="([\w-]+)"/.exec(body)?.[1] ?? '';
      return {
        visitor,
        path,
        fields: [
          ['group', group],
          ['shown', shown],
          ['do', 'confirm'],
        ],
      };
    },
    '/desk/seats/:id/settlement': async () => {
      const { visitor, own, seat } = await seatOfOrder();
      await visitor.post(own, { shown: '0' });
      return {
        visitor: await owner(),
        path: `/desk/seats/${seat}/settlement`,
        fields: [['how', 'Bank transfer, May 3']],
      };
    },
  };
};
