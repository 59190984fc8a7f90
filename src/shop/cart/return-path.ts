/** A path of this site and nothing else: one leading slash, no second one, no backslash, no control character. */
const LOCAL_PATH = /^\/(?![/\\])[^\\\s\p{Cc}]{0,300}$/u;
/** Going "back" to these would only lead round in a circle. */
const THE_SHOP = /^\/(cart|checkout|payments|orders|chair)(\/|\?|$)/;

/** The path a form or link handed in, when it is safe to send somebody there; else undefined. */
export const safePath = (text: unknown): string | undefined =>
  typeof text === 'string' && LOCAL_PATH.test(text) && !THE_SHOP.test(text) ? text : undefined;

/** The path of a Referer header of our own origin (`Referrer-Policy: same-origin` sends no other), made safe. */
export const pathOfReferrer = (
  referrer: string | undefined,
  host: string | undefined,
): string | undefined => {
  const match = /^https?:\/\/([^/]+)(\/.*)?$/.exec(referrer ?? '');
  return match && match[1] === host ? safePath(match[2] ?? '/') : undefined;
};
