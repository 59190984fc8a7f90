import type { Frame } from './frame.ts';
import { type Html, html } from './html.ts';
import { page } from './page.ts';

export type WordPage = {
  readonly title: string;
  readonly lead: string;
  readonly canonical: string;
  /** Paragraphs, lists and h2 headings. */
  readonly body: Html;
  /** Stands beside the words on wide screens. */
  readonly aside?: Html;
};

/** A page that is mostly words. */
export const wordPage = (frame: Frame, { title, lead, canonical, body, aside }: WordPage): Html =>
  page(frame, {
    title,
    canonical,
    current: canonical,
    description: lead,
    main: html`<div class="wrap split py"><div class="prose"><h1>${title}</h1><p class="lead">${lead}</p>${body}</div>${aside}</div>`,
  });
