// The forms of workbooks, packages and downloads, filled in well.
import assert from 'node:assert/strict';
import type { Visitor } from '../support/app.ts';
import type { TestDatabase } from '../support/database.ts';
import { type Thing, takeWorkbook } from '../support/things.ts';

type Stage = {
  readonly visitor: Visitor;
  readonly path: string;
  readonly fields: readonly (readonly [string, string])[];
};

const WORKBOOK = [
  ['name', 'Fourteen evenings'],
  ['summary', 'A page for each evening.'],
  ['words', 'A quiet workbook.'],
  ['price', '14.00'],
] as const;

type Given = {
  readonly database: Pick<TestDatabase, 'owner'>;
  /** An owner who is signed in. */
  readonly owner: () => Promise<Visitor>;
  readonly buyer: () => Visitor;
  /** A free workbook that is sold. */
  readonly free: () => Promise<Thing>;
};

export const thingForms = ({ database, owner, buyer, free }: Given): Record<string, () => Promise<Stage>> => {
  const workbook = async () => {
    const visitor = await owner();
    const made = await visitor.post('/desk/shop/workbooks/new', Object.fromEntries(WORKBOOK));
    return { visitor, path: String(made.headers.location).split('?')[0] ?? '' };
  };
  const download = async () => {
    const by = buyer();
    await takeWorkbook(by, await free());
    await by.post('/checkout');
    await by.post('/checkout/you', { payer_name: 'Wren Hall', payer_email: 'wren@mail.example' });
    await by.post('/checkout/pay');
    const [row] = await database.owner`select id from shop.downloads order by created_at desc limit 1`;
    return String(row?.['id'] ?? assert.fail('a download'));
  };
  let books: Promise<readonly Thing[]> | undefined;
  const packageFields = async () => {
    books ??= Promise.all([free(), free()]);
    return [...WORKBOOK, ...(await books).map(({ id }) => [`book_${id}`, 'yes'] as const)];
  };
  const pack = async () => {
    const visitor = await owner();
    const fields = Object.fromEntries(await packageFields());
    const made = await visitor.post('/desk/shop/packages/new', fields);
    return { visitor, path: String(made.headers.location).split('?')[0] ?? '' };
  };
  let opened: Promise<string> | undefined;
  return {
    '/desk/shop/workbooks/new': async () => ({
      visitor: await owner(),
      path: '/desk/shop/workbooks/new',
      fields: WORKBOOK,
    }),
    '/desk/shop/workbooks/:id/change': async () => {
      const { visitor, path } = await workbook();
      return { visitor, path: `${path}/change`, fields: [...WORKBOOK, ['opened', '0']] };
    },
    '/desk/shop/workbooks/:id/versions': async () => {
      const { visitor, path } = await workbook();
      return { visitor, path: `${path}/versions`, fields: [['note', 'Two pages more']] };
    },
    '/desk/shop/workbooks/:id/state': async () => {
      const { visitor, path } = await workbook();
      return { visitor, path: `${path}/state`, fields: [['to', 'archived']] };
    },
    '/desk/shop/packages/new': async () => ({
      visitor: await owner(),
      path: '/desk/shop/packages/new',
      fields: await packageFields(),
    }),
    '/desk/shop/packages/:id/change': async () => {
      const { visitor, path } = await pack();
      return { visitor, path: `${path}/change`, fields: [...(await packageFields()), ['opened', '0']] };
    },
    '/desk/shop/packages/:id/state': async () => {
      const { visitor, path } = await pack();
      return { visitor, path: `${path}/state`, fields: [['to', 'published']] };
    },
    '/desk/downloads/:id/state': async () => {
      opened ??= download();
      const path = `/desk/downloads/${await opened}/state`;
      return { visitor: await owner(), path, fields: [['to', 'ended']] };
    },
  };
};
