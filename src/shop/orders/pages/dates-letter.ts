import { composeLetter, type Letter, type LetterPart, type LetterSender } from '../../../ui/letter.ts';
import { momentWords } from '../../../ui/local-time.ts';
import { type Meeting, zoneInWords } from '../../catalogue/public.ts';
import type { Change } from '../../date-changes/public.ts';

export type DatesLetter = {
  readonly attendeeName: string;
  readonly changes: readonly Change[];
  readonly placeChanged: boolean;
  /** The page on which the dates stand; undefined for a seat that has none. */
  readonly address: string | undefined;
  readonly zone: string;
  readonly locale: string;
  readonly hasCalendar: boolean;
};

/** To one attendee: which of the own dates change. It names no group, no place and nobody else. */
export const datesLetter = (sender: LetterSender, letter: DatesLetter): Letter => {
  const { changes, placeChanged, address, zone, locale } = letter;
  const parts: (LetterPart | false)[] = [
    { words: `Hello ${letter.attendeeName},` },
    { words: openingWords(changes.length, placeChanged) },
    changes.length > 0 && { rows: changes.map((change) => rowOf(change, zone, locale)) },
    changes.length > 0 && { words: `Times are in ${zoneInWords(zone, locale)}.` },
    address !== undefined && { link: address, words: 'Your page, with all your dates' },
    letter.hasCalendar && {
      words:
        'The calendar file with this letter mends your calendar. There it says “Appointment”, and nothing else.',
    },
    { words: 'Does this not work for you? Call us or write to us, and we look for a way together.' },
  ];
  return composeLetter(
    sender,
    `${sender.neutralName}: a change to your dates`,
    parts.filter((part) => part !== false),
  );
};

const openingWords = (count: number, placeChanged: boolean): string => {
  if (count === 0) return 'Where we meet changes. Your page says where; if you have none, please ask us.';
  const dates = count === 1 ? 'One of your dates with us changes.' : `${count} of your dates with us change.`;
  return placeChanged ? `${dates} Where we meet changes too; your page says where.` : dates;
};

const rowOf = ({ was, becomes }: Change, zone: string, locale: string): readonly [string, string] => {
  const words = (meeting: Meeting) => momentWords(meeting.startsAt, zone, locale);
  if (!was) return [becomes ? words(becomes) : '', 'is held after all'];
  if (!becomes) return [words(was), 'is not held'];
  if (was.startsAt.equals(becomes.startsAt)) {
    const minutes = becomes.endsAt.since(becomes.startsAt).total('minutes');
    return [words(was), `lasts ${minutes} minutes`];
  }
  return [words(was), `is held on ${words(becomes)} instead`];
};
