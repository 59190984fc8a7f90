import { z } from 'zod';

const one = z.preprocess((value) => (Array.isArray(value) ? value[0] : value), z.string().max(20)).catch('');
const whole = one.transform((text) => (/^\d{1,9}$/.test(text) ? Number(text) : 0));

/** What the page said that is published: the draft's version, and how many letters go out. */
export const readWish = (body: unknown) =>
  z.object({ version: whole, letters: whole }).parse(typeof body === 'object' && body !== null ? body : {});

/** The number of a version in an address; undefined for what is none. */
export const readNumber = (text: string): number | undefined =>
  /^[1-9]\d{0,6}$/.test(text) ? Number(text) : undefined;

/** Which page of the history, and what was done a moment ago. */
export const readHistory = (query: unknown) =>
  z
    .object({
      from: whole.transform((number) => (number === 0 ? undefined : number)),
      done: z.enum(['published', 'turned']).optional().catch(undefined),
    })
    .parse(query ?? {});
