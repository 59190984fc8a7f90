import { type Html, html } from '../html.ts';
import { pointAt } from './geometry.ts';

const LOBES = 9;
const CENTRE = 50;
const RADIUS = 33;
const LOBE_RADIUS = 11.5;
const STEP = 360 / LOBES;
/** Which lobe is pulled out, counted clockwise from the top, from 0. */
const PULLED = 3;

const lobeTo = (lobe: number): string => {
  const [x, y] = pointAt(RADIUS, (lobe + 0.5) * STEP, CENTRE);
  return `A${LOBE_RADIUS} ${LOBE_RADIUS} 0 1 1 ${x} ${y}`;
};

const startAfter = (lobe: number): string => {
  const [x, y] = pointAt(RADIUS, (lobe + 0.5) * STEP, CENTRE);
  return `M${x} ${y}`;
};

/** Eight lobes in one line. */
export const RING_PATH =
  startAfter(PULLED) + Array.from({ length: LOBES - 1 }, (_, k) => lobeTo(PULLED + 1 + k)).join('');
/** The ninth lobe where it would close the ring. */
export const SEAT_PATH = startAfter(PULLED - 1) + lobeTo(PULLED);
/** The closed ring of all nine, for filling the room. */
export const ROOM_PATH = RING_PATH + lobeTo(PULLED);

/** The SVG transform that pulls the ninth lobe out by `distance` and turns it. */
export const pullOut = (distance: number, turn: number): string => {
  const [x, y] = pointAt(distance, PULLED * STEP);
  const [middleX, middleY] = pointAt(38, PULLED * STEP, CENTRE);
  return `translate(${x} ${y}) rotate(${turn} ${middleX} ${middleY})`;
};

const MARK = html`<svg class="mark" viewBox="0 0 100 100" aria-hidden="true"><path class="m-ring" d="${RING_PATH}"/><path class="m-seat" d="${SEAT_PATH}" transform="${pullOut(10.5, -7)}"/></svg>`;

/** The mark: a ring of nine lobes, the ninth pulled out like a chair. Decoration beside the name. */
export const mark = (): Html => MARK;
