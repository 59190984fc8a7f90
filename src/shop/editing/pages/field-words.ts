import { FACTOR_NAMES } from '../../../factors/factor.ts';
import { writeDate } from '../../../kernel/formats.ts';
import { type Currency, formatMoney, money } from '../../../kernel/money.ts';
import { Temporal } from '../../../kernel/time.ts';
import {
  FORMAT_NAMES,
  firstDate,
  KIND_NAMES,
  languagesInWords,
  type Schedule,
  STRUGGLE_NAMES,
  scheduleInWords,
  timeInWords,
  zoneInWords,
} from '../../catalogue/public.ts';
import type { DraftContent, Part } from '../draft.ts';

/** What words need besides the group itself. */
export type Look = {
  readonly locale: string;
  readonly currency: Currency;
  readonly facilitatorNames: ReadonlyMap<string, string>;
};

type Lines = (content: DraftContent, look: Look) => readonly string[];
type Field = { readonly part: Part; readonly label: string; readonly lines: Lines };

const one = (text: string): readonly string[] => (text === '' ? [] : [text]);
const ofSchedule =
  (lines: (schedule: Schedule, look: Look) => readonly string[]): Lines =>
  ({ schedule }, look) =>
    schedule ? lines(schedule, look) : [];

const DATE = { weekday: 'short', month: 'long', day: 'numeric', year: 'numeric' } as const;

/** "Thu, November 26, 2026". */
export const dayWords = (date: string, locale: string): string =>
  writeDate(Temporal.PlainDate.from(date), locale, DATE);

const runWords = (from: string, to: string, locale: string): string =>
  from === to ? dayWords(from, locale) : `${dayWords(from, locale)} to ${dayWords(to, locale)}`;

const rests = ({ rests: single, breaks = [] }: Schedule, { locale }: Look): readonly string[] =>
  [...single.map((from) => ({ from, to: from })), ...breaks]
    .sort((a, b) => (a.from < b.from ? -1 : 1))
    .map(({ from, to }) => runWords(from, to, locale));

const moves = ({ moves: list = [] }: Schedule, { locale }: Look): readonly string[] =>
  [...list]
    .sort((a, b) => (a.on < b.on ? -1 : 1))
    .map(
      ({ on, to, time }) =>
        `${dayWords(on, locale)} is held on ${dayWords(to, locale)}, ${timeInWords(time)}`,
    );

const endWords = ({ sessions }: Schedule): string => {
  if (sessions === null) return 'No end';
  return sessions === 1 ? 'After one meeting' : `After ${sessions} meetings`;
};

const agesWords = ({ ageFrom, ageTo }: DraftContent): string =>
  ageTo === null ? `${ageFrom} and older` : `${ageFrom} to ${ageTo}`;

const prices: Lines = ({ tiers }, { currency, locale }) =>
  tiers.map(({ name, line, unitMinor, fundSupported }) =>
    [
      `${name}: ${unitMinor === 0 ? 'free' : formatMoney(money(unitMinor, currency), locale)}`,
      line === '' ? '' : `. ${line}`,
      fundSupported === true ? ' (the fund pays the rest)' : '',
    ].join(''),
  );

/** Every field as people read it: for summaries, differences and the history. */
const FIELDS = {
  name: { part: 'words', label: 'Name', lines: ({ name }) => one(name) },
  summary: { part: 'words', label: 'In the list', lines: ({ summary }) => one(summary) },
  lead: { part: 'words', label: 'Opening lines', lines: ({ lead }) => one(lead) },
  focus: { part: 'words', label: 'Focus', lines: ({ focus }) => one(focus) },
  suits: { part: 'words', label: 'It may suit you if', lines: ({ suits }) => suits },
  talkFirst: { part: 'words', label: 'Please talk with us first if', lines: ({ talkFirst }) => talkFirst },
  firstSession: { part: 'words', label: 'A first meeting', lines: ({ firstSession }) => one(firstSession) },
  struggles: {
    part: 'people',
    label: 'What brings people here',
    lines: ({ struggles }) => struggles.map((struggle) => STRUGGLE_NAMES[struggle]),
  },
  leansOn: {
    part: 'people',
    label: 'Benefits it leans on',
    lines: ({ leansOn }) => leansOn.map(({ factor, line }) => `${FACTOR_NAMES[factor]}: ${line}`),
  },
  languages: {
    part: 'people',
    label: 'Languages',
    lines: ({ languages }) => one(languagesInWords(languages)),
  },
  ages: { part: 'people', label: 'Ages', lines: (content) => one(agesWords(content)) },
  attestations: {
    part: 'people',
    label: 'What people confirm',
    lines: ({ attestations }) => attestations,
  },
  facilitators: {
    part: 'people',
    label: 'Facilitators',
    lines: ({ facilitatorIds }, look) =>
      facilitatorIds.map((id) => look.facilitatorNames.get(id) ?? 'Somebody who is no longer there'),
  },
  format: { part: 'place', label: 'How', lines: ({ format }) => one(FORMAT_NAMES[format]) },
  place: { part: 'place', label: 'Where', lines: ({ place }) => one(place) },
  address: { part: 'place', label: 'Address of its page', lines: ({ address }) => one(`/groups/${address}`) },
  rhythm: { part: 'dates', label: 'When', lines: ofSchedule((schedule) => one(scheduleInWords(schedule))) },
  begins: {
    part: 'dates',
    label: 'First date',
    lines: ofSchedule((schedule, { locale }) => one(dayWords(firstDate(schedule).toString(), locale))),
  },
  ends: { part: 'dates', label: 'Ends', lines: ofSchedule((schedule) => one(endWords(schedule))) },
  zone: {
    part: 'dates',
    label: 'Time zone',
    lines: ofSchedule(({ zone }, { locale }) => one(`${zoneInWords(zone, locale)} (${zone})`)),
  },
  rests: { part: 'dates', label: 'No group', lines: ofSchedule(rests) },
  moves: { part: 'dates', label: 'Moved meetings', lines: ofSchedule(moves) },
  kind: { part: 'chairs', label: 'Kind', lines: ({ kind }) => one(KIND_NAMES[kind]) },
  entry: {
    part: 'chairs',
    label: 'How one joins',
    lines: ({ entry }) => one(entry === 'buy' ? 'Take a chair at once' : 'Apply first, pay after a yes'),
  },
  capacity: { part: 'chairs', label: 'Chairs', lines: ({ capacity }) => one(String(capacity)) },
  minSeats: { part: 'chairs', label: 'Needed to start', lines: ({ minSeats }) => one(String(minSeats)) },
  decisionOn: {
    part: 'chairs',
    label: 'Decided by',
    lines: ({ decisionOn }, { locale }) => (decisionOn === null ? [] : [dayWords(decisionOn, locale)]),
  },
  agreement: {
    part: 'chairs',
    label: 'Agreement',
    lines: ({ agreementVersion }) => (agreementVersion === null ? [] : [`Version ${agreementVersion}`]),
  },
  prices: { part: 'prices', label: 'Prices of a meeting', lines: prices },
  meetingsSold: {
    part: 'prices',
    label: 'Meetings one pays for',
    lines: ({ meetingsSold }) => one(String(meetingsSold)),
  },
} as const satisfies Record<string, Field>;

type FieldName = keyof typeof FIELDS;
const NAMES = Object.keys(FIELDS) as FieldName[];

const fieldOf = (name: FieldName): Field => FIELDS[name];

export type Difference = {
  readonly field: string;
  readonly part: Part;
  readonly label: string;
  readonly was: readonly string[];
  readonly is: readonly string[];
};

/** What differs between two versions of a group, field by field, as people read it. */
export const differencesBetween = (was: DraftContent, is: DraftContent, look: Look): readonly Difference[] =>
  NAMES.map((field) => {
    const { part, label, lines } = fieldOf(field);
    return { field, part, label, was: lines(was, look), is: lines(is, look) };
  }).filter((difference) => difference.was.join('\n') !== difference.is.join('\n'));

/** Every field of one part in words. */
export const partInWords = (
  part: Part,
  content: DraftContent,
  look: Look,
): readonly { readonly label: string; readonly lines: readonly string[] }[] =>
  NAMES.map(fieldOf)
    .filter((field) => field.part === part)
    .map(({ label, lines }) => ({ label, lines: lines(content, look) }));
