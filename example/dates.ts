import { Temporal } from '../src/kernel/time.ts';

type PlainDate = Temporal.PlainDate;

/** The first such weekday on or after `weeks` weeks from today; 1 is Monday. */
export const weekdayIn = (today: PlainDate, weeks: number, weekday: number): PlainDate => {
  const then = today.add({ weeks });
  return then.add({ days: (weekday - then.dayOfWeek + 7) % 7 });
};

const thanksgiving = (year: number): PlainDate => {
  const first = Temporal.PlainDate.from({ year, month: 11, day: 1 });
  return first.add({ days: ((4 - first.dayOfWeek + 7) % 7) + 21 });
};

/** Days on which an example practice is closed, for this year and the next two. */
export const holidays = (today: PlainDate): string[] =>
  [today.year - 1, today.year, today.year + 1, today.year + 2].flatMap((year) => [
    `${year}-01-01`,
    `${year}-07-04`,
    thanksgiving(year).toString(),
    `${year}-12-24`,
    `${year}-12-25`,
    `${year}-12-31`,
  ]);
