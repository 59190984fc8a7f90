import { z } from 'zod';
import { isPlace, type Place } from './places.ts';

const Params = z.object({ place: z.string().refine(isPlace) });

/** The place that an address names; undefined where there is none. */
export const readPlace = (params: unknown): Place | undefined => {
  const read = Params.safeParse(params);
  return read.success ? (read.data.place as Place) : undefined;
};

const whole = z.coerce.number().int().min(0).max(1_000_000);
const Draft = z.object({ body: z.string().max(60_000).catch('') }).catch({ body: '' });

/** The text as typed, with our line ends and nothing around it. */
export const readBody = (body: unknown): string =>
  Draft.parse(body ?? {})
    .body.replace(/\r\n?/g, '\n')
    .trim();

const Over = z.object({ over: whole.catch(-1) }).catch({ over: -1 });
/** The version that was the newest when the page was opened; -1 where it does not say. */
export const readOver = (body: unknown): number => Over.parse(body ?? {}).over;

const Version = z.object({ version: whole });
export const readVersion = (values: unknown): number | undefined => {
  const read = Version.safeParse(values);
  return read.success ? read.data.version : undefined;
};

const Pair = z
  .object({ from: whole.optional().catch(undefined), to: whole.optional().catch(undefined) })
  .catch({});
/** Two versions to be compared, where they are named. */
export const readPair = (query: unknown) => Pair.parse(query ?? {});

const Told = z
  .object({ told: z.enum(['published', 'back', 'thrown-away']).optional().catch(undefined) })
  .catch({});
export type Told = 'published' | 'back' | 'thrown-away';
export const readTold = (query: unknown): Told | undefined => Told.parse(query ?? {}).told;
