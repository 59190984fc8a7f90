import { type Html, html } from '../html.ts';
import { rounded } from './geometry.ts';

export type SeatRing = {
  /** Seats for members; facilitators' chairs come on top. */
  readonly total: number;
  readonly taken: number;
  readonly held?: number;
  readonly facilitators?: number;
  /** Marks the last taken seat as the reader's own. */
  readonly mine?: boolean;
  /** Words in the middle: a large and a small line. */
  readonly centre?: { readonly large: string; readonly small?: string };
  /** 'big' on a group's page, 'done' after payment. */
  readonly look?: 'big' | 'done';
};

type Seat = 'fac' | 'taken' | 'held' | 'open' | 'mine';

/**
 * A ring with the true number of chairs: arc = chair, dot = person, square = facilitator, dashed = held.
 * States differ by shape, not only by colour, and the label says the same in words.
 */
export const seatRing = (ring: SeatRing): Html => {
  const seats = seatsOf(ring);
  const width = Math.min(15.5, 33 * Math.sin(Math.PI / Math.max(seats.length, 2)) * 1.16);
  const places = seats.map((seat, index) => ({ seat, degrees: rounded((index * 360) / seats.length) }));
  const kinds = Map.groupBy(places, ({ seat }) => seat);
  const drawn = [...kinds].map(([seat, same]) =>
    chairs(
      seat,
      width,
      same.map(({ degrees }) => degrees),
    ),
  );
  return html`<svg class="ring ${ring.look}" viewBox="0 0 100 100" role="img" aria-label="${seatWords(ring)}">${drawn}${ring.centre && centreWords(ring.centre)}</svg>`;
};

/** "5 of 8 chairs taken, 1 held, 2 open": what the ring shows, as words. */
export const seatWords = ({ total, taken, held = 0 }: SeatRing): string =>
  `${taken} of ${total} chairs taken${held > 0 ? `, ${held} held` : ''}, ${Math.max(0, total - taken - held)} open`;

const seatsOf = ({ total, taken, held = 0, facilitators = 1, mine = false }: SeatRing): Seat[] => {
  const fill = (count: number, seat: Seat): Seat[] => Array<Seat>(Math.max(0, count)).fill(seat);
  const own = mine && taken > 0 ? 1 : 0;
  return [
    ...fill(facilitators, 'fac'),
    ...fill(taken - own, 'taken'),
    ...fill(own, 'mine'),
    ...fill(held, 'held'),
    ...fill(total - taken - held, 'open'),
  ];
};

/** All chairs of a kind in one path: a page of rings is a third shorter than with an element for each chair. */
const chairs = (seat: Seat, width: number, turns: readonly number[]): Html =>
  html`<g class="${seat}"><path d="${turns.map((degrees) => back(width, degrees)).join('')}"/>${sitters(seat, width, turns)}</g>`;

/** The back of a chair: an arc, open to the middle of the ring. */
const back = (width: number, degrees: number): string => {
  const [x, y] = turned(-width * 0.66, ARC_HEIGHT, degrees);
  const [dx, dy] = turned(width * 1.32, 0, degrees);
  const radius = rounded(width * 0.7);
  return `M${rounded(MIDDLE + x)} ${rounded(MIDDLE + y)}a${radius} ${radius} 0 1 1 ${rounded(dx)} ${rounded(dy)}`;
};

const sitters = (seat: Seat, width: number, turns: readonly number[]): Html | readonly Html[] | false => {
  if (seat === 'open') return false;
  if (seat === 'fac') return turns.map((degrees) => square(width * 0.3, degrees));
  const places = turns.map((degrees) => {
    const [x, y] = turned(0, SEAT_HEIGHT, degrees);
    return [rounded(MIDDLE + x), rounded(MIDDLE + y)] as const;
  });
  const radius = rounded(width * 0.34);
  if (seat === 'held') return places.map(([x, y]) => html`<circle cx="${x}" cy="${y}" r="${radius}"/>`);
  return html`<path class="dots" stroke-width="${rounded(radius * 2)}" d="${places.map(([x, y]) => `M${x} ${y}h0`).join('')}"/>`;
};

const square = (half: number, degrees: number): Html =>
  html`<rect x="${rounded(MIDDLE - half)}" y="${rounded(MIDDLE + SEAT_HEIGHT - half)}" width="${rounded(half * 2)}" height="${rounded(half * 2)}" rx="1.2" transform="rotate(${degrees} 50 50)"/>`;

/** Where the ring's middle is, and how far above it the ends of an arc and the middle of a person are. */
const MIDDLE = 50;
const ARC_HEIGHT = -30.5;
const SEAT_HEIGHT = -31.5;

/** A step to the right and down, turned clockwise. */
const turned = (x: number, y: number, degrees: number): readonly [number, number] => {
  const angle = (degrees * Math.PI) / 180;
  return [x * Math.cos(angle) - y * Math.sin(angle), x * Math.sin(angle) + y * Math.cos(angle)];
};

const centreWords = ({ large, small }: { readonly large: string; readonly small?: string }): Html =>
  small === undefined
    ? html`<text class="mid sm" x="50" y="50">${large}</text>`
    : html`<text class="mid" x="50" y="47">${large}</text><text class="sub" x="50" y="58">${small}</text>`;

/** One chair alone, for legends and small places. Decoration: its words stand beside it. */
export const oneChair = (seat: Exclude<Seat, 'mine'>): Html =>
  html`<svg class="ring" viewBox="38 8 24 22" aria-hidden="true"><g class="${seat}"><path d="M41 21a9.5 9.5 0 1 1 18 0"/>${seat === 'fac' && html`<rect x="45.5" y="14.5" width="9" height="9" rx="1.5"/>`}${(seat === 'taken' || seat === 'held') && html`<circle cx="50" cy="19" r="4.5"/>`}</g></svg>`;
