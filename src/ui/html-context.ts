import { canHoldValue, isAddressAttribute } from './safe-attributes.ts';

/**
 * Where a value stands in a template: in text, in a quoted attribute, at the start of an address,
 * right after the first slash of an address, where only our own address may stand, or between attributes.
 */
export type Context = 'text' | 'attribute' | 'address' | 'address-after-slash' | 'own-address' | 'attributes';

/** A template as it will be written: its fixed parts, and the context of the value after each. */
export type Plan = { readonly parts: readonly string[]; readonly contexts: readonly Context[] };

const known = new WeakMap<TemplateStringsArray, Plan>();

/** Works out a template once for each place in the source where it is written. Throws for unsafe places. */
export const planOf = (strings: TemplateStringsArray): Plan => {
  const seen = known.get(strings);
  if (seen) return seen;
  const contexts = readContexts(strings);
  // Attributes bring their own space in front, so that none is left where they are absent.
  const parts = strings.map((part, index) => (contexts[index] === 'attributes' ? part.trimEnd() : part));
  const plan = { parts, contexts };
  known.set(strings, plan);
  return plan;
};

type Place =
  | 'text'
  | 'less-than'
  | 'tag-name'
  | 'in-tag'
  | 'after-attributes'
  | 'attribute-name'
  | 'before-value'
  | 'double-quoted'
  | 'single-quoted'
  | 'unquoted'
  | 'declaration'
  | 'comment'
  | 'inner-text';

type Reader = {
  place: Place;
  tag: string;
  closing: boolean;
  name: string;
  value: string;
  hadValue: boolean;
  recent: string;
};

const readContexts = (strings: readonly string[]): readonly Context[] => {
  const reader: Reader = {
    place: 'text',
    tag: '',
    closing: false,
    name: '',
    value: '',
    hadValue: false,
    recent: '',
  };
  const contexts: Context[] = [];
  for (const [index, part] of strings.entries()) {
    for (const character of part) read(reader, character);
    if (index < strings.length - 1) {
      contexts.push(contextHere(reader));
      reader.hadValue = true;
    }
  }
  if (reader.place !== 'text') refuse('ends', reader);
  return contexts;
};

const refuse = (what: string, { place, tag, name }: Reader): never => {
  throw new TypeError(`html: a template ${what} in an unsafe place: ${place} of <${tag}> ${name}`);
};

const contextHere = (reader: Reader): Context => {
  if (reader.place === 'text') return 'text';
  if (reader.place === 'inner-text')
    return TEXT_ONLY.test(reader.tag) ? 'attribute' : refuse('puts a value', reader);
  if (CODE_TAGS.test(reader.tag)) return contextInCodeTag(reader);
  if (reader.place === 'double-quoted' || reader.place === 'single-quoted') return contextInQuotes(reader);
  const between = reader.place === 'in-tag' || (reader.place === 'tag-name' && reader.tag !== '');
  if (!between || reader.closing) return refuse('puts a value', reader);
  reader.place = 'after-attributes';
  return 'attributes';
};

const contextInCodeTag = (reader: Reader): Context => {
  const wholeSource =
    reader.tag === 'script' && reader.name === 'src' && reader.value === '' && !reader.hadValue;
  return wholeSource && reader.place.endsWith('-quoted') ? 'own-address' : refuse('puts a value', reader);
};

/** Tags whose plain attributes can themselves set another attribute, or load code. */
const CODE_TAGS = /^(?:script|style|base|object|embed|applet|set|animate.*)$/;
/** Elements whose content is text alone: a value in them is escaped, markup is refused. */
const TEXT_ONLY = /^(?:title|textarea)$/;
const INNER_TEXT = /^(?:script|style|title|textarea|iframe|xmp|noembed|noframes|plaintext)$/;

const contextInQuotes = (reader: Reader): Context => {
  if (!canHoldValue(reader.name)) return refuse('puts a value', reader);
  const isRefresh = reader.tag === 'meta' && reader.name === 'content' && /url\s*=\s*$/i.test(reader.value);
  if (isRefresh) return 'address';
  if (!isAddressAttribute(reader.name)) return 'attribute';
  if (reader.value === '' && !reader.hadValue) return 'address';
  if (reader.value === '/' && !reader.hadValue) return 'address-after-slash';
  const led = /^(?:https?:\/\/|mailto:|tel:|sms:|\/[^/\\]|[?#])/i.test(reader.value);
  return led || (reader.hadValue && /[/?#]/.test(reader.value))
    ? 'attribute'
    : refuse('puts a value', reader);
};

const SPACE = /\s/;

const read = (reader: Reader, character: string): void => STEPS[reader.place](reader, character);

const STEPS: Readonly<Record<Place, (reader: Reader, character: string) => void>> = {
  text: (reader, character) => {
    if (character === '<') enter(reader, 'less-than', { tag: '', closing: false, name: '' });
  },
  'less-than': (reader, character) => {
    if (character === '/' && !reader.closing) reader.closing = true;
    else if (/[a-z]/i.test(character)) enter(reader, 'tag-name', { tag: character.toLowerCase() });
    else if (character === '!' || character === '?') enter(reader, 'declaration', { recent: character });
    else if (character !== '<') reader.place = reader.closing ? 'declaration' : 'text';
  },
  'tag-name': (reader, character) => {
    if (character === '>') closeTag(reader);
    else if (SPACE.test(character) || character === '/') reader.place = 'in-tag';
    else reader.tag += character.toLowerCase();
  },
  'in-tag': (reader, character) => {
    if (character === '>') closeTag(reader);
    else if (!SPACE.test(character) && character !== '/')
      enter(reader, 'attribute-name', { name: character.toLowerCase() });
  },
  'after-attributes': (reader, character) => {
    if (character === '>') closeTag(reader);
    else if (SPACE.test(character) || character === '/') reader.place = 'in-tag';
    else refuse('glues a name to attributes', reader);
  },
  'attribute-name': (reader, character) => {
    if (character === '>') closeTag(reader);
    else if (character === '=') enter(reader, 'before-value', { value: '', hadValue: false });
    else if (SPACE.test(character) || character === '/') reader.place = 'in-tag';
    else reader.name += character.toLowerCase();
  },
  'before-value': (reader, character) => {
    if (character === '"') reader.place = 'double-quoted';
    else if (character === "'") reader.place = 'single-quoted';
    else if (character === '>') closeTag(reader);
    else if (!SPACE.test(character)) reader.place = 'unquoted';
  },
  'double-quoted': (reader, character) => quoted(reader, character, '"'),
  'single-quoted': (reader, character) => quoted(reader, character, "'"),
  unquoted: (reader, character) => {
    if (character === '>') closeTag(reader);
    else if (SPACE.test(character)) reader.place = 'in-tag';
  },
  declaration: (reader, character) => {
    reader.recent += character;
    if (reader.recent === '!--') enter(reader, 'comment', { recent: '' });
    else if (character === '>') reader.place = 'text';
  },
  comment: (reader, character) => {
    reader.recent = (reader.recent + character).slice(-3);
    if (reader.recent === '-->') reader.place = 'text';
  },
  'inner-text': (reader, character) => {
    reader.recent = (reader.recent + character.toLowerCase()).slice(-(reader.tag.length + 3));
    if (reader.recent === `</${reader.tag}>`) reader.place = 'text';
  },
};

const enter = (reader: Reader, place: Place, change: Partial<Reader>): void => {
  Object.assign(reader, change, { place });
};

const quoted = (reader: Reader, character: string, quote: string): void => {
  if (character === quote) reader.place = 'in-tag';
  else reader.value += character;
};

const closeTag = (reader: Reader): void => {
  const inner = !reader.closing && INNER_TEXT.test(reader.tag);
  enter(reader, inner ? 'inner-text' : 'text', { recent: '' });
};
