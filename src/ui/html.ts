import { type Context, planOf } from './html-context.ts';
import { canHoldValue, isAddressAttribute, safeAddress } from './safe-attributes.ts';

/** Markup that is safe to send. Only the `html` tag, `jsonData` and `unsafelyRaw` make it. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  toString(): string {
    return this.text;
  }
}

/** Attributes that are safe to stand in a tag: only `attributes` and `flag` make them. */
export class Attributes {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type Piece = Html | string | number | false | null | undefined | readonly Piece[];

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const SPECIAL = /[&<>"']/;
const EVERY_SPECIAL = /[&<>"']/g;

const escaped = (text: string): string =>
  SPECIAL.test(text) ? text.replace(EVERY_SPECIAL, (character) => ESCAPES[character] ?? '') : text;

/**
 * Builds markup. Each value is treated by the place where it stands:
 * text takes strings (escaped), numbers, Html and lists of these; false, null and undefined show nothing;
 * a quoted attribute takes strings and numbers; an address (href, src, action ...) takes http(s), mailto, tel, sms
 * and relative addresses, any other becomes "#"; between attributes stand only `attributes()` and `flag()`.
 * Throws where no value can be safe: unquoted attributes, script, style, comments, tag and attribute names, on*.
 */
export const html = (strings: TemplateStringsArray, ...pieces: readonly (Piece | Attributes)[]): Html => {
  const { parts, contexts } = planOf(strings);
  let text = parts[0] as string;
  for (let index = 0; index < pieces.length; index++) {
    const piece = pieces[index];
    const context = contexts[index] as Context;
    text += context === 'text' ? show(piece) : showInTag(piece, context);
    text += parts[index + 1] as string;
  }
  return new Html(text);
};

const show = (piece: Piece | Attributes): string => {
  if (typeof piece === 'string') return escaped(piece);
  if (piece instanceof Html) return piece.text;
  if (typeof piece === 'number') return String(piece);
  if (piece === false || piece === null || piece === undefined) return '';
  if (Array.isArray(piece)) return showAll(piece);
  throw new TypeError('html: in text stand strings, numbers, Html and lists of these');
};

const showAll = (pieces: readonly Piece[]): string => {
  let text = '';
  for (const piece of pieces) text += show(piece);
  return text;
};

const showInTag = (piece: Piece | Attributes, context: Context): string => {
  if (context === 'attributes') return showAttributes(piece);
  const text = plain(piece);
  if (context === 'address') return escaped(safeAddress(text));
  if (context === 'own-address') return escaped(ownAddress(text));
  if (context === 'address-after-slash') return escaped(text.replace(/^[/\\]+/, ''));
  return escaped(text);
};

/** Scripts come from this site alone: a path, no other host. */
const ownAddress = (address: string): string => {
  if (!/^\/(?![/\\])/.test(address)) throw new TypeError('html: a script comes from a path of this site');
  return address;
};

const showAttributes = (piece: Piece | Attributes): string => {
  if (piece instanceof Attributes) return piece.text;
  if (piece === false || piece === null || piece === undefined) return '';
  throw new TypeError('html: between attributes stand only flag() and attributes()');
};

const plain = (piece: Piece | Attributes): string => {
  if (typeof piece === 'string') return piece;
  if (typeof piece === 'number') return String(piece);
  if (piece === false || piece === null || piece === undefined) return '';
  throw new TypeError('html: an attribute holds a string or a number, not markup or a list');
};

/**
 * Attributes by name: a string or number is written, true stands alone, false and undefined are left out.
 * Throws for names that run code or cannot be made safe (on*, style, srcset, srcdoc).
 */
export const attributes = (
  values: Readonly<Record<string, string | number | boolean | null | undefined>>,
): Attributes => {
  let text = '';
  for (const [name, value] of Object.entries(values)) {
    if (!canHoldValue(name)) throw new TypeError(`html: the attribute ${name} cannot hold a value`);
    if (value === false || value === null || value === undefined) continue;
    if (value === true) text += ` ${name}`;
    else
      text += ` ${name}="${escaped(isAddressAttribute(name) ? safeAddress(String(value)) : String(value))}"`;
  }
  return new Attributes(text);
};

/** A boolean attribute that is there or not: html`<input type="radio" ${flag('checked', on)}>`. */
export const flag = (name: string, on: boolean): Attributes => attributes({ [name]: on });

/** A JSON-LD data block. `<` is escaped, so that no value ends the element; U+2028 and U+2029 as well. */
export const jsonData = (value: unknown): Html => {
  const json = JSON.stringify(value) ?? 'null';
  const safe = json.replace(
    /[<\u2028\u2029]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return new Html(`<script type="application/ld+json">${safe}</script>`);
};

/**
 * The same markup as one piece of memory. For what is kept and shown on many pages: markup that was put together stays
 * a tree of its parts, and each page would walk through all of them again when it becomes bytes.
 */
export const flat = (markup: Html): Html => new Html(Buffer.from(markup.text).toString());

/** Markup from a trusted source as it stands. Each use is listed in one test. */
export const unsafelyRaw = (text: string): Html => new Html(text);
