import { type Html, html } from './html.ts';

/** A run of text that stands in both versions, only in the newer, or only in the older. */
export type TextChange = { readonly kind: 'same' | 'added' | 'gone'; readonly text: string };

/** What changed between two texts, in the place where it changed; said in words as well as by lines. */
export const textChanges = (changes: readonly TextChange[]): Html =>
  changes.every(({ kind }) => kind === 'same')
    ? html`<p class="soft">Nothing differs.</p>`
    : html`<p class="small soft"><ins>Underlined</ins> is new, <del>struck through</del> is gone.</p><div class="changes">${changes.map(changeOf)}</div>`;

const changeOf = ({ kind, text }: TextChange): Html => {
  if (kind === 'same') return html`<span>${text}</span>`;
  return kind === 'added'
    ? html`<ins><span class="vh">New: </span>${text}</ins>`
    : html`<del><span class="vh">Gone: </span>${text}</del>`;
};
