/**
 * A form's time of drawing, signed, so that a program cannot choose it: "<seconds>.<signature>".
 * @param sign the signature of a text; secret to this installation.
 */
export const stampOf = (seconds: number, sign: (text: string) => string): string =>
  `${seconds}.${sign(String(seconds))}`;

/** The seconds in a stamp; undefined when it is not ours. The signature is public to whoever holds the form: no secret to leak by timing. */
export const readStamp = (stamp: string, sign: (text: string) => string): number | undefined => {
  const [seconds = '', signature] = stamp.split('.');
  return /^\d{1,12}$/.test(seconds) && signature === sign(seconds) ? Number(seconds) : undefined;
};
