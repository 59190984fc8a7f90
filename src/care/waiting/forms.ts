import { z } from 'zod';
import { type Id, parseId } from '../../kernel/id.ts';
import { type PlainDate, Temporal } from '../../kernel/time.ts';
import { oneLine, writtenIn } from '../../kernel/typed.ts';
import { MOST_PRIORITY } from './entry.ts';
import { SHOWS, SORTS, type WaitingFilter } from './filter.ts';

export type Errors = Readonly<Record<string, string>>;
export type Typed = Readonly<Record<string, string>>;

export const SecretInPath = z.object({ secret: z.string().regex(/^[\w-]{22}$/) });

export const readId = <Kind extends string>(params: unknown): Id<Kind> | undefined =>
  z.object({ id: z.string().transform((text) => parseId<Kind>(text)) }).safeParse(params).data?.id;

const one = z
  .preprocess((value) => (Array.isArray(value) ? value.at(-1) : value), z.string().max(200))
  .catch('');

const FilterQuery = z.object({
  q: one,
  show: z.enum(SHOWS).catch('in-line'),
  group: one.transform((text) => parseId<'group'>(text)),
  sortBy: z.enum(SORTS).catch('longest'),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});

/** An address that was garbled on its way still shows the list: what cannot be read is left out. */
export const readFilter = (query: unknown): WaitingFilter => {
  const { q, show, group, sortBy, page } = FilterQuery.parse(query ?? {});
  return { words: oneLine(q.replaceAll('\0', '')).slice(0, 120), show, groupId: group, sortBy, page };
};

export type PriorityInput = {
  readonly typed: Typed;
  readonly priority: number;
  readonly because: string;
  readonly errors: Errors;
};

export const readPriority = (body: unknown): PriorityInput => {
  const typed = writtenIn(body);
  const because = oneLine(typed['because']);
  const text = oneLine(typed['priority']);
  const priority = /^\d$/.test(text) ? Number(text) : -1;
  return {
    ...{ typed, priority, because },
    errors: {
      ...(priority < 0 || priority > MOST_PRIORITY ? { priority: 'Please give a number from 0 to 9.' } : {}),
      ...(because === '' ? { because: 'Please say why, in a few words: your colleagues will ask.' } : {}),
      ...(because.length > 300 ? { because: 'Please use at most 300 letters.' } : {}),
    },
  };
};

export type PauseInput = {
  readonly typed: Typed;
  readonly resume: boolean;
  readonly until: PlainDate | null;
  readonly errors: Errors;
};

/** A pause of one person; `today` is the first day it may not end on. */
export const readPause = (body: unknown, today: PlainDate): PauseInput => {
  const typed = writtenIn(body);
  const text = oneLine(typed['until']);
  const until = dayOf(text);
  const wrong =
    text !== '' && (until === null || Temporal.PlainDate.compare(until, today) <= 0)
      ? { until: 'Please give a day that is still to come, or leave it empty.' }
      : {};
  return { typed, resume: typed['do'] === 'resume', until, errors: wrong };
};

const dayOf = (text: string): PlainDate | null => {
  try {
    return /^\d{4}-\d\d-\d\d$/.test(text) ? Temporal.PlainDate.from(text) : null;
  } catch {
    return null;
  }
};

/** A pause of the whole list, with its reason; or its end. */
export const readListPause = (
  body: unknown,
): { readonly because: string | undefined; readonly error?: string } => {
  const texts = writtenIn(body);
  if (texts['do'] === 'resume') return { because: undefined };
  const because = oneLine(texts['because']);
  if (because === '') return { because, error: 'Please say why, in a few words.' };
  return because.length > 200 ? { because, error: 'Please use at most 200 letters.' } : { because };
};

export const readLetter = (body: unknown): string => (writtenIn(body)['letter'] ?? '').trim();
