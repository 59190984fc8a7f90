import { type Html, html } from './html.ts';

export type Paging = {
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  readonly addressOf: (page: number) => string;
  readonly label?: string;
};

/** Earlier and later pages; nothing when all fits on one. */
export const paging = ({ page, pages, addressOf, label = 'Pages' }: Paging): Html | false =>
  pages > 1 &&
  html`<nav class="paging row apart" aria-label="${label}">
${page > 1 ? html`<a class="btn quiet sm" rel="prev" href="${addressOf(page - 1)}">Page ${page - 1}<span class="vh">, back</span></a>` : html`<span></span>`}
<span class="small soft">Page ${page} of ${pages}</span>
${page < pages ? html`<a class="btn quiet sm" rel="next" href="${addressOf(page + 1)}">Page ${page + 1}<span class="vh">, forward</span></a>` : html`<span></span>`}
</nav>`;
