import { seatRing } from './drawings/seat-ring.ts';
import { type Html, html, type Piece } from './html.ts';

/** Nothing here yet: a ring of open chairs, calm words, one way on. */
export const empty = (words: Piece, wayOn?: Html): Html =>
  html`<div class="empty">${seatRing({ total: 8, taken: 0 })}<p>${words}</p>${wayOn}</div>`;
