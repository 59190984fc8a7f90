import { z } from 'zod';
import { TRAP } from '../../ui/bot-trap.ts';
import type { Message } from './message.ts';

const LONGEST = { name: 100, email: 254, body: 5000 } as const;

const MessageForm = z.object({
  name: z
    .string()
    .trim()
    .min(1, 'Please tell us what to call you.')
    .max(LONGEST.name, 'Please use at most 100 letters here.')
    .transform((name) => name.replace(/\s+/g, ' ')),
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
    .min(1, 'Please write a few words.')
    .max(LONGEST.body, 'This is longer than we can take. Please send the first part, at most 5,000 letters.'),
});

const text = (limit: number) => z.string().max(limit).catch('');
const AsTyped = z
  .object({ name: text(1000), email: text(1000), body: text(60_000) })
  .catch({ name: '', email: '', body: '' });
const Unseen = z.object({ [TRAP]: z.string().catch(''), stamp: text(100) }).catch({ [TRAP]: '', stamp: '' });

type Writable = { -readonly [Field in keyof Message]?: string };
export type MessageErrors = Readonly<Writable>;

export type MessageInput = {
  readonly typed: Message;
  readonly trapped: boolean;
  readonly stamp: string;
} & (
  | { readonly ok: true; readonly message: Message }
  | { readonly ok: false; readonly errors: MessageErrors }
);

/** Reads the form; what was typed is kept whatever comes of it. */
export const readMessage = (body: unknown): MessageInput => {
  const typed = AsTyped.parse(body);
  const unseen = Unseen.parse(body);
  const shared = { typed, trapped: unseen[TRAP] !== '', stamp: unseen.stamp };
  const parsed = MessageForm.safeParse(typed);
  if (parsed.success) return { ...shared, ok: true, message: parsed.data };
  const errors: Writable = {};
  for (const issue of parsed.error.issues) errors[issue.path[0] as keyof Message] ??= issue.message;
  return { ...shared, ok: false, errors };
};
