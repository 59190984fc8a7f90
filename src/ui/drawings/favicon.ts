import { type Html, html } from '../html.ts';
import { pullOut, RING_PATH, SEAT_PATH } from './mark.ts';

/** The mark with a heavier line on a dark ground, for 16 pixels. A file of its own: it carries its colors. */
export const favicon = (ground = '#12372b'): Html =>
  html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><rect width="100" height="100" rx="24" fill="${ground}"/><g transform="translate(50 50) scale(.84) translate(-53 -51)" fill="none" stroke-width="9" stroke-linecap="round" stroke-linejoin="round"><path d="${RING_PATH}" stroke="#f3f1e4"/><path d="${SEAT_PATH}" transform="${pullOut(13, -7)}" stroke="#f5ad3d"/></g></svg>`;
