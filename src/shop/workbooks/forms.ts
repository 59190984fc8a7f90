import { z } from 'zod';
import { parseId } from '../../kernel/id.ts';
import { type Currency, fromDecimal } from '../../kernel/money.ts';
import { oneLine, writtenIn } from '../../kernel/typed.ts';
import { MOST_BYTES, sizeWords, typeOf } from './file-type.ts';
import { SHOWN, SORTS, type WorkbookFilter } from './list.ts';
import type { FileType, WorkbookState, WorkbookWords } from './workbook.ts';

export type Typed = Readonly<Record<string, string>>;
export type Errors = Readonly<Record<string, string>>;

const long = (text: string | undefined) => (text ?? '').replace(/\n{3,}/g, '\n\n').trim();

const within = (text: string, most: number, missing: string): string | undefined => {
  if (text === '') return missing;
  return text.length > most ? `Please use at most ${most} letters here.` : undefined;
};

/** "12", "12.50" or "12,50"; 0 is free. */
const readPrice = (typed: string | undefined, currency: Currency): number | undefined => {
  const read = fromDecimal((typed ?? '').trim().replace(',', '.'), currency);
  return read && read.minor >= 0 && read.minor <= 100_000_000 ? read.minor : undefined;
};

/** Name, sentences, text and price of a thing that is sold: all errors at once. */
export const readThingWords = (
  typed: Typed,
  currency: Currency,
): { readonly words: WorkbookWords } | { readonly errors: Errors } => {
  const [name, summary, words] = [oneLine(typed['name']), oneLine(typed['summary']), long(typed['words'])];
  const priceMinor = readPrice(typed['price'], currency);
  const found = {
    name: within(name, 120, 'Please give it a name.'),
    summary: within(summary, 300, 'Please say in a sentence or two what it is.'),
    words: within(words, 6_000, 'Please write what is in it and whom it helps.'),
    price:
      priceMinor === undefined
        ? 'Please write a price, such as 12.00, or 0 for something that is free.'
        : undefined,
  };
  const errors = Object.fromEntries(Object.entries(found).filter((pair) => pair[1] !== undefined)) as Errors;
  if (priceMinor === undefined || Object.keys(errors).length > 0) return { errors };
  return { words: { name, summary, words, priceMinor } };
};

/** The desk's form of a workbook: what was typed is kept. */
export const readWords = (
  body: unknown,
  currency: Currency,
): { readonly typed: Typed; readonly opened: number } & (
  | { readonly words: WorkbookWords }
  | { readonly errors: Errors }
) => {
  const typed = writtenIn(body);
  const opened = /^\d{1,9}$/.test(typed['opened'] ?? '') ? Number(typed['opened']) : -1;
  return { typed, opened, ...readThingWords(typed, currency) };
};

const Upload = z.object({
  fields: z.record(z.string(), z.string()),
  files: z.record(z.string(), z.object({ name: z.string(), bytes: z.instanceof(Uint8Array) })),
});

export const TOO_LARGE = `This file is larger than ${sizeWords(MOST_BYTES)}. Please make it smaller, or part it.`;

export type NewVersion = {
  readonly type: FileType;
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly note: string;
};

/** A new version of the file: what it is, is read from its bytes, never from its name. */
export const readUpload = (
  body: unknown,
): { readonly version: NewVersion } | { readonly errors: Errors; readonly typed: Typed } => {
  const form = Upload.safeParse(body);
  const typed = writtenIn(form.success ? form.data.fields : body);
  const note = oneLine(typed['note']);
  const sent = form.success ? form.data.files['file'] : undefined;
  const file = judgeFile(sent?.bytes ?? new Uint8Array());
  const noteError = note.length > 300 ? 'Please use at most 300 letters here.' : undefined;
  if ('error' in file || noteError)
    return {
      typed,
      errors: { ...('error' in file && { file: file.error }), ...(noteError && { note: noteError }) },
    };
  return { version: { ...file, fileName: fileNameSent(sent?.name), note } };
};

const judgeFile = (
  bytes: Uint8Array,
): { readonly type: FileType; readonly bytes: Uint8Array } | { readonly error: string } => {
  if (bytes.length === 0) return { error: 'Please choose a file.' };
  if (bytes.length > MOST_BYTES) return { error: TOO_LARGE };
  const type = typeOf(bytes);
  return type
    ? { type, bytes }
    : { error: 'This is no whole PDF, EPUB, MP3, PNG or JPEG file. Please choose another one.' };
};

/** The last part of whatever path it was sent with, without signs that no name has. */
const fileNameSent = (name: string | undefined): string =>
  (name ?? '')
    .split(/[/\\]/)
    .at(-1)
    ?.replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()
    .slice(0, 200) || 'file';

export const readId = (params: unknown): string | undefined =>
  z.object({ id: z.string().transform((id) => parseId<'workbook'>(id)) }).safeParse(params).data?.id;

export const readVersionNumber = (params: unknown): number | undefined =>
  z.object({ number: z.string().regex(/^[1-9]\d{0,3}$/).transform(Number) }).safeParse(params).data?.number; // biome-ignore format: one rule

export const readMove = (body: unknown): WorkbookState | undefined =>
  z.object({ to: z.enum(['draft', 'published', 'archived']) }).safeParse(body).data?.to;

const text = z
  .preprocess((value) => (Array.isArray(value) ? value.at(-1) : value), z.string().max(500))
  .catch('');

const Filter = z.object({
  q: text,
  state: z.enum(SHOWN).catch('open'),
  sortBy: z.enum(SORTS).catch('name'),
  page: text.transform((typed) => (/^[1-9]\d{0,5}$/.test(typed) ? Number(typed) : 1)),
});

/** An address that was garbled on its way still shows the list: what cannot be read is left out. */
export const readFilter = (query: unknown): WorkbookFilter => {
  const { q, state, sortBy, page } = Filter.parse(query ?? {});
  return { typed: q.replaceAll('\0', '').trim().slice(0, 120), shown: state, sortBy, page };
};

const DONE = ['made', 'saved', 'moved', 'added'] as const;
export type Done = (typeof DONE)[number];
/** Which of its own answers a workbook's page shows. */
export const readDone = (query: unknown): Done | undefined =>
  z.object({ done: z.enum(DONE).optional().catch(undefined) }).parse(query ?? {}).done;
