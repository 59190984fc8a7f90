import type { Block, Inline } from '../kernel/rich-text.ts';
import { attributes, type Html, html, type Piece } from './html.ts';

type Level = 2 | 3 | 4;

/** A link to another site tells it nothing of this one. */
const inline = (part: Inline): Piece => {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'break':
      return html`<br>`;
    case 'strong':
      return html`<strong>${part.parts.map(inline)}</strong>`;
    case 'em':
      return html`<em>${part.parts.map(inline)}</em>`;
    case 'link':
      return html`<a href="${part.to}" ${attributes({ rel: /^https?:/i.test(part.to) && 'noreferrer' })}>${part.parts.map(inline)}</a>`;
  }
};

/**
 * A text as markup, to stand below a heading of the page. `from` is the level of its own first heading; none stands
 * above it, and no level is left out on the way down.
 */
export const richText = (blocks: readonly Block[], from: Level = 2): Html => {
  let above = from - 1;
  const levelOf = (depth: number): number => {
    above = Math.max(from, Math.min(from + depth - 1, above + 1, 4));
    return above;
  };
  return html`${blocks.map((block) =>
    block.kind === 'heading' ? heading(levelOf(block.depth), block.parts) : content(block),
  )}`;
};

const heading = (level: number, parts: readonly Inline[]): Html => {
  if (level === 2) return html`<h2>${parts.map(inline)}</h2>`;
  return level === 3 ? html`<h3>${parts.map(inline)}</h3>` : html`<h4>${parts.map(inline)}</h4>`;
};

/** Inside lists and quotes a heading is a strong line: what is nested does not outline the page. */
const content = (block: Block): Html => {
  switch (block.kind) {
    case 'paragraph':
      return html`<p>${block.parts.map(inline)}</p>`;
    case 'heading':
      return html`<p><strong>${block.parts.map(inline)}</strong></p>`;
    case 'list':
      return list(block);
    case 'quote':
      return html`<blockquote>${block.blocks.map(content)}</blockquote>`;
    case 'rule':
      return html`<hr>`;
  }
};

const list = ({ from, items }: Extract<Block, { kind: 'list' }>): Html => {
  const rows = items.map((blocks) => html`<li>${item(blocks)}</li>`);
  return from === undefined
    ? html`<ul>${rows}</ul>`
    : html`<ol ${attributes({ start: from !== 1 && from })}>${rows}</ol>`;
};

/** A row of one paragraph is its words alone. */
const item = (blocks: readonly Block[]): Piece => {
  const [first, ...others] = blocks;
  if (first?.kind !== 'paragraph') return blocks.map(content);
  return others.some(({ kind }) => kind === 'paragraph')
    ? blocks.map(content)
    : html`${first.parts.map(inline)}${others.map(content)}`;
};
