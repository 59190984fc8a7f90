import { z } from 'zod';
import { type Id, parseId } from '../../kernel/id.ts';
import { oneLine, writtenIn } from '../../kernel/typed.ts';
import { foldName, type Said } from './apart.ts';

export type Errors = Readonly<Record<string, string>>;
export type Typed = Readonly<Record<string, string>>;

const LONGEST_WHY = 1_000;
const NAME = /^[^\p{Cc}\p{Cf}<>]{1,100}$/u;
const Email = z.email().max(254);

const address = (text: string | undefined): string => (text ?? '').trim().toLowerCase();

const wrongEmail = (email: string): string | undefined =>
  email === '' || Email.safeParse(email).success
    ? undefined
    : 'This does not look like an e-mail address. Leave it empty if you do not know it.';

const wrongName = (name: string): string | undefined => {
  if (name === '') return 'Please write the name.';
  return NAME.test(name) && foldName(name) !== '' ? undefined : 'Please write the name in plain letters.';
};

const present = (errors: Readonly<Record<string, string | undefined>>): Errors =>
  Object.fromEntries(
    Object.entries(errors).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );

const wrongWhy = (why: string) =>
  why.length > LONGEST_WHY ? 'Please use at most 1,000 letters.' : undefined;

export type StatementInput = {
  readonly typed: { readonly name: string; readonly email: string; readonly why: string };
  readonly errors: Errors;
};

/** Whom somebody must not sit with, as they say it. */
export const readStatement = (body: unknown): StatementInput => {
  const texts = writtenIn(body);
  const typed = {
    name: oneLine(texts['name']),
    email: address(texts['email']),
    why: (texts['why'] ?? '').trim(),
  };
  const errors = present({
    name: wrongName(typed.name),
    email: wrongEmail(typed.email),
    why: wrongWhy(typed.why),
  });
  return { typed, errors };
};

/** Two people whom a facilitator keeps apart: the first is known by address. */
export const readApart = (body: unknown): { readonly said: Said; readonly errors: Errors } => {
  const texts = writtenIn(body);
  const said: Said = {
    one: { name: oneLine(texts['one_name']), email: address(texts['one_email']) },
    other: { name: oneLine(texts['other_name']), email: address(texts['other_email']) },
    why: (texts['why'] ?? '').trim(),
  };
  const missing =
    said.one.email === '' ? 'Please give the e-mail address of the first of the two.' : undefined;
  const same =
    said.one.email !== '' && said.one.email === said.other.email
      ? 'These are one and the same address.'
      : undefined;
  const errors = present({
    one_name: wrongName(said.one.name),
    one_email: missing ?? wrongEmail(said.one.email),
    other_name: wrongName(said.other.name),
    other_email: same ?? wrongEmail(said.other.email),
    why: wrongWhy(said.why),
  });
  return { said, errors };
};

export type SettlementInput = {
  readonly as: 'in-force' | 'lifted' | undefined;
  readonly email: string;
  readonly errors: Errors;
};

export const readSettlement = (body: unknown): SettlementInput => {
  const texts = writtenIn(body);
  const email = address(texts['email']);
  const as = (['in-force', 'lifted'] as const).find((known) => known === texts['as']);
  return { as, email, errors: as === 'in-force' ? present({ email: wrongEmail(email) }) : {} };
};

export const SecretInPath = z.object({ secret: z.string().regex(/^[\w-]{22}$/) });

export const readId = <Kind extends string>(params: unknown): Id<Kind> | undefined =>
  z.object({ id: z.string().transform((text) => parseId<Kind>(text)) }).safeParse(params).data?.id;
