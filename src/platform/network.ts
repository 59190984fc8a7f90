import { isIP, isIPv4 } from 'node:net';

const MAPPED_IPV4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

const plain = (address: string): string =>
  MAPPED_IPV4.exec(address)?.[1] ?? address.split('%', 1)[0] ?? address;

/**
 * Whom a flood is counted against: an IPv4 address, or the first 64 bits of an IPv6 one. A single subscriber is given
 * that many addresses (RFC 6177), and could else begin anew with each.
 */
export const networkOf = (address: string): string => {
  const ip = plain(address);
  if (isIP(ip) !== 6) return ip;
  const [head = '', tail] = ip.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = tail === undefined ? 0 : 8 - before.length - after.length;
  const groups = [...before, ...Array.from({ length: Math.max(0, missing) }, () => '0'), ...after];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
};

/** True for this machine itself: its own programs, or a proxy on it that does not say for whom it asks. */
export const isThisMachine = (address: string): boolean => {
  const ip = plain(address);
  return isIPv4(ip) ? ip.startsWith('127.') : ip === '::1';
};
