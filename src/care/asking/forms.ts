import { z } from 'zod';
import { oneLine, writtenIn } from '../../kernel/typed.ts';
import { TRAP } from '../../ui/bot-trap.ts';

export type Errors = Readonly<Record<string, string>>;

const NAME = /^[^\p{Cc}\p{Cf}<>]{1,100}$/u;
const Email = z.email().max(254);

export type AskInput = {
  readonly typed: { readonly name: string; readonly email: string };
  readonly trapped: boolean;
  readonly errors: Errors;
};

/** Name and address of somebody who asks for a private link; `errors` is empty when both can be used. */
export const readAsk = (body: unknown): AskInput => {
  const named = readName(body);
  const addressed = readEmail(body);
  return {
    typed: { name: named.name, email: addressed.email },
    trapped: (writtenIn(body)[TRAP] ?? '') !== '',
    errors: { ...named.errors, ...addressed.errors },
  };
};

export const readName = (body: unknown): { readonly name: string; readonly errors: Errors } => {
  const name = oneLine(writtenIn(body)['name']);
  return { name, errors: wrongName(name) };
};

export const readEmail = (body: unknown): { readonly email: string; readonly errors: Errors } => {
  const email = (writtenIn(body)['email'] ?? '').trim().toLowerCase();
  return { email, errors: wrongEmail(email) };
};

const wrongName = (name: string): Errors => {
  if (name === '') return { name: 'Please tell us what to call you. A first name is enough.' };
  return NAME.test(name) ? {} : { name: 'Please write your name in plain letters, at most 100 of them.' };
};

const wrongEmail = (email: string): Errors => {
  if (Email.safeParse(email).success) return {};
  return {
    email:
      email === ''
        ? 'Please give an e-mail address, so that we can write to you.'
        : 'This does not look like an e-mail address. It should have an @ and a dot, like wren@mail.example.',
  };
};
