import { type InLine, lineOf, type Unit } from './line.ts';

/** All that decides who is next for a group. */
export type Line = {
  readonly entries: readonly InLine[];
  /** Chairs that can be offered now. */
  readonly freeSeats: number;
  /** Who sits in the group or has a live offer for it, as `who` of an entry. */
  readonly seated: readonly string[];
  /** Who must never sit together, both as `who`. */
  readonly apart: readonly (readonly [string, string])[];
  readonly isPaused: boolean;
};

/** Why somebody in line is not offered a chair now. Staff see it; nobody in line ever does. */
export type SkipReason =
  | 'has-an-offer'
  | 'has-a-chair'
  | 'paused'
  | 'needs-a-yes'
  | 'statement-unread'
  | 'partner-has-not-answered'
  | 'asked-whether-alone'
  | 'partner-not-ready'
  | 'kept-apart'
  | 'list-paused'
  | 'two-chairs-needed'
  | 'no-chair-free';

export type Skipped = { readonly entryId: string; readonly because: SkipReason };

/** Chairs that nobody is offered although somebody waits, and why: each is looked at by a person. */
export type Idle = { readonly seats: number; readonly because: 'list-paused' | 'nobody-fits' };

export type Next = {
  /** In order; each unit is offered its chairs all or none. */
  readonly units: readonly Unit[];
  /** Everybody else in line, each with one reason. */
  readonly skipped: readonly Skipped[];
  readonly idle: Idle | undefined;
};

/**
 * Who is next: from the front of the line, whoever is ready, may sit with those who sit there, and finds chairs enough.
 * Whoever is passed over keeps the place. A single chair is not kept for two: it goes to the next alone.
 */
export const nextFor = (line: Line): Next => {
  const units: Unit[] = [];
  const skipped: Skipped[] = [];
  const seated = [...line.seated];
  let free = line.freeSeats;
  for (const unit of lineOf(line.entries)) {
    const because = hindrance(unit, line, { seated, free });
    if (because === undefined) {
      units.push(unit);
      seated.push(...unit.entries.map(({ who }) => who));
      free -= unit.entries.length;
    } else skipped.push(...unit.entries.map(({ id }) => ({ entryId: id, because })));
  }
  return { units, skipped, idle: idleOf(line, free, skipped) };
};

type Now = { readonly seated: readonly string[]; readonly free: number };

const hindrance = (unit: Unit, line: Line, { seated, free }: Now): SkipReason | undefined => {
  const own = notReady(unit, line.seated);
  if (own !== undefined) return own;
  if (isApart(unit, line, seated)) return 'kept-apart';
  if (line.isPaused) return 'list-paused';
  if (free >= unit.entries.length) return undefined;
  return free > 0 ? 'two-chairs-needed' : 'no-chair-free';
};

/** What stands in the way of the unit itself, whoever sits in the group. */
const notReady = ({ entries }: Unit, seated: readonly string[]): SkipReason | undefined => {
  const any = (is: (entry: InLine) => boolean) => entries.some(is);
  const all = (is: (entry: InLine) => boolean) => entries.every(is);
  if (all(({ state }) => state === 'offered')) return 'has-an-offer';
  if (all(({ who }) => seated.includes(who))) return 'has-a-chair';
  if (all(({ state }) => state === 'paused')) return 'paused';
  if (any(({ hasYes }) => !hasYes)) return 'needs-a-yes';
  if (any(({ isUnread }) => isUnread)) return 'statement-unread';
  return pairNotReady(entries, seated);
};

const pairNotReady = (entries: readonly InLine[], seated: readonly string[]): SkipReason | undefined => {
  const pair = entries[0]?.pair;
  if (pair === undefined || pair.state === 'parted') return undefined;
  if (pair.state === 'invited') return 'partner-has-not-answered';
  if (pair.state === 'one-left') return 'asked-whether-alone';
  const bothReady =
    entries.length === 2 && entries.every(({ state, who }) => state === 'waiting' && !seated.includes(who));
  return bothReady ? undefined : 'partner-not-ready';
};

const isApart = ({ entries }: Unit, { apart }: Line, seated: readonly string[]): boolean => {
  const mine = entries.map(({ who }) => who);
  const others = [...seated, ...mine];
  return apart.some(
    ([one, other]) =>
      one !== other &&
      ((mine.includes(one) && others.includes(other)) || (mine.includes(other) && others.includes(one))),
  );
};

const HAS_CHAIR: readonly SkipReason[] = ['has-an-offer', 'has-a-chair'];

const idleOf = (line: Line, free: number, skipped: readonly Skipped[]): Idle | undefined => {
  const waits = skipped.some(({ because }) => !HAS_CHAIR.includes(because));
  if (free <= 0 || !waits) return undefined;
  return { seats: free, because: line.isPaused ? 'list-paused' : 'nobody-fits' };
};
