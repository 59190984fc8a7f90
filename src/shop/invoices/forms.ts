import { z } from 'zod';
import { type Id, parseId } from '../../kernel/id.ts';
import { bookmarkOf, listPart } from '../desk-lists/public.ts';
import { type InvoiceFilter, KINDS, SORTS } from './filter.ts';
import type { Party } from './invoice.ts';

const FilterQuery = z.object({
  q: listPart.typed,
  kind: z.enum(KINDS).optional().catch(undefined),
  from: listPart.day,
  to: listPart.day,
  sortBy: z.enum(SORTS).catch('newest'),
  after: listPart.number,
  before: listPart.number,
});

export const readFilter = (query: unknown): InvoiceFilter => {
  const { q, kind, from, to, sortBy, after, before } = FilterQuery.parse(query ?? {});
  return {
    typed: q,
    kind,
    from,
    to,
    sortBy,
    bookmark: bookmarkOf(after, before),
  };
};

const Path = z.object({ id: z.string() });
export const readInvoiceId = (params: unknown): Id<'invoice'> | undefined => {
  const path = Path.safeParse(params);
  return path.success ? parseId<'invoice'>(path.data.id) : undefined;
};

const LinkPath = z.object({
  secret: z.string().regex(/^[\w-]{22}$/),
  number: z
    .string()
    .regex(/^\d{1,12}$/)
    .transform(Number),
});
/** The secret of an order's link and the number of an invoice of it. */
export const readLink = (params: unknown): z.infer<typeof LinkPath> | undefined =>
  LinkPath.safeParse(params).data;

const clean = z.string().transform((text) => text.replaceAll('\0', '').replaceAll('\r\n', '\n').trim());
const CorrectionForm = z.object({
  name: clean.pipe(
    z
      .string()
      .min(1, 'Please give the name that belongs on the invoice.')
      .max(120, 'Please use at most 120 letters here.'),
  ),
  address: clean.pipe(
    z
      .string()
      .max(400, 'Please use at most 400 letters here.')
      .refine((text) => text.split('\n').length <= 6, 'Please use at most six lines.'),
  ),
  tax_number: clean.pipe(z.string().max(40, 'Please use at most 40 letters here.')),
  because: clean.pipe(
    z
      .string()
      .min(3, 'Please say in a few words why. It stands on both documents.')
      .max(200, 'Please use at most 200 letters here.'),
  ),
});

export type CorrectionTyped = {
  readonly typed: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
};
export type ReadCorrection = { readonly buyer: Party; readonly because: string } | CorrectionTyped;

const Typed = z.record(z.string(), z.string().catch('')).catch({});

/** The correction as typed, or all that is wrong with it, each beside its field. */
export const readCorrection = (body: unknown): ReadCorrection => {
  const typed = Typed.parse(body);
  const blank = { name: '', address: '', tax_number: '', because: '' };
  const form = CorrectionForm.safeParse({ ...blank, ...typed });
  if (!form.success)
    return {
      typed,
      errors: Object.fromEntries(
        form.error.issues.toReversed().map(({ path, message }) => [String(path[0]), message]),
      ),
    };
  const { name, address, tax_number: taxNumber, because } = form.data;
  const lines = address
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  return { buyer: { name, lines, ...(taxNumber ? { taxNumber } : {}) }, because };
};
