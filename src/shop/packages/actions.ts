import type { PracticeId } from '../../kernel/id.ts';
import type { Currency } from '../../kernel/money.ts';
import { accept, type Result, refuse } from '../../kernel/result.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { freshAddress } from '../editing/public.ts';
import { recordChange } from '../fulfilment/public.ts';
import * as store from './desk-store.ts';
import { canPackageBecome, type Package, type PackageState, type PackageWish, partKey } from './package.ts';

type Desk = { readonly practiceId: PracticeId; readonly currency: Currency };

/** Begins a package, for the desk alone until it is published. */
export const makePackage = (db: Db, desk: Desk, wish: PackageWish): Promise<{ readonly id: string }> =>
  db.begin((tx) => addPackage(tx, desk, wish));

/** The same inside a transaction, with id and address of one's own for data that must be the same every time. */
export const addPackage = async (
  tx: Tx,
  { practiceId, currency }: Desk,
  {
    id = newId<'package'>(),
    address = freshAddress(),
    ...wish
  }: PackageWish & {
    readonly id?: string;
    readonly address?: string;
  },
): Promise<{ readonly id: string }> => {
  await store.insertPackage(tx, practiceId, { ...wish, id, address, currency });
  await store.saveParts(tx, practiceId, { id, parts: wish.parts });
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
) => recordChange(tx, practiceId, { entity: 'package', actor: 'desk', ...change });

export type SaveRefusal = { readonly because: 'changed-meanwhile' };

/** Other words, another price or other parts, from now on: what was bought, or is being paid, stays as it was. */
export const changePackage = (
  db: Db,
  { practiceId, currency }: Desk,
  { id, wish, opened }: { readonly id: string; readonly wish: PackageWish; readonly opened: number },
): Promise<Result<true, SaveRefusal> | undefined> =>
  db.begin(async (tx) => {
    const before = await store.lockPackage(tx, practiceId, id);
    if (!before) return undefined;
    const changes = changesOf(before, wish);
    if (changes.length === 0) return accept(true);
    if (before.savings !== opened) return refuse({ because: 'changed-meanwhile' });
    await store.savePackage(tx, practiceId, { ...wish, id, currency });
    await store.saveParts(tx, practiceId, { id, parts: wish.parts });
    const because = `changed: ${changes.join(', ')}`;
    await note(tx, practiceId, { id, was: before.state, became: before.state, because });
    return accept(true);
  });

const keysOf = ({ parts }: Pick<Package, 'parts'>): string => parts.map(partKey).toSorted().join(' ');

const changesOf = (before: Package, wish: PackageWish): string[] =>
  (
    [
      ['name', before.name !== wish.name],
      ['summary', before.summary !== wish.summary],
      ['text', before.words !== wish.words],
      ['price', before.priceMinor !== wish.priceMinor],
      ['parts', keysOf(before) !== keysOf(wish)],
    ] as const
  ).flatMap(([name, differs]) => (differs ? [name] : []));

/** Publishes, takes off the shop, puts away or brings back. Pressed twice it is done once; false where it does not go. */
export const movePackage = (
  db: Db,
  practiceId: PracticeId,
  id: string,
  to: PackageState,
): Promise<boolean | undefined> => db.begin((tx) => turnPackage(tx, practiceId, id, to));

/** The same inside a transaction. */
export const turnPackage = async (
  tx: Tx,
  practiceId: PracticeId,
  id: string,
  to: PackageState,
): Promise<boolean | undefined> => {
  const before = await store.lockPackage(tx, practiceId, id);
  if (!before) return undefined;
  if (before.state === to) return true;
  if (!canPackageBecome(before.state, to)) return false;
  await store.setState(tx, practiceId, id, to);
  await note(tx, practiceId, { id, was: before.state, became: to });
  return true;
};
