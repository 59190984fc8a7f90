// The forms of the desk about invoices and letters, filled in well.
import type { Visitor } from '../support/app.ts';

type Stage = {
  readonly visitor: Visitor;
  readonly path: string;
  readonly fields: readonly (readonly [string, string])[];
};

type Places = {
  readonly owner: () => Promise<Visitor>;
  /** The invoice of a paid order that holds; a new one each time. */
  readonly invoiceId: () => Promise<string>;
  /** A letter of the practice; pressing its buttons is safe whatever became of it. */
  readonly letterId: () => Promise<string>;
  /** The page of a break that is open at first; every step must bear whatever became of it. */
  readonly breakPath: () => Promise<string>;
};

export const deskForms = ({
  owner,
  invoiceId,
  letterId,
  breakPath,
}: Places): Record<string, () => Promise<Stage>> => ({
  '/desk/money/invoices/:id/correction': async () => ({
    visitor: await owner(),
    path: `/desk/money/invoices/${await invoiceId()}/correction`,
    fields: [
      ['name', 'Harbor Works'],
      ['address', 'Pier 4'],
      ['tax_number', 'DE 123'],
      ['because', 'The company pays.'],
    ],
  }),
  '/desk/money/breaks/reading': async () => ({
    visitor: await owner(),
    path: '/desk/money/breaks/reading',
    fields: [['pressed', 'yes']],
  }),
  '/desk/money/breaks/:id/:step': async () => {
    const path = await breakPath();
    const visitor = await owner();
    await visitor.post(`${path}/reopening`);
    return { visitor, path: `${path}/explanation`, fields: [['note', 'A gift, says the buyer.']] };
  },
  '/desk/letters/:id/tries': async () => ({
    visitor: await owner(),
    path: `/desk/letters/${await letterId()}/tries`,
    fields: [['pressed', 'yes']],
  }),
  '/desk/letters/:id/aside': async () => ({
    visitor: await owner(),
    path: `/desk/letters/${await letterId()}/aside`,
    fields: [['pressed', 'yes']],
  }),
});
