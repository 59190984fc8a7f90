import { type Html, html } from '../html.ts';

/** A workbook: a sheet with a chair's back. Decoration: its words stand beside it. */
export const oneSheet = (): Html =>
  html`<svg class="ring" viewBox="38 8 24 22" aria-hidden="true"><path d="M42.5 28.5V17a7.5 7.5 0 0 1 15 0v11.5zM47 18.5h6M47 23h6"/></svg>`;

/** A package: a chair and a sheet in one wrapping. Decoration, as above. */
export const oneBundle = (): Html =>
  html`<svg class="ring" viewBox="38 8 24 22" aria-hidden="true"><path d="M40.5 28.5V16a6.5 6.5 0 0 1 13 0v12.5zM46.5 10.1A6.5 6.5 0 0 1 59.5 16v12.5h-6"/><path d="M40.5 20.5h19"/></svg>`;
