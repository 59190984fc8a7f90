import { z } from 'zod';
import { parseId } from '../../kernel/id.ts';
import { textsOf } from '../../kernel/typed.ts';
import { DESK_SUMS, type DeskSum } from './withdrawal.ts';

const Seat = z.string().transform((text, context) => {
  const id = parseId<'seat'>(text);
  if (id === undefined) context.addIssue({ code: 'custom' });
  return id ?? '';
});

export const readDoor = (params: unknown) =>
  z.object({ secret: z.string().regex(/^[\w-]{22}$/), seat: Seat }).safeParse(params).data;

export const readSeat = (params: unknown) => z.object({ id: Seat }).safeParse(params).data?.id;

/** The sum that the page showed; -1, which is no sum, where the form does not say. */
export const readShown = (body: unknown): number => {
  const { shown = '' } = textsOf(body);
  return /^\d{1,12}$/.test(shown) ? Number(shown) : -1;
};

export type Form = {
  readonly typed: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
};

export const readDeskSum = (body: unknown): { readonly sum: DeskSum; readonly shown: number } | Form => {
  const typed = textsOf(body);
  const sum = DESK_SUMS.find((one) => one === typed['sum']);
  if (!sum) return { typed, errors: { sum: 'Please choose how much goes back.' } };
  const shown = typed[`shown_${sum}`] ?? '';
  return { sum, shown: /^\d{1,12}$/.test(shown) ? Number(shown) : -1 };
};

export const readHow = (body: unknown): { readonly how: string } | Form => {
  const typed = textsOf(body);
  const how = (typed['how'] ?? '').normalize('NFC').replace(/\s+/g, ' ').trim();
  if (how === '')
    return {
      typed,
      errors: { how: 'Please write how the money went back, such as “bank transfer, May 3”.' },
    };
  if (how.length > 500 || /[\p{Cc}\p{Cf}<>]/u.test(how))
    return { typed, errors: { how: 'Please write it in plain letters, at most 500 of them.' } };
  return { how };
};
