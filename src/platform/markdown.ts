import { Marked, type Token, type Tokens } from 'marked';
import { type Block, type Inline, plainWords } from '../kernel/rich-text.ts';

/** What was written and will not show as its writer may expect. */
export type LeftOut = 'image' | 'address' | 'markup';

export type Read = {
  readonly blocks: readonly Block[];
  readonly leftOut: readonly LeftOut[];
};

/** Deeper than this, lists in lists and quotes in quotes become plain words. */
const DEEPEST = 6;

/** Only finds structure: nothing of the library writes markup. Markup that is typed is text; tables are lines. */
const reader = new Marked({
  gfm: true,
  tokenizer: { html: () => undefined, tag: () => undefined, table: () => undefined, def: () => undefined },
});

/**
 * Reads Markdown (CommonMark's headings, lists, quotes, emphasis, links) as blocks. Whatever else is written becomes
 * plain words: HTML, images, code, addresses of other schemes.
 */
export const readMarkdown = (text: string): Read => {
  const leftOut = new Set<LeftOut>();
  const tidy = shallow(text.replace(/\r\n?/g, '\n'));
  const blocks = blocksOf(reader.lexer(tidy), { leftOut, depth: 0 });
  if (/<\/?[a-z!]/i.test(text)) leftOut.add('markup');
  return { blocks, leftOut: [...leftOut] };
};

/** A line that opens hundreds of quotes or lists is nobody's wish, and would nest as deep. */
const shallow = (text: string): string =>
  text.replace(/^[ \t]*(?:(?:[>*+-]|\d{1,9}[.)])[ \t]*){12,}/gm, (marks) => marks.slice(0, 12));

type Reading = { readonly leftOut: Set<LeftOut>; readonly depth: number };

const blocksOf = (tokens: readonly Token[], reading: Reading): Block[] =>
  tokens.flatMap((token) => blockOf(token, reading));

const paragraph = (parts: readonly Inline[]): Block[] =>
  parts.length === 0 ? [] : [{ kind: 'paragraph', parts }];

const lines = (text: string): Inline[] =>
  text
    .split('\n')
    .flatMap((line, index): Inline[] => [
      ...(index > 0 ? [{ kind: 'break' } as const] : []),
      ...(line === '' ? [] : [{ kind: 'text', text: line } as const]),
    ]);

const blockOf = (token: Token, reading: Reading): Block[] => {
  const deeper = { ...reading, depth: reading.depth + 1 };
  switch (token.type) {
    case 'space':
    case 'checkbox':
      return [];
    case 'heading':
      return headingOf(token as Tokens.Heading, deeper);
    case 'hr':
      return [{ kind: 'rule' }];
    case 'blockquote':
      return reading.depth >= DEEPEST
        ? paragraph(lines(token.text))
        : [{ kind: 'quote', blocks: blocksOf(token.tokens ?? [], deeper) }];
    case 'list':
      return [listOf(token as Tokens.List, deeper)];
    case 'code':
      return paragraph(lines(token.text));
    default:
      return paragraph(innerOf(token, deeper));
  }
};

const isEmpty = (parts: readonly Inline[]) => plainWords(parts).trim() === '';

const headingOf = ({ depth, tokens }: Tokens.Heading, reading: Reading): Block[] => {
  const parts = inlinesOf(tokens, reading);
  return isEmpty(parts) ? [] : [{ kind: 'heading', depth, parts }];
};

const listOf = ({ ordered, start, items }: Tokens.List, reading: Reading): Block => ({
  kind: 'list',
  from: ordered ? Math.min(Math.max(Number(start), 0), 1_000_000) : undefined,
  items: items.map(({ tokens, text }) =>
    reading.depth > DEEPEST ? paragraph(lines(text)) : blocksOf(tokens, reading),
  ),
});

const inlinesOf = (tokens: readonly Token[], reading: Reading): Inline[] =>
  tokens.flatMap((token) => inlineOf(token, reading));

/** What stands inside of a token: its parts, or its words where it has none or lies too deep. */
const innerOf = (token: Token, reading: Reading): Inline[] => {
  const parts = 'tokens' in token ? token.tokens : undefined;
  if (parts && reading.depth <= DEEPEST * 2) return inlinesOf(parts, reading);
  return lines('text' in token ? String(token.text) : token.raw);
};

/** Where a link may lead: another site, a letter, a call, a page of this site, a place on this page. */
const mayLead = (address: string): boolean =>
  /^(?:https?:\/\/[^\s]|mailto:[^\s]|tel:[+\d]|\/(?![/\\])|#[\w-])/i.test(address) &&
  !/[\s\\<>"]/.test(address);

const inlineOf = (token: Token, reading: Reading): Inline[] => {
  const inner = () => innerOf(token, { ...reading, depth: reading.depth + 1 });
  switch (token.type) {
    case 'strong':
    case 'em':
      return [{ kind: token.type, parts: inner() }];
    case 'br':
      return [{ kind: 'break' }];
    case 'image':
      reading.leftOut.add('image');
      return lines(token.text);
    case 'link':
      return linkOf(token as Tokens.Link, inner(), reading);
    case 'escape':
    case 'codespan':
      return lines(token.text);
    default:
      return inner();
  }
};

/** A link in a link is its words. */
const flattened = (parts: readonly Inline[]): Inline[] =>
  parts.flatMap((part): Inline[] => {
    if (part.kind === 'link') return flattened(part.parts);
    return part.kind === 'strong' || part.kind === 'em'
      ? [{ kind: part.kind, parts: flattened(part.parts) }]
      : [part];
  });

const linkOf = ({ href }: Tokens.Link, parts: readonly Inline[], { leftOut }: Reading): Inline[] => {
  const words = flattened(parts);
  if (mayLead(href) && !isEmpty(words)) return [{ kind: 'link', to: href, parts: words }];
  leftOut.add('address');
  return words;
};
