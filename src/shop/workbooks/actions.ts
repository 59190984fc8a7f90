import type { PracticeId } from '../../kernel/id.ts';
import type { Currency } from '../../kernel/money.ts';
import { accept, type Result, refuse } from '../../kernel/result.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { freshAddress } from '../editing/public.ts';
import { recordChange } from '../fulfilment/public.ts';
import * as store from './desk-store.ts';
import type { NewVersion } from './forms.ts';
import { canWorkbookBecome, type Workbook, type WorkbookState, type WorkbookWords } from './workbook.ts';

type Desk = { readonly practiceId: PracticeId; readonly currency: Currency };

/** Begins a workbook: its words, for the desk alone until it has a file and is published. */
export const makeWorkbook = (db: Db, desk: Desk, words: WorkbookWords): Promise<{ readonly id: string }> =>
  db.begin((tx) => addWorkbook(tx, desk, words));

/** The same inside a transaction, with id and address of one's own for data that must be the same every time. */
export const addWorkbook = async (
  tx: Tx,
  { practiceId, currency }: Desk,
  {
    id = newId<'workbook'>(),
    address = freshAddress(),
    ...words
  }: WorkbookWords & {
    readonly id?: string;
    readonly address?: string;
  },
): Promise<{ readonly id: string }> => {
  await store.insertWorkbook(tx, practiceId, { ...words, id, address, currency });
  await note(tx, practiceId, { id, was: null, became: 'draft' });
  return { id };
};

const note = (
  tx: Tx,
  practiceId: PracticeId,
  change: {
    readonly id: string;
    readonly was: string | null;
    readonly became: string;
    readonly because?: string;
  },
) => recordChange(tx, practiceId, { entity: 'workbook', actor: 'desk', ...change });

export type SaveRefusal = { readonly because: 'changed-meanwhile' };

/** New words or another price, from now on: what was bought, or is being paid, stays as it was. */
export const changeWorkbook = (
  db: Db,
  { practiceId, currency }: Desk,
  wish: { readonly id: string; readonly words: WorkbookWords; readonly opened: number },
): Promise<Result<true, SaveRefusal> | undefined> =>
  db.begin(async (tx) => {
    const before = await store.lockWorkbook(tx, practiceId, wish.id);
    if (!before) return undefined;
    const changes = changesOf(before, wish.words);
    if (changes.length === 0) return accept(true);
    if (before.savings !== wish.opened) return refuse({ because: 'changed-meanwhile' });
    await store.saveWords(tx, practiceId, { ...wish.words, id: wish.id, currency });
    const { state } = before;
    const because = `changed: ${changes.join(', ')}`;
    await note(tx, practiceId, { id: wish.id, was: state, became: state, because });
    return accept(true);
  });

const changesOf = (before: Workbook, words: WorkbookWords): string[] =>
  (
    [
      ['name', before.name !== words.name],
      ['summary', before.summary !== words.summary],
      ['text', before.words !== words.words],
      ['price', before.priceMinor !== words.priceMinor],
    ] as const
  ).flatMap(([name, differs]) => (differs ? [name] : []));

/** A new version of the file. The same file again is no new version. Undefined where there is no such workbook. */
export const addVersion = (
  db: Db,
  practiceId: PracticeId,
  id: string,
  version: NewVersion,
): Promise<{ readonly number: number } | undefined> =>
  db.begin((tx) => storeVersion(tx, practiceId, id, version));

/** The same inside a transaction. */
export const storeVersion = async (
  tx: Tx,
  practiceId: PracticeId,
  id: string,
  { type, fileName, bytes, note: words }: NewVersion,
): Promise<{ readonly number: number } | undefined> => {
  const before = await store.lockWorkbook(tx, practiceId, id);
  if (!before) return undefined;
  if (await store.isNewest(tx, practiceId, id, bytes)) return { number: before.newest };
  const fileId = newId<'file'>();
  const number = before.newest + 1;
  await store.insertFile(tx, practiceId, { id: fileId, type, name: fileName, bytes });
  await store.insertVersion(tx, practiceId, {
    ...{ id: newId<'version'>(), workbookId: id, number, fileId, note: words },
  });
  const { state } = before;
  await note(tx, practiceId, { id, was: state, became: state, because: `version ${number} of the file` });
  return { number };
};

export type MoveRefusal = { readonly because: 'no-file' };

/** Publishes, takes off the shelf, puts away or brings back. Pressed twice it is done once. */
export const moveWorkbook = (
  db: Db,
  practiceId: PracticeId,
  id: string,
  to: WorkbookState,
): Promise<Result<boolean, MoveRefusal> | undefined> =>
  db.begin((tx) => turnWorkbook(tx, practiceId, id, to));

/** The same inside a transaction. False where it does not go from here to there. */
export const turnWorkbook = async (
  tx: Tx,
  practiceId: PracticeId,
  id: string,
  to: WorkbookState,
): Promise<Result<boolean, MoveRefusal> | undefined> => {
  const before = await store.lockWorkbook(tx, practiceId, id);
  if (!before) return undefined;
  if (before.state === to) return accept(true);
  if (!canWorkbookBecome(before.state, to)) return accept(false);
  if (to === 'published' && before.newest === 0) return refuse({ because: 'no-file' });
  await store.setState(tx, practiceId, id, to);
  await note(tx, practiceId, { id, was: before.state, became: to });
  return accept(true);
};
