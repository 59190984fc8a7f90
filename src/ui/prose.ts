import { type Html, html } from './html.ts';

/** Plain text as paragraphs: an empty line parts them, a line that begins with "# " is a heading of this level. */
export const prose = (text: string, level: 2 | 3 | 4 = 3): Html =>
  html`<div class="prose">${text
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => (part.startsWith('# ') ? heading(part.slice(2), level) : html`<p>${part}</p>`))}</div>`;

const heading = (words: string, level: 2 | 3 | 4): Html => {
  if (level === 2) return html`<h2>${words}</h2>`;
  return level === 3 ? html`<h3 class="t1">${words}</h3>` : html`<h4 class="t1">${words}</h4>`;
};
