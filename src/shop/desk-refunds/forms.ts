import { z } from 'zod';
import { parseId } from '../../kernel/id.ts';
import type { Typed } from './choice.ts';

const Ids = z.object({ id: z.string(), refundId: z.string().optional() });

/** Order and refund of an address; undefined where one is none. */
export const readOrderId = (params: unknown) => parseId<'order'>(Ids.safeParse(params).data?.id ?? '');
export const readRefundId = (params: unknown) =>
  parseId<'refund'>(Ids.safeParse(params).data?.refundId ?? '');

const last = (limit: number) =>
  z
    .preprocess((value) => (Array.isArray(value) ? value.at(-1) : value), z.string())
    .catch('')
    .transform((text) => text.replaceAll('\0', '').replaceAll('\r\n', '\n').slice(0, limit).trim());
const Wish = z.object({
  how: last(10),
  amount: last(30),
  reason: last(20),
  note: last(1000),
  chairs: last(10),
  wishId: last(36),
  back: last(5),
});

/** A ticked line is a field of its own, so that each has a label: line-<id>. */
const LINE = /^line-([0-9a-f-]{36})$/;
const linesIn = (body: unknown): string[] =>
  typeof body === 'object' && body !== null
    ? Object.keys(body).flatMap((name) => LINE.exec(name)?.[1] ?? [])
    : [];

/** What was typed, and whether the form is to be shown again instead of going on. A form without its id gets `freshId`. */
export const readWish = (body: unknown, freshId: string): Typed & { readonly back: boolean } => {
  const { back, wishId, ...read } = Wish.parse(body ?? {});
  return { ...read, wishId: parseId(wishId) ?? freshId, lines: linesIn(body), back: back === 'yes' };
};

const HOW_LIMIT = 300;
const How = z.object({ how: last(1000) });

/** How a failed refund was paid another way; undefined with a sentence where it cannot stand. */
export const readHow = (body: unknown): { readonly typed: string; readonly error: string | undefined } => {
  const { how: typed } = How.parse(body ?? {});
  if (typed === '') return { typed, error: 'Please say how it was paid.' };
  return { typed, error: typed.length > HOW_LIMIT ? `Please use at most ${HOW_LIMIT} signs.` : undefined };
};

const Chairs = z.object({ chairs: z.enum(['keep', 'free']) });
export const readChairs = (body: unknown): 'keep' | 'free' | undefined => Chairs.safeParse(body).data?.chairs;
