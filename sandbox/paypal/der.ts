/** The few pieces of ASN.1 DER (ITU-T X.690) that a certificate is made of. */
const block = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag]), lengthOf(body.length), body]);
};

const lengthOf = (length: number): Buffer => {
  if (length < 0x80) return Buffer.from([length]);
  const hex = length.toString(16);
  const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
  return Buffer.concat([Buffer.from([0x80 | bytes.length]), bytes]);
};

export const sequence = (...parts: readonly Uint8Array[]): Buffer => block(0x30, ...parts);
export const set = (...parts: readonly Uint8Array[]): Buffer => block(0x31, ...parts);
export const bits = (bytes: Uint8Array, unused = 0): Buffer => block(0x03, Buffer.from([unused]), bytes);
export const octets = (bytes: Uint8Array): Buffer => block(0x04, bytes);
export const truth = (): Buffer => Buffer.from([0x01, 0x01, 0xff]);
export const utf8 = (text: string): Buffer => block(0x0c, Buffer.from(text, 'utf8'));
/** A context tag around a value, as [0] around a version. */
export const tagged = (number: number, ...parts: readonly Uint8Array[]): Buffer =>
  block(0xa0 | number, ...parts);

/** A positive whole number from its bytes; a leading zero keeps it positive. */
export const integer = (bytes: Uint8Array): Buffer =>
  (bytes[0] ?? 0) & 0x80 ? block(0x02, Buffer.from([0]), bytes) : block(0x02, bytes);

/** GeneralizedTime to the second: 20261123154500Z. */
export const time = (stamp: string): Buffer =>
  block(0x18, Buffer.from(`${stamp.replace(/[-:T]/g, '').slice(0, 14)}Z`));

/** An object identifier from its dotted form. */
export const oid = (dotted: string): Buffer => {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return block(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
};

const base128 = (value: number): number[] => {
  const digits = [value & 0x7f];
  for (let left = value >> 7; left > 0; left >>= 7) digits.unshift((left & 0x7f) | 0x80);
  return digits;
};
