import { type Html, html } from './html.ts';

/** A state in a shape and a word: a dot, a ring (open), a dashed square (wait), a diamond (off). */
export const badge = (words: string, kind: 'plain' | 'open' | 'wait' | 'off' = 'plain'): Html =>
  html`<span class="badge ${kind === 'plain' ? '' : kind}">${words}</span>`;
