import { invariant } from './invariant.ts';

declare const kind: unique symbol;

/** A UUIDv7 that names one kind of thing, so that a seat's id cannot be handed in for an order's. */
export type Id<Kind extends string> = string & { readonly [kind]: Kind };

export type PracticeId = Id<'practice'>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Reads an id that came from outside; undefined when it is not a UUID in lower case. */
export const parseId = <Kind extends string>(text: string): Id<Kind> | undefined =>
  UUID.test(text) ? (text as Id<Kind>) : undefined;

/**
 * Builds a UUIDv7 (RFC 9562 section 5.7): 48 bits of milliseconds, then version, variant and randomness.
 * `epochMs` is whole milliseconds since 1970; `random` holds at least 10 bytes.
 */
export const uuidV7 = <Kind extends string>(epochMs: number, random: Uint8Array): Id<Kind> => {
  invariant(random.length >= 10, 'a UUIDv7 needs ten random bytes');
  const bytes = new Uint8Array(16);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(epochMs) << 16n);
  bytes.set(random.subarray(0, 10), 6);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as Id<Kind>;
};
