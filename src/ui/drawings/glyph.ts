import type { Factor } from '../../factors/factor.ts';
import { type Html, html } from '../html.ts';

// A dot is a person (filled: you), a line is what passes between people, an arc is a chair or the room.
const other = (x: number, y: number) => html`<circle cx="${x}" cy="${y}" r="2.5"/>`;
const you = (x: number, y: number) => html`<circle class="you" cx="${x}" cy="${y}" r="2.9"/>`;

const DRAWINGS: Readonly<Record<Factor, Html>> = {
  // the same arch over three people
  universality: html`<path d="M2.5 18a4.5 4.5 0 0 1 9 0M11.5 18a4.5 4.5 0 0 1 9 0M20.5 18a4.5 4.5 0 0 1 9 0"/>${other(7, 22)}${you(16, 22)}${other(25, 22)}`,
  // everyone tied to everyone, not one line but six
  alliance: html`<path d="M16 8.5v12M13.6 23.4 7.5 17.6M18.4 23.4l6.1-5.8M14 7.7l-6.1 6M18 7.7l6.1 6M8.5 16h15"/>${other(16, 6)}${other(6, 16)}${other(26, 16)}${you(16, 25)}`,
  // one road, people at different points
  perspective: html`<path d="M8.6 25.4C16 28 19 22.4 14.6 18.8M13 14.4C14 8 18 9 23.6 7.6"/>${you(6, 25)}${other(13, 16.8)}${other(26, 7)}`,
  // a net held up by others
  support: html`<path d="M5 13c1 13 21 13 22 0"/>${other(5, 10)}${other(27, 10)}${you(16, 17)}<path d="M16 27.5v-4.6"/>`,
  // one ring around several people
  identification: html`<circle cx="16" cy="16" r="12.5"/>${other(16, 10.5)}${other(21, 19.5)}${you(11, 19.5)}`,
  // turning inward to the middle
  insight: html`<path d="M16 11.8a4.7 4.7 0 0 1 4.7 4.7c0 4.2-3.6 6.7-7 6.3-4.5-.5-7.2-4-6.9-8.3C7.2 9 11.6 5.3 16.7 5.5c6 .3 10.3 5 10 11"/>${you(15.5, 17)}`,
  // one goes first, another takes the same path
  modeling: html`<path d="M4 13.5C9 4 16 4 21.6 9.2"/><path d="M4 25.5c4-7.6 8-9.3 12-8" stroke-dasharray="2.4 3.4"/>${other(23.6, 11)}${you(18.8, 18.8)}`,
  // give and take
  process: html`<path d="M7.5 11.5C11 6 21 6 24.5 11.5M24.5 20.5C21 26 11 26 7.5 20.5M20.8 11.7l3.9.1.5-3.9M11.2 20.3l-3.9-.1-.5 3.9"/>${you(6, 16)}${other(26, 16)}`,
  // ties that leave the room
  connections: html`<path d="M18.3 10.3A8.5 8.5 0 1 0 19.5 20.4M14.5 14.6 23.8 9.3M14.6 17l9.2 4.9"/>${you(12, 16)}${other(26, 8)}${other(26, 23)}`,
};

/** The strokes of a factor's drawing on a grid of 32, for use inside another drawing. */
export const glyphStrokes = (factor: Factor): Html => DRAWINGS[factor];

/** A factor's drawing; without words of its own, so it always stands beside the factor's name. */
export const glyph = (factor: Factor): Html =>
  html`<svg class="glyph" viewBox="0 0 32 32" aria-hidden="true">${DRAWINGS[factor]}</svg>`;
