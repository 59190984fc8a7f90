import { createHmac, randomBytes } from 'node:crypto';
import { RateLimiterMemory } from 'rate-limiter-flexible';

export type Allowance = { readonly points: number; readonly seconds: number };

export type Limits = {
  /**
   * Takes one of `points` in `seconds` for this key; false when none is left.
   * `bucket` names what is limited (`sign-in-address`); `key` is who (an address of a person or a network).
   */
  take(bucket: string, key: string, allowance: Allowance): Promise<boolean>;
};

/** Keys fall into so many slots a bucket: a flood of made-up keys fills no memory; two keys rarely share a slot. */
const SLOTS = 1 << 16;

/**
 * Limits in this process's memory: two web processes allow twice as much, a restart forgets.
 * That suffices against guessing and floods; what must hold exactly (one live hold, one seat) is a constraint in the database.
 */
export const createLimits = (): Limits => {
  const limiters = new Map<string, RateLimiterMemory>();
  const secret = randomBytes(16);
  const limiterFor = (bucket: string, { points, seconds }: Allowance) => {
    const name = `${bucket}:${points}:${seconds}`;
    const known = limiters.get(name);
    if (known) return known;
    const limiter = new RateLimiterMemory({ keyPrefix: name, points, duration: seconds });
    limiters.set(name, limiter);
    return limiter;
  };
  // Keyed with a secret, so that nobody can look for a key that shares another person's slot.
  const slotOf = (key: string) => createHmac('sha256', secret).update(key).digest().readUInt32BE(0) % SLOTS;
  return {
    take: async (bucket, key, allowance) => {
      try {
        await limiterFor(bucket, allowance).consume(slotOf(key));
        return true;
      } catch (error) {
        if (error instanceof Error) throw error;
        return false;
      }
    },
  };
};
