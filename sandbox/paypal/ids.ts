import { randomBytes, randomInt } from 'node:crypto';

const CAPITALS_AND_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

const pick = (signs: string, length: number): string =>
  Array.from({ length }, () => signs[randomInt(signs.length)]).join('');

/** 17 capitals and digits, as PayPal names orders, captures and refunds. */
export const newPayPalId = (): string => pick(CAPITALS_AND_DIGITS, 17);

/** What an answer is called in the header PayPal-Debug-Id. */
export const newDebugId = (): string => randomBytes(7).toString('hex').slice(0, 13);

/** An event's name: WH- and two long parts. */
export const newEventId = (): string =>
  `WH-${pick(CAPITALS_AND_DIGITS, 17)}-${pick(CAPITALS_AND_DIGITS, 17)}`;

/** An unguessable word for bearer tokens. */
export const newToken = (): string => `A21AA${randomBytes(48).toString('base64url')}`;
