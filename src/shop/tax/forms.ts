import { z } from 'zod';
import type { TaxSettings } from './settings.ts';

export type Typed = Readonly<Record<'way' | 'name' | 'number' | 'seat' | 'workbook', string>>;
export type Errors = Readonly<Record<string, string>>;
export type TaxWish = Omit<TaxSettings, 'version'>;

const text = z
  .preprocess((value) => (Array.isArray(value) ? value.at(-1) : value), z.string().max(200))
  .catch('');
const AsTyped = z.object({ way: text, name: text, number: text, seat: text, workbook: text });
const Opened = z.object({ opened: z.coerce.number().int().min(0).max(1_000_000).catch(-1) });

const tidy = (typed: string): string => typed.normalize('NFC').replace(/\s+/g, ' ').trim();

/** "19", "8.875" percent as hundred-thousandths; undefined for what is no rate below 100. */
const rateOf = (typed: string): number | undefined => {
  const match = /^(\d{1,2})(?:[.,](\d{1,3}))?\s*%?$/.exec(typed.trim() || '0');
  return match ? Number(match[1]) * 1000 + Number((match[2] ?? '').padEnd(3, '0')) : undefined;
};

const RATE = 'Please write a rate in percent below 100, like 19 or 8.875. 0 where no tax is due.';

/** The owner's form: all errors at once, what was typed is kept. */
export const readTax = (
  body: unknown,
): { readonly typed: Typed; readonly opened: number } & (
  | { readonly wish: TaxWish }
  | { readonly errors: Errors }
) => {
  const typed = AsTyped.parse(body ?? {});
  const { opened } = Opened.parse(body ?? {});
  const [name, number] = [tidy(typed.name), tidy(typed.number)];
  const [seatRate, workbookRate] = [rateOf(typed.seat), rateOf(typed.workbook)];
  const errors: Record<string, string> = {};
  const way = (['none', 'included', 'added'] as const).find((one) => one === typed.way);
  if (way === undefined) errors['way'] = 'Please choose how your prices stand to tax.';
  if (name === '' && way !== 'none') errors['name'] = 'Please write what the tax is called, like VAT.';
  if (name.length > 40) errors['name'] = 'Please use at most 40 letters here.';
  if (number.length > 40) errors['number'] = 'Please use at most 40 letters here.';
  if (seatRate === undefined) errors['seat'] = RATE;
  if (workbookRate === undefined) errors['workbook'] = RATE;
  if (
    way === undefined ||
    seatRate === undefined ||
    workbookRate === undefined ||
    Object.keys(errors).length > 0
  )
    return { typed, opened, errors };
  return { typed, opened, wish: { way, name: name || 'Tax', number, seatRate, workbookRate } };
};

/** What stands, as the form shows it. */
export const typedOf = ({ way, name, number, seatRate, workbookRate }: TaxSettings): Typed => ({
  way,
  name,
  number,
  seat: String(seatRate / 1000),
  workbook: String(workbookRate / 1000),
});

export const readSaved = (query: unknown): boolean =>
  z
    .object({ saved: z.string().max(10).optional().catch(undefined) })
    .catch({})
    .parse(query).saved === 'yes';
