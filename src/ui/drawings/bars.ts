import { attributes, type Html, html } from '../html.ts';
import { rounded } from './geometry.ts';

export type Bar = {
  /** Below the bar, short: "Nov". */
  readonly label: string;
  readonly value: number;
};

export type Bars = {
  /** What is shown, for those who do not see it. The numbers stand in a table beside. */
  readonly title: string;
  readonly bars: readonly Bar[];
  /** The value as words, for the scale. */
  readonly words: (value: number) => string;
};

const WIDTH = 640;
const HEIGHT = 220;
const LEFT = 84;
const BOTTOM = 28;
const TOP = 12;

/** The smallest of 1, 2, 5 times a power of ten that is no smaller: a scale that people read at a glance. */
export const niceStep = (rough: number): number => {
  if (rough <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10;
  return step * power;
};

/** Marks of a scale from the lowest to the highest value, zero among them. */
export const marksOf = (values: readonly number[]): number[] => {
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const step = Math.max(1, niceStep((high - low) / 4));
  const first = Math.floor(low / step);
  const last = Math.max(Math.ceil(high / step), first + 1);
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
};

/** Bars from a line of nothing, drawn by the server. Values below nothing hang. */
export const barChart = ({ title, bars, words }: Bars): Html => {
  const marks = marksOf(bars.map(({ value }) => value));
  const [low, high] = [marks[0] ?? 0, marks.at(-1) ?? 1];
  const y = (value: number) => rounded(TOP + ((high - value) / (high - low)) * (HEIGHT - TOP - BOTTOM));
  const room = (WIDTH - LEFT) / Math.max(1, bars.length);
  const bar = ({ label, value }: Bar, index: number) => {
    const x = LEFT + index * room;
    const [from, to] = [y(Math.max(0, value)), y(Math.min(0, value))];
    return html`<rect class="bar" ${attributes({ x: rounded(x + room * 0.18), y: from, width: rounded(room * 0.64), height: rounded(Math.max(value === 0 ? 0 : 1, to - from)) })}/><text class="tick" ${attributes({ x: rounded(x + room / 2), y: HEIGHT - 8 })}>${label}</text>`;
  };
  return html`<svg class="bars" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}">
${marks.map((mark) => html`<line class="${mark === 0 ? 'floor' : 'mark'}" ${attributes({ x1: LEFT, x2: WIDTH, y1: y(mark), y2: y(mark) })}/><text class="scale" ${attributes({ x: LEFT - 8, y: rounded(y(mark) + 4) })}>${words(mark)}</text>`)}
${bars.map(bar)}
</svg>`;
};
