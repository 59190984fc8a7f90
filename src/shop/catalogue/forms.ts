import { z } from 'zod';
import { TRAP } from '../../ui/bot-trap.ts';
import { isStruggle } from './struggle.ts';
import { PRICE_BANDS } from './traits.ts';
import { FACETS, type Facet, NO_WISH, SINGLE, SORTS, type SortBy, type Wish } from './wish.ts';

const MOST_VALUES = 20;

/** Which values each facet understands; all others are left aside without a word. */
const UNDERSTOOD: Record<Facet, (value: string) => boolean> = {
  for: isStruggle,
  day: (value) => /^[1-7]$/.test(value),
  part: (value) => ['morning', 'afternoon', 'evening'].includes(value),
  how: (value) => ['in-person', 'online'].includes(value),
  lang: (value) => /^[a-z]{2,3}$/.test(value),
  max: (value) => PRICE_BANDS.map(String).includes(value),
  open: (value) => value === '1',
  kind: (value) => ['open', 'closed', 'slow-open'].includes(value),
};

const Values = z.preprocess((value) => [value].flat(), z.array(z.unknown())).catch([]);
const One = z.string().catch('');
const Query = z.record(z.string(), z.unknown()).catch({});

/** Reads an address's query as a wish. Garbled values are ignored calmly: an old link still shows groups. */
export const readWish = (query: unknown): Wish => {
  const given = Query.parse(query);
  if (Object.keys(given).length === 0) return NO_WISH;
  const chosen = Object.fromEntries(
    FACETS.map((facet) => {
      const values = Values.parse(given[facet]).filter((value): value is string => typeof value === 'string');
      const understood = [...new Set(values.filter(UNDERSTOOD[facet]))];
      return [facet, understood.slice(0, SINGLE.includes(facet) ? 1 : MOST_VALUES)];
    }),
  ) as Record<Facet, string[]>;
  const sortBy = One.parse(given['sort']);
  const page = One.parse(given['page']);
  return {
    words: One.parse(given['words']).replace(/\s+/g, ' ').trim().slice(0, 120),
    chosen,
    sortBy: SORTS.find((known): known is SortBy => known === sortBy) ?? NO_WISH.sortBy,
    page: /^[1-9]\d{0,5}$/.test(page) ? Number(page) : 1,
  };
};

const LONGEST = { name: 100, email: 254, body: 3000 } as const;

const QuestionForm = z.object({
  name: z
    .string()
    .trim()
    .min(1, 'Please tell us what to call you. A first name is enough.')
    .max(LONGEST.name, 'Please use at most 100 letters here.'),
  email: z
    .string()
    .trim()
    .toLowerCase()
    .min(1, 'Please give an e-mail address, so that we can answer.')
    .pipe(
      z
        .email('This does not look like an e-mail address. Please check it.')
        .max(LONGEST.email, 'This address is too long.'),
    ),
  body: z
    .string()
    .trim()
    .min(1, 'Please write your question.')
    .max(LONGEST.body, 'This is longer than we can take. Please send the first part, at most 3,000 letters.'),
});

export type QuestionWords = { readonly name: string; readonly email: string; readonly body: string };
export type QuestionErrors = { readonly [Field in keyof QuestionWords]?: string };

const text = (limit: number) => z.string().max(limit).catch('');
const AsTyped = z
  .object({ name: text(1000), email: text(1000), body: text(60_000) })
  .catch({ name: '', email: '', body: '' });
const Trap = z.object({ [TRAP]: z.string().catch('') }).catch({ [TRAP]: '' });

export type QuestionInput = { readonly typed: QuestionWords; readonly trapped: boolean } & (
  | { readonly ok: true; readonly question: QuestionWords }
  | { readonly ok: false; readonly errors: QuestionErrors }
);

/** Reads a question; what was typed is kept whatever comes of it. */
export const readQuestion = (body: unknown): QuestionInput => {
  const typed = AsTyped.parse(body);
  const trapped = Trap.parse(body)[TRAP] !== '';
  const parsed = QuestionForm.safeParse(typed);
  if (parsed.success) return { typed, trapped, ok: true, question: parsed.data };
  const errors: { -readonly [Field in keyof QuestionErrors]: QuestionErrors[Field] } = {};
  for (const issue of parsed.error.issues) errors[issue.path[0] as keyof QuestionErrors] ??= issue.message;
  return { typed, trapped, ok: false, errors };
};
