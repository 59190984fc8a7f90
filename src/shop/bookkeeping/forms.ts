import { z } from 'zod';
import { type Month, readMonth } from './month.ts';

const Query = z.object({ month: z.string().optional().catch(undefined) }).catch({});

/** The month in an address; undefined for none or a garbled one. */
export const monthIn = (query: unknown): Month | undefined => {
  const { month } = Query.parse(query ?? {});
  return month === undefined ? undefined : readMonth(month);
};
