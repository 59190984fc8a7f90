import { type Html, html } from './html.ts';

/**
 * Plain words as markup: paragraphs apart by an empty line; one that begins with "# " is a heading.
 * Line ends inside a paragraph are kept as breaks.
 */
export const plainText = (text: string, headings: 2 | 3 = 2): Html =>
  html`${text
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => (part.startsWith('# ') ? heading(part.slice(2), headings) : paragraph(part)))}`;

const heading = (words: string, level: 2 | 3): Html =>
  level === 2 ? html`<h2>${words}</h2>` : html`<h3>${words}</h3>`;

const paragraph = (text: string): Html =>
  html`<p>${text.split('\n').map((line, index) => html`${index > 0 && html`<br>`}${line}`)}</p>
`;
