import { z } from 'zod';
import { type Currency, isCurrency } from '../../kernel/money.ts';
import { Temporal } from '../../kernel/time.ts';
import { plainAddress } from '../people/public.ts';
import type { NewPractice } from './actions.ts';
import { tellingWord } from './neutral-name.ts';

const words = (most: number) =>
  z.string().trim().min(1, 'is missing').max(most, `is longer than ${most} letters`);
const address = z.string().transform(plainAddress).pipe(z.email('is no e-mail address').max(254));

const isZone = (zone: string): boolean => {
  try {
    Temporal.Now.zonedDateTimeISO(zone);
    return /[a-z]/i.test(zone);
  } catch {
    return false;
  }
};

/** A practice as its owner writes it down at a command line: every value is text. */
const PracticeForm = z.object({
  name: words(120),
  'neutral-name': z
    .string()
    .trim()
    .min(2, 'needs 2 letters at least')
    .max(40, 'is longer than 40 letters')
    .superRefine((name, context) => {
      const word = tellingWord(name);
      if (word !== undefined)
        context.addIssue({ code: 'custom', message: `says "${word}", and stands on bank statements` });
    }),
  region: z
    .string()
    .regex(/^[A-Z]{2}$/, 'is a country in two capitals, such as US')
    .default('US'),
  zone: z.string().refine(isZone, 'is an IANA time zone, such as America/Los_Angeles'),
  locale: z
    .string()
    .regex(/^[a-z]{2}(-[A-Z]{2})?$/, 'is a language tag, such as en-US')
    .default('en-US'),
  currency: z
    .custom<Currency>(
      (code) => typeof code === 'string' && isCurrency(code),
      'is a currency of PayPal, such as USD',
    )
    .default('USD'),
  address: z.array(words(120)).default([]),
  phone: words(40).optional(),
  email: address,
  host: z.array(words(253)).default([]),
  'owner-name': words(120),
  'owner-email': address,
});

export type ReadPractice =
  | { readonly ok: true; readonly practice: NewPractice }
  /** One sentence a value that cannot be taken. */
  | { readonly ok: false; readonly problems: readonly string[] };

/** Reads a practice from named texts; tells everything that is wrong at once. */
export const readPractice = (values: unknown): ReadPractice => {
  const form = PracticeForm.safeParse(values);
  if (!form.success)
    return {
      ok: false,
      problems: form.error.issues.map(
        ({ path, code, message }) =>
          `--${String(path[0])} ${code === 'invalid_type' ? 'is missing' : message}`,
      ),
    };
  const {
    'neutral-name': neutralName,
    'owner-name': ownerName,
    'owner-email': ownerEmail,
    host,
    phone,
    ...rest
  } = form.data;
  return {
    ok: true,
    practice: { ...rest, neutralName, phone, hosts: host, owner: { name: ownerName, email: ownerEmail } },
  };
};
