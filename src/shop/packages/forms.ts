import { z } from 'zod';
import { parseId } from '../../kernel/id.ts';
import type { Currency } from '../../kernel/money.ts';
import { oneLine, writtenIn } from '../../kernel/typed.ts';
import { readThingWords } from '../workbooks/public.ts';
import {
  FEWEST_PARTS,
  MOST_PARTS,
  type PackagePart,
  type PackageState,
  type PackageWish,
} from './package.ts';

export type Typed = Readonly<Record<string, string>>;
export type Errors = Readonly<Record<string, string>>;

/** What a package may hold, as far as a form has to know it. */
type Choosable = {
  readonly groups: readonly { readonly id: string; readonly tiers: readonly { readonly id: string }[] }[];
  readonly workbooks: readonly { readonly id: string }[];
};

const PARTS_MISSING = `Please choose ${FEWEST_PARTS} parts at least: a package of one thing is none.`;
const PARTS_MANY = `Please choose at most ${MOST_PARTS} parts.`;

/** The parts that were chosen, in the order in which the form shows them; what cannot be chosen is left out. */
const partsIn = (typed: Typed, { groups, workbooks }: Choosable): PackagePart[] => [
  ...groups.flatMap(({ id, tiers }): PackagePart[] => {
    const tier = tiers.find((each) => each.id === typed[`seat_${id}`]);
    return tier ? [{ kind: 'seat', offeringId: id, tierId: tier.id }] : [];
  }),
  ...workbooks.flatMap(({ id }): PackagePart[] =>
    typed[`book_${id}`] === 'yes' ? [{ kind: 'workbook', workbookId: id }] : [],
  ),
];

/** The desk's form of a package: all errors at once, what was typed is kept. */
export const readPackage = (
  body: unknown,
  currency: Currency,
  choosable: Choosable,
): { readonly typed: Typed; readonly opened: number } & (
  | { readonly wish: PackageWish }
  | { readonly errors: Errors }
) => {
  const typed = writtenIn(body);
  const read = readThingWords(typed, currency);
  const parts = partsIn(typed, choosable);
  const wrong =
    (parts.length < FEWEST_PARTS && PARTS_MISSING) || (parts.length > MOST_PARTS && PARTS_MANY) || undefined;
  const opened = /^\d{1,9}$/.test(oneLine(typed['opened'])) ? Number(typed['opened']) : -1;
  if ('errors' in read || wrong)
    return {
      typed,
      opened,
      errors: { ...('errors' in read && read.errors), ...(wrong && { parts: wrong }) },
    };
  return { typed, opened, wish: { ...read.words, parts } };
};

export const readId = (params: unknown): string | undefined =>
  z.object({ id: z.string().transform((id) => parseId<'package'>(id)) }).safeParse(params).data?.id;

export const readMove = (body: unknown): PackageState | undefined =>
  z.object({ to: z.enum(['draft', 'published', 'archived']) }).safeParse(body).data?.to;

const DONE = ['made', 'saved', 'moved'] as const;
export type Done = (typeof DONE)[number];
export const readDone = (query: unknown): Done | undefined =>
  z.object({ done: z.enum(DONE).optional().catch(undefined) }).parse(query ?? {}).done;
