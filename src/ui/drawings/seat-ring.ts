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
  const drawn = seats.map((seat, index) => chair(seat, width, rounded((index * 360) / seats.length)));
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

const chair = (seat: Seat, width: number, degrees: number): Html =>
  html`<g class="${seat}" transform="rotate(${degrees} 50 50)"><path d="M${rounded(50 - width * 0.66)} 19.5a${rounded(width * 0.7)} ${rounded(width * 0.7)} 0 1 1 ${rounded(width * 1.32)} 0"/>${sitter(seat, width)}</g>`;

const sitter = (seat: Seat, width: number): Html | false => {
  if (seat === 'open') return false;
  if (seat !== 'fac') return html`<circle cx="50" cy="18.5" r="${rounded(width * 0.34)}"/>`;
  const corner = width * 0.3;
  return html`<rect x="${rounded(50 - corner)}" y="${rounded(18.5 - corner)}" width="${rounded(corner * 2)}" height="${rounded(corner * 2)}" rx="1.2"/>`;
};

const centreWords = ({ large, small }: { readonly large: string; readonly small?: string }): Html =>
  small === undefined
    ? html`<text class="mid sm" x="50" y="50">${large}</text>`
    : html`<text class="mid" x="50" y="47">${large}</text><text class="sub" x="50" y="58">${small}</text>`;

/** One chair alone, for legends and small places. Decoration: its words stand beside it. */
export const oneChair = (seat: Exclude<Seat, 'mine'>): Html =>
  html`<svg class="ring" viewBox="38 8 24 22" aria-hidden="true"><g class="${seat}"><path d="M41 21a9.5 9.5 0 1 1 18 0"/>${seat === 'fac' && html`<rect x="45.5" y="14.5" width="9" height="9" rx="1.5"/>`}${(seat === 'taken' || seat === 'held') && html`<circle cx="50" cy="19" r="4.5"/>`}</g></svg>`;
