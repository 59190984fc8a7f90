import { type Format, type Kind, type Seats, seatsLeft, seatsMissing } from './listing.ts';

/** A card's or page's state in a few words, with the shape of its badge. */
export type Note = { readonly words: string; readonly look: 'open' | 'wait' | 'off' };

const chairs = (count: number): string => (count === 1 ? '1 chair open' : `${count} chairs open`);

/** What matters first about a group's chairs. No pressure: a count, never a hurry. */
export const noteOf = ({ kind, begun, seats }: { kind: Kind; begun: boolean; seats: Seats }): Note => {
  const left = seatsLeft(seats);
  if (kind === 'closed' && begun) return { words: 'Under way, takes nobody new', look: 'off' };
  if (left === 0) return { words: seats.held > 0 ? 'All chairs taken or held' : 'Full', look: 'wait' };
  const missing = begun ? 0 : seatsMissing(seats);
  return { words: missing > 0 ? `Needs ${missing} more to start` : chairs(left), look: 'open' };
};

export const FORMAT_NAMES = { 'in-person': 'In person', online: 'By video' } as const satisfies Record<
  Format,
  string
>;

export const KIND_NAMES = {
  open: 'Open: join when a chair is free',
  'slow-open': 'Slow-open: a few join at a time',
  closed: 'Closed: begins and ends together',
} as const satisfies Record<Kind, string>;

/** "In person: Room 2", "By video". */
export const whereInWords = (format: Format, place: string): string =>
  format === 'online' ? FORMAT_NAMES.online : `${FORMAT_NAMES['in-person']}: ${place.split(/[,.]/)[0]}`;

const languageNames = new Intl.DisplayNames('en', { type: 'language' });

const known = new Map<string, string>();

/** "Spanish" for "es". */
export const languageName = (code: string): string => {
  const name = known.get(code) ?? languageNames.of(code) ?? code;
  known.set(code, name);
  return name;
};

export const languagesInWords = (codes: readonly string[]): string => codes.map(languageName).join(', ');

/** The language a group's own words are in, where it is not that of the page. */
export const otherLanguage = (languages: readonly string[]): string | undefined =>
  languages.includes('en') ? undefined : languages[0];
