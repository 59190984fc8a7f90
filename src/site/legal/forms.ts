import { z } from 'zod';

const VersionQuery = z
  .object({ version: z.coerce.number().int().min(1).max(100_000).optional().catch(undefined) })
  .catch({});

/** The version of the agreement that was asked for; undefined means the newest. */
export const readVersion = (query: unknown): number | undefined => VersionQuery.parse(query).version;
