import { BREAKS, MOVES } from './dates-forms.ts';
import type { Part } from './draft.ts';
import { rowsIn, type Typed, withRows } from './rows.ts';
import { typedOf } from './typed-forms.ts';

const DATE = /^\d{4}-\d\d-\d\d$/;

/** The list of dates leads here with one of them: `move` or `rest` begins a row for it, where there is none. */
export const prefilled = (part: Part, typed: Typed, query: unknown): Typed => {
  if (part !== 'dates') return typed;
  const { move = '', rest = '' } = typedOf(query);
  const moves = rowsIn(MOVES, typed);
  const breaks = rowsIn(BREAKS, typed);
  const moved =
    DATE.test(move) && !moves.some(({ on }) => on === move)
      ? withRows(MOVES, typed, [...moves, { on: move, to: '', time: typed['time'] ?? '' }])
      : typed;
  return DATE.test(rest) && !breaks.some(({ from }) => from === rest)
    ? withRows(BREAKS, moved, [...breaks, { from: rest, to: '' }])
    : moved;
};
