import type { Currency } from '../../kernel/money.ts';
import { readChairs, typedChairs } from './chairs-forms.ts';
import { BREAKS, MOVES, readDates, typedDates } from './dates-forms.ts';
import type { DraftContent, Part, PartContent } from './draft.ts';
import { LANGUAGES, LEANS, readPeople, typedPeople } from './people-forms.ts';
import { readPlace, typedPlace } from './place-forms.ts';
import { readPrices, TIERS, typedPrices } from './prices-forms.ts';
import { changeRows, type RowShape, readDeed, rowsIn, type Typed, withRows } from './rows.ts';
import type { Read } from './typed-forms.ts';
import { readWords, typedWords } from './words-forms.ts';

/** What the practice offers to choose from, and what a part must fit to. */
export type Choices = {
  readonly currency: Currency;
  /** IANA zone of the practice. */
  readonly zone: string;
  readonly zones: readonly string[];
  readonly languages: readonly string[];
  /** ISO date of today in the practice's zone. */
  readonly today: string;
  readonly facilitatorIds: readonly string[];
  readonly agreementVersions: readonly number[];
  readonly taken: number;
  readonly tierIds: readonly string[];
  /** A neutral address that nobody has. */
  readonly freshAddress: string;
  readonly newId: () => string;
};

type PartForm<Name extends Part> = {
  readonly rows: readonly RowShape[];
  readonly typed: (content: DraftContent, choices: Choices) => Typed;
  readonly read: (typed: Typed, choices: Choices) => Read<PartContent<Name>>;
};

const FORMS: { readonly [Name in Part]: PartForm<Name> } = {
  words: { rows: [], typed: typedWords, read: readWords },
  people: {
    rows: [LEANS, LANGUAGES],
    typed: typedPeople,
    read: readPeople,
  },
  place: { rows: [], typed: typedPlace, read: (typed, { freshAddress }) => readPlace(typed, freshAddress) },
  dates: {
    rows: [BREAKS, MOVES],
    typed: (content, { zone }) => typedDates(content, zone),
    read: readDates,
  },
  chairs: { rows: [], typed: typedChairs, read: readChairs },
  prices: {
    rows: [TIERS],
    typed: (content, { currency }) => typedPrices(content, currency),
    read: readPrices,
  },
};

/** What the form of a part shows of a draft. */
export const typedPart = (part: Part, content: DraftContent, choices: Choices): Typed =>
  FORMS[part].typed(content, choices);

/** What was typed into a part, or what is wrong with it. */
export const readPart = (part: Part, typed: Typed, choices: Choices): Read<Partial<DraftContent>> =>
  FORMS[part].read(typed, choices);

/** Rows are numbered without gaps from here on, so that a message stands beside the row it is about. */
export const settled = (part: Part, typed: Typed): Typed =>
  FORMS[part].rows.reduce((fields, shape) => withRows(shape, fields, rowsIn(shape, fields)), typed);

/** The form after a button beside its rows was pressed; undefined when the button was another. */
export const afterDeed = (part: Part, typed: Typed): Typed | undefined => {
  for (const shape of FORMS[part].rows) {
    const deed = readDeed(shape, typed['do'] ?? '');
    if (deed) return withRows(shape, typed, changeRows(shape, rowsIn(shape, typed), deed));
  }
  return undefined;
};
