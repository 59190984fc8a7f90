import { writeDate, writeZone } from '../../kernel/formats.ts';
import { Temporal } from '../../kernel/time.ts';
import { firstMeeting, type Schedule } from './schedule.ts';

export const DAY_NAMES = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const;

export const dayName = (weekday: number): string => DAY_NAMES[weekday - 1] ?? '';

export type DayPart = 'morning' | 'afternoon' | 'evening';

/** Mornings end at noon, afternoons at five. */
export const dayPartOf = (time: string): DayPart => {
  const hour = Number(time.slice(0, 2));
  if (hour < 12) return 'morning';
  return hour < 17 ? 'afternoon' : 'evening';
};

type Clock = { readonly text: string; readonly half: 'am' | 'pm' | '' };

const clock = ({ hour, minute }: Temporal.PlainTime): Clock => {
  if (hour === 12 && minute === 0) return { text: 'noon', half: '' };
  if (hour === 0 && minute === 0) return { text: 'midnight', half: '' };
  const minutes = minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`;
  return { text: `${hour % 12 || 12}${minutes}`, half: hour < 12 ? 'am' : 'pm' };
};

const say = ({ text, half }: Clock) => (half === '' ? text : `${text} ${half}`);

/** "6:30 pm", "noon". */
export const timeInWords = (time: string): string => say(clock(Temporal.PlainTime.from(time)));

/** "6:30 to 8 pm", "10:30 am to noon", "11 am to 12:30 pm". */
export const hoursInWords = ({ time, minutes }: Pick<Schedule, 'time' | 'minutes'>): string => {
  const start = Temporal.PlainTime.from(time);
  const from = clock(start);
  const to = clock(start.add({ minutes }));
  return from.half === to.half ? `${from.text} to ${say(to)}` : `${say(from)} to ${say(to)}`;
};

/** "Thursdays, 6:30 to 8 pm"; every second week is said. */
export const scheduleInWords = (schedule: Schedule): string => {
  const day = dayName(schedule.weekday);
  const days =
    { 1: `${day}s`, 2: `Every other ${day}` }[schedule.every] ?? `Every ${schedule.every} weeks on ${day}`;
  return `${days}, ${hoursInWords(schedule)}`;
};

/** "October 14". */
export const dateInWords = (date: Temporal.PlainDate, locale: string): string =>
  writeDate(date, locale, { month: 'long', day: 'numeric' });

/** What a card says under "Runs": "Ongoing", "8 weeks from October 14", "8 weeks, began October 14". */
export const runInWords = (schedule: Schedule, begun: boolean, locale: string): string => {
  if (schedule.sessions === null && begun) return 'Ongoing';
  const first = firstMeeting(schedule)?.startsAt.toZonedDateTimeISO(schedule.zone).toPlainDate();
  const on = first ? dateInWords(first, locale) : '';
  if (schedule.sessions === null) return `Ongoing, from ${on}`;
  const length = schedule.every === 1 ? `${schedule.sessions} weeks` : `${schedule.sessions} meetings`;
  return begun ? `${length}, began ${on}` : `${length} from ${on}`;
};

/** "Pacific Time". */
export const zoneInWords = writeZone;

/** A decision date as kept: "2026-10-28". */
export const plainDate = (iso: string): Temporal.PlainDate => Temporal.PlainDate.from(iso);
