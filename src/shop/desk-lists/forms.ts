import { z } from 'zod';
import { Temporal } from '../../kernel/time.ts';
import type { Bookmark } from '../../kernel/turn.ts';

/** An address that was garbled on its way still shows the list: what cannot be read is left out. */
const one = z
  .preprocess((value) => (Array.isArray(value) ? value.at(-1) : value), z.string().max(200))
  .catch('');
const day = one.transform((text) => {
  try {
    return /^\d{4}-\d\d-\d\d$/.test(text) ? Temporal.PlainDate.from(text) : undefined;
  } catch {
    return undefined;
  }
});
const number = one.transform((text) => (/^\d{1,12}$/.test(text) ? Number(text) : undefined));

/** The parts of which the filters of the desk's lists are made, as an address carries them. */
export const listPart = {
  /** One text: the last where an address says several. */
  one,
  /** What was typed into the search box. */
  typed: one.transform((text) => text.replaceAll('\0', '').trim()),
  day,
  number,
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
};

/** Where a page of rows begins: behind a row's number, or before it. */
export const bookmarkOf = (after: number | undefined, before: number | undefined): Bookmark | undefined => {
  if (after !== undefined) return { side: 'after', number: after };
  return before === undefined ? undefined : { side: 'before', number: before };
};
