/** What somebody at the desk typed into the one search box, understood. */
export type Search =
  | { readonly for: 'nothing' }
  | { readonly for: 'number'; readonly number: number }
  /** Any id of PayPal's: order, capture or refund. */
  | { readonly for: 'paypal-id'; readonly id: string }
  /** The beginning of a mail address, of payer or attendee. */
  | { readonly for: 'address'; readonly start: string }
  /** Part of a name, of payer or attendee; `whole` is too short to be looked for inside words. */
  | { readonly for: 'name'; readonly part: string; readonly whole: boolean };

/** PayPal's ids of orders, captures and refunds have 17 capitals and digits. */
const PAYPAL_ID = /^[A-Z0-9]{17}$/;
const NUMBER = /^(?:#|no\.?\s*)?(\d{1,12})$/i;
/** Three letters make a trigram, which the index finds. */
const INSIDE_FROM = 3;

export const readSearch = (typed: string): Search => {
  const text = typed.trim().replace(/\s+/g, ' ').slice(0, 120);
  if (text === '') return { for: 'nothing' };
  const number = NUMBER.exec(text)?.[1];
  if (number !== undefined) return { for: 'number', number: Number(number) };
  if (PAYPAL_ID.test(text)) return { for: 'paypal-id', id: text };
  if (text.includes('@')) return { for: 'address', start: text.toLowerCase() };
  return { for: 'name', part: text.toLowerCase(), whole: [...text].length < INSIDE_FROM };
};

/** For LIKE: what was typed stands for itself, also % and _. */
export const literally = (text: string): string => text.replace(/[\\%_]/g, '\\$&');
