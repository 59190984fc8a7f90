import { z } from 'zod';
import { attestationsOf, type Checkout, keptFor, type Parties, seatLines } from './checkout.ts';

export type Errors = Readonly<Record<string, string>>;
export type Typed = Readonly<Record<string, string>>;
/** A form as it is shown: what was typed, and what is wrong with it. */
export type Form = { readonly typed: Typed; readonly errors: Errors };

/** How a page that shows a form is answered. */
export const statusOf = ({ errors }: Form): number => (Object.keys(errors).length > 0 ? 422 : 200);

/** What a mail program would make a link of. Our letters greet people by the names that others typed. */
const LINK = /[/\\@]|:\S|www\.|[\p{L}\p{N}]\.(\p{Ll}{2,}|\p{Lu}{2,})/u;

const line = (empty: string, long: string) =>
  z
    .string({ error: empty })
    .transform((text) => text.normalize('NFC').replace(/\s+/g, ' ').trim())
    .pipe(
      z
        .string()
        .min(1, empty)
        .max(120, long)
        .regex(/^[^\p{Cc}\p{Cf}<>]*$/u, 'Please write the name in plain letters.')
        .refine((text) => !LINK.test(text), 'Please write the name without an address in it.'),
    );

const email = (empty: string) =>
  z
    .string({ error: empty })
    .transform((text) => text.trim().toLowerCase())
    .pipe(
      z
        .string()
        .min(1, empty)
        .max(254, 'This address is too long.')
        .pipe(
          z.email(
            'This does not look like an e-mail address. It should have an @ and a dot, like wren@mail.example.',
          ),
        ),
    );

const WhoComes = z.object({
  attendee_name: line(
    'Please tell us the name of the person who comes.',
    'This name is too long for us. Please shorten it to 120 letters.',
  ),
  attendee_email: email('Please give an e-mail address for the person who comes.'),
  payer: z.enum(['same', 'other'], { error: 'Please choose who pays.' }),
});

const WhoPays = z.object({
  payer_name: line(
    'Please tell us the name of the person who pays.',
    'This name is too long for us. Please shorten it to 120 letters.',
  ),
  payer_email: email('Please give an e-mail address for the person who pays.'),
});

/**
 * The step "About you": all errors at once, each beside its field. `sentences` are what is to be confirmed. A chair that
 * is `kept` for somebody is theirs, whatever address was sent along.
 */
export const readYou = (
  body: unknown,
  sentences: readonly string[],
  kept?: { readonly email: string },
): { readonly parties: Parties } | { readonly errors: Errors; readonly typed: Typed } => {
  const typed: Typed = { ...textsOf(body), ...(kept ? { attendee_email: kept.email } : {}) };
  const comes = WhoComes.safeParse(typed);
  const pays = typed['payer'] === 'other' ? WhoPays.safeParse(typed) : undefined;
  const ticks = sentences.map((sentence, index) => ({ name: `attest_${index}`, sentence }));
  const open = ticks.filter(({ name }) => typed[name] !== 'yes');
  if (comes.success && (pays?.success ?? true) && open.length === 0) {
    const attendee = { attendeeName: comes.data.attendee_name, attendeeEmail: comes.data.attendee_email };
    const payer = pays?.success
      ? { payerName: pays.data.payer_name, payerEmail: pays.data.payer_email }
      : { payerName: attendee.attendeeName, payerEmail: attendee.attendeeEmail };
    return { parties: { ...attendee, ...payer, attendeeIsPayer: comes.data.payer === 'same' } };
  }
  return {
    typed,
    errors: {
      ...messages(comes.error),
      ...messages(pays?.error),
      ...Object.fromEntries(
        open.map(({ name, sentence }) => [
          name,
          `Please tick “${sentence}” if it is true. If it is not, write to us and we look for a way together.`,
        ]),
      ),
    },
  };
};

/** The same step where nobody comes: who pays, and where the link to the files goes. */
export const readPayer = (body: unknown): ReturnType<typeof readYou> => {
  const typed = textsOf(body);
  const pays = WhoPays.safeParse(typed);
  if (!pays.success) return { typed, errors: messages(pays.error) };
  const { payer_name: payerName, payer_email: payerEmail } = pays.data;
  return {
    parties: { attendeeName: null, attendeeEmail: null, payerName, payerEmail, attendeeIsPayer: true },
  };
};

const Agreement = z.object({
  agreed_name: line(
    'Please type your name. It stands for your signature.',
    'This name is too long for us. Please shorten it to 120 letters.',
  ),
  agree: z.literal('yes', { error: 'Please tick this box if you agree.' }),
});

export const readAgreement = (
  body: unknown,
): { readonly name: string; readonly shown: string } | { readonly errors: Errors; readonly typed: Typed } => {
  const typed = textsOf(body);
  const form = Agreement.safeParse(typed);
  if (!form.success) return { typed, errors: messages(form.error) };
  return { name: form.data.agreed_name, shown: typed['versions'] ?? '' };
};

/** The step a form was on, to come back to it. */
export const StepForm = z.object({ step: z.enum(['you', 'agreement', 'pay']).catch('pay') });

/** Whether the address says that more time was asked for too often. */
export const timeIsUp = (query: unknown): boolean =>
  typeof query === 'object' && query !== null && 'time' in query && query.time === 'up';

/** Texts only: a field sent twice, or as a list, is as if it had not been sent. */
const textsOf = (body: unknown): Typed =>
  Object.fromEntries(
    Object.entries(typeof body === 'object' && body !== null ? body : {}).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1].length <= 1000,
    ),
  );

/** The first message of each field, in the order of the fields. */
const messages = (error: z.ZodError | undefined): Errors => {
  const first: Record<string, string> = {};
  for (const issue of error?.issues ?? []) first[String(issue.path[0])] ??= issue.message;
  return first;
};

/** What was typed before, for showing the form again. */
export const typedBefore = ({ parties, attested, attestedAt, lines }: Checkout): Typed => {
  const other = parties.attendeeIsPayer === false || seatLines(lines).length === 0;
  const kept = keptFor(lines);
  const ticks = attestedAt ? attestationsOf(lines) : [];
  return {
    attendee_name: kept && kept.email !== parties.attendeeEmail ? kept.name : (parties.attendeeName ?? ''),
    attendee_email: kept?.email ?? parties.attendeeEmail ?? '',
    payer: parties.attendeeIsPayer === false ? 'other' : 'same',
    payer_name: (other && parties.payerName) || '',
    payer_email: (other && parties.payerEmail) || '',
    ...Object.fromEntries(
      ticks.flatMap((sentence, index) => (attested.includes(sentence) ? [[`attest_${index}`, 'yes']] : [])),
    ),
  };
};
