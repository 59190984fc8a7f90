import { writeDate } from '../../../kernel/formats.ts';
import { type Instant, Temporal } from '../../../kernel/time.ts';
import { type Html, html } from '../../../ui/html.ts';
import {
  type Mark,
  marksBetween,
  type Schedule,
  scheduleInWords,
  timeInWords,
  zoneInWords,
} from '../../catalogue/public.ts';

export type DatesAhead = {
  readonly schedule: Schedule;
  readonly now: Instant;
  readonly locale: string;
  /** Where each meeting can be moved or called off; left out, dates are only shown. */
  readonly doorsOf?: ((slot: string) => Html) | undefined;
};

const YEARS = 2;

/** Every date of the next two years, month by month, with rests, moved meetings and the change of the clocks. */
export const datesAhead = ({ schedule, now, locale, doorsOf }: DatesAhead): Html => {
  const until = now.toZonedDateTimeISO(schedule.zone).add({ years: YEARS }).toInstant();
  const marks = marksBetween(schedule, { from: now, until });
  const held = marks.filter(({ kind }) => kind === 'meeting').length;
  const months = Map.groupBy(marks, ({ at }) => at.toPlainDate().toPlainYearMonth().toString());
  return html`<section class="stack g5" aria-labelledby="ahead"><div class="stack g2"><h2 class="t2" id="ahead">The next two years</h2>
<p>${scheduleInWords(schedule)}, ${zoneInWords(schedule.zone, locale)}. ${countWords(held)}</p></div>
${[...months.values()].map((list) => month(list, { schedule, locale, doorsOf }))}</section>`;
};

const countWords = (count: number): string => {
  if (count === 0) return 'No meeting follows from this.';
  return count === 1 ? 'One meeting.' : `${count} meetings.`;
};

type Shown = Pick<DatesAhead, 'schedule' | 'locale' | 'doorsOf'>;

const month = (marks: readonly Mark[], shown: Shown): Html | false => {
  const [first] = marks;
  if (!first) return false;
  const title = writeDate(first.at.toPlainDate(), shown.locale, { month: 'long', year: 'numeric' });
  const clocks = clockChange(first.at, shown.locale);
  return html`<section class="stack g3"><h3 class="t1">${title}</h3>${clocks && html`<p class="small soft">${clocks}</p>`}
<ol class="dates">${marks.map((mark) => tile(mark, shown))}</ol></section>`;
};

const STATES = { meeting: 'later', rest: 'rest', away: 'away' } as const;

const tile = (mark: Mark, { schedule, locale, doorsOf }: Shown): Html => {
  const { kind, at, slot } = mark;
  return html`<li class="${STATES[kind]}"><span class="small">${writeDate(at.toPlainDate(), locale, { weekday: 'short' })}</span> <b>${at.day}</b> <span class="small">${wordsOf(mark, schedule, locale)}</span>${kind !== 'rest' && doorsOf?.(slot)}</li>`;
};

const wordsOf = ({ kind, at, move }: Mark, { time }: Schedule, locale: string): string => {
  if (kind === 'rest') return 'no group';
  if (kind === 'away') return move ? `moved to ${monthDay(move.to, locale)}` : 'moved';
  const hour = timeInWords(at.toPlainTime().toString({ smallestUnit: 'minute' }));
  if (!move) return hour === timeInWords(time) ? '' : hour;
  return move.on === move.to ? hour : `${hour}, instead of ${monthDay(move.on, locale)}`;
};

const monthDay = (date: string, locale: string): string =>
  writeDate(Temporal.PlainDate.from(date), locale, { month: 'short', day: 'numeric' });

/** "The clocks go back on November 1: the group stays at its hour." */
const clockChange = (at: Temporal.ZonedDateTime, locale: string): string | undefined => {
  const begin = at.with({ day: 1 }).startOfDay();
  const end = begin.add({ months: 1 });
  const ahead = end.offsetNanoseconds - begin.offsetNanoseconds;
  const change = begin.getTimeZoneTransition('next');
  if (ahead === 0 || !change) return undefined;
  const on = writeDate(change.toPlainDate(), locale, { month: 'long', day: 'numeric' });
  return `The clocks go ${ahead > 0 ? 'forward' : 'back'} on ${on}. The group stays at its hour.`;
};
