import { FACTOR_NAMES, FACTORS, type Factor, seatOf } from '../../factors/factor.ts';
import { type Html, html } from '../html.ts';
import { pointAt, rounded } from './geometry.ts';
import { glyphStrokes } from './glyph.ts';
import { pullOut, RING_PATH, ROOM_PATH, SEAT_PATH } from './mark.ts';

const CENTRE = 320;
const LINE_HEIGHT = 18.5;
const STEP = 360 / FACTORS.length;
/** The chair that is pulled out is the fourth seat, so its glyph sits farther out and its words stay inside. */
const PULLED_SEAT = 4;

const LINES: Readonly<Record<Factor, readonly string[]>> = {
  universality: ['Universality'],
  alliance: ['Broadened', 'therapeutic', 'alliance'],
  perspective: ['Broader', 'perspective'],
  support: ['Broader', 'support system'],
  identification: ['Group', 'identification'],
  insight: ['Greater', 'insight'],
  modeling: ['Modeling'],
  process: ['Group', 'processes'],
  connections: ['Connections'],
};

/**
 * The nine benefits as nine seats in a circle; each seat is a link to its benefit.
 * @param addressOf where a seat leads.
 */
export const circleOfNine = (addressOf: (factor: Factor) => string): Html =>
  html`<svg class="circle" viewBox="0 0 640 640" role="group" aria-label="The nine benefits, drawn as nine seats in a circle"><g transform="translate(10 10) scale(6.2)" aria-hidden="true"><path class="m-room" d="${ROOM_PATH}"/><path class="m-ring" d="${RING_PATH}"/><path class="m-seat" d="${SEAT_PATH}" transform="${pullOut(11.5, -8)}"/></g>${FACTORS.map((factor) => seat(factor, addressOf(factor)))}</svg>`;

const seat = (factor: Factor, address: string): Html => {
  const number = seatOf(factor);
  const [x, y] = pointAt(number === PULLED_SEAT ? 285 : 216, (number - 1) * STEP, CENTRE);
  const label = labelPlace(number, x, y);
  const lines = LINES[factor];
  const first = label.y + 6 - ((lines.length - 1) / 2) * LINE_HEIGHT;
  return html`<a class="seat f${number}" href="${address}" aria-label="${FACTOR_NAMES[factor]}"><circle class="hit" cx="${x}" cy="${y}" r="39"/><g class="gl"><svg class="glyph" x="${rounded(x - 31)}" y="${rounded(y - 31)}" width="62" height="62" viewBox="0 0 32 32" aria-hidden="true">${glyphStrokes(factor)}</svg></g><text text-anchor="${label.anchor}" aria-hidden="true">${lines.map((line, index) => html`<tspan x="${rounded(label.x)}" y="${rounded(first + index * LINE_HEIGHT)}">${line}</tspan> `)}</text></a>`;
};

/** Words stand towards the middle of the room: beside the glyph at the sides, below or above it elsewhere. */
const labelPlace = (number: number, glyphX: number, glyphY: number) => {
  const angle = ((number - 1) * STEP * Math.PI) / 180;
  const side = Math.sin(angle);
  const up = Math.cos(angle);
  const level = Math.abs(side) > 0.8;
  if (number === PULLED_SEAT) return { x: 480, y: 400, anchor: 'end' } as const;
  if (level)
    return {
      x: glyphX - Math.sign(side) * 42,
      y: glyphY - up * 8,
      anchor: side > 0 ? 'end' : 'start',
    } as const;
  const belowTop = Math.abs(side) > 0.01 ? 140 : 148;
  const [x, y] = pointAt(up > 0 ? belowTop : 150, (number - 1) * STEP, CENTRE);
  return { x, y, anchor: 'middle' } as const;
};
