import type { PublishedContent, Schedule } from '../catalogue/public.ts';

/**
 * A group as somebody writes it: everything a publication has, and not all of it yet. Empty texts and lists, no
 * schedule and no agreement are allowed here; `missing.ts` says what stands between it and print.
 */
export type DraftContent = Omit<PublishedContent, 'schedule' | 'agreementVersion' | 'entry'> & {
  readonly entry: 'buy' | 'apply';
  readonly schedule: Schedule | null;
  readonly agreementVersion: number | null;
};

/** The form is written part by part, each a page of its own. */
export const PARTS = {
  words: ['name', 'summary', 'lead', 'focus', 'suits', 'talkFirst', 'firstSession'],
  people: ['struggles', 'leansOn', 'languages', 'ageFrom', 'ageTo', 'attestations', 'facilitatorIds'],
  place: ['format', 'place', 'address'],
  dates: ['schedule'],
  chairs: ['kind', 'entry', 'capacity', 'minSeats', 'decisionOn', 'agreementVersion'],
  prices: ['tiers', 'meetingsSold'],
} as const satisfies Record<string, readonly (keyof DraftContent)[]>;

export type Part = keyof typeof PARTS;
export const PART_NAMES = Object.keys(PARTS) as Part[];

export const isPart = (text: string): text is Part => Object.hasOwn(PARTS, text);

/** What one part of the form sets. */
export type PartContent<Name extends Part> = Pick<DraftContent, (typeof PARTS)[Name][number]>;

/** A draft as it is kept: one a group. `version` rises with every save and never falls. */
export type Draft = {
  /** Undefined while nothing is being changed. */
  readonly content: DraftContent | undefined;
  readonly version: number;
  /** In which version each part was last saved. */
  readonly parts: Readonly<Partial<Record<Part, number>>>;
  /** Number of the publication it began from; undefined for a group that was never published. */
  readonly basedOn: number | undefined;
};

/** True when somebody saved this part after the form that says `version` was opened. */
export const isStale = (draft: Draft | undefined, part: Part, version: number): boolean =>
  (draft?.parts[part] ?? 0) > version;

/** The draft after one part was saved. `start` is what was being changed: the draft's own content, or what is in print. */
export const withPart = <Name extends Part>(
  draft: Draft | undefined,
  start: { readonly content: DraftContent; readonly basedOn: number | undefined },
  part: Name,
  fields: PartContent<Name>,
): Draft & { readonly content: DraftContent } => {
  const version = (draft?.version ?? 0) + 1;
  return {
    content: { ...start.content, ...ownFields(part, fields) },
    version,
    parts: { ...draft?.parts, [part]: version },
    basedOn: draft?.content ? draft.basedOn : start.basedOn,
  };
};

/** A part sets its own fields and no others: somebody may be at another part. */
const ownFields = (part: Part, fields: Partial<DraftContent>): Partial<DraftContent> =>
  Object.fromEntries(PARTS[part].map((key) => [key, fields[key]])) as Partial<DraftContent>;

/** The draft after all of it was replaced: every open form of it is out of date from now on. */
export const replaced = (
  draft: Draft | undefined,
  content: DraftContent | undefined,
  basedOn: number | undefined,
): Draft => {
  const version = (draft?.version ?? 0) + 1;
  return {
    content,
    version,
    parts: Object.fromEntries(PART_NAMES.map((part) => [part, version])),
    basedOn,
  };
};

/** The draft after it went to print: nothing is being changed, and forms that were open still know where they stand. */
export const printed = (draft: Draft, number: number): Draft => ({
  ...draft,
  content: undefined,
  version: draft.version + 1,
  basedOn: number,
});

/** What a new group begins with; the practice's own zone, newest agreement and common ground are handed in. */
export const blank = (start: {
  readonly name: string;
  readonly address: string;
  readonly agreementVersion: number | null;
}): DraftContent => ({
  ...start,
  summary: '',
  lead: '',
  focus: '',
  suits: [],
  talkFirst: [],
  firstSession: '',
  leansOn: [],
  struggles: [],
  format: 'in-person',
  place: '',
  languages: ['en'],
  kind: 'slow-open',
  entry: 'buy',
  schedule: null,
  meetingsSold: 4,
  capacity: 8,
  minSeats: 1,
  decisionOn: null,
  ageFrom: 18,
  ageTo: null,
  attestations: [],
  tiers: [],
  facilitatorIds: [],
});

/** A copy for a new group: the words stay, what belongs to one group alone does not. */
export const copied = (
  content: DraftContent,
  fresh: { readonly name: string; readonly address: string; readonly tierId: () => string },
): DraftContent => ({
  ...content,
  name: fresh.name,
  address: fresh.address,
  decisionOn: null,
  schedule: content.schedule && { ...content.schedule, rests: [], breaks: [], moves: [] },
  tiers: content.tiers.map((tier) => ({ ...tier, id: fresh.tierId() as typeof tier.id })),
});
