import type { Temporal } from '../../kernel/time.ts';
import type { Card, OfferingId, OfferingState } from './listing.ts';
import { languageName } from './listing-words.ts';
import { dayName, dayPartOf } from './schedule-words.ts';
import { createShelf, type SeatChange, type Shelf, type Shelved } from './shelf.ts';
import { STRUGGLE_NAMES, STRUGGLE_WORDS } from './struggle.ts';

/** A listing as the shelf's store reads it. */
export type ShelfRow = Card & {
  readonly state: OfferingState;
  readonly lead: string;
  readonly focus: string;
};

/** Where a shelf reads what changed. Times of change are microseconds of the database's real clock. */
export type ShelfSource = {
  clock(): Promise<{ readonly now: Temporal.Instant; readonly lookedAt: number }>;
  seats(since: number): Promise<readonly (SeatChange & { readonly changedAt: number })[]>;
  listings(
    since: number,
  ): Promise<readonly { readonly offeringId: OfferingId; readonly changedAt: number }[]>;
  cards(offeringIds: readonly string[]): Promise<readonly ShelfRow[]>;
};

const LOOK_EVERY_MS = 1000;
/** A row may become visible later than the time it carries: each look goes back this far. */
const OVERLAP_MICROS = 30_000_000;
/** Now and then everything is compared, so that even a transaction longer than the overlap is seen. */
const LOOKS_BETWEEN_FULL_ONES = 300;
/** Read in parts, so that other requests are served between them. */
const PART = 200;

/**
 * A shelf that is at most a second behind the database. Whoever asks later than that waits for one look, which all
 * that ask meanwhile share. `monotonicMs` is a clock that never goes back.
 */
export const keepFresh = (source: ShelfSource, monotonicMs: () => number): (() => Promise<Shelf>) => {
  const shelf = createShelf();
  const seatsAt = new Map<string, number>();
  const wordsAt = new Map<string, number>();
  let since = 0;
  let looks = 0;
  let lookedMs = Number.NEGATIVE_INFINITY;
  let running: Promise<void> | undefined;

  const look = async () => {
    const startedMs = monotonicMs();
    const from = looks % LOOKS_BETWEEN_FULL_ONES === 0 ? 0 : since;
    const { now, lookedAt } = await source.clock();
    const seats = await source.seats(from);
    const listings = await source.listings(from);
    shelf.tick(now.epochMilliseconds);
    for (const part of partsOf(changedOf(listings, wordsAt))) {
      for (const row of await source.cards(part.map(({ offeringId }) => offeringId))) shelf.put(shelved(row));
      for (const { offeringId, changedAt } of part) wordsAt.set(offeringId, changedAt);
    }
    for (const { changedAt, ...change } of changedOf(seats, seatsAt)) {
      shelf.reseat(change);
      seatsAt.set(change.offeringId, changedAt);
    }
    since = lookedAt - OVERLAP_MICROS;
    looks += 1;
    lookedMs = startedMs;
  };

  return async () => {
    if (monotonicMs() - lookedMs >= LOOK_EVERY_MS) {
      running ??= look().finally(() => {
        running = undefined;
      });
      await running;
    }
    return shelf;
  };
};

type Changed = { readonly offeringId: OfferingId; readonly changedAt: number };

/** What is not known yet: the overlap shows the same rows again. */
const changedOf = <Row extends Changed>(rows: readonly Row[], known: ReadonlyMap<string, number>): Row[] =>
  rows.filter(({ offeringId, changedAt }) => known.get(offeringId) !== changedAt);

const partsOf = <Row>(rows: readonly Row[]): Row[][] =>
  Array.from({ length: Math.ceil(rows.length / PART) }, (_, part) =>
    rows.slice(part * PART, (part + 1) * PART),
  );

/** The words by which search finds a group, by how much they tell. */
const shelved = ({ lead, focus, state, ...card }: ShelfRow): Shelved => ({
  card,
  state,
  text: {
    strong: [
      card.name,
      ...card.struggles.flatMap((struggle) => [STRUGGLE_NAMES[struggle], STRUGGLE_WORDS[struggle]]),
    ].join(' '),
    middle: [
      card.summary,
      ...card.facilitators,
      ...card.languages.map(languageName),
      dayName(card.schedule.weekday),
      dayPartOf(card.schedule.time),
      card.format === 'online' ? 'online video' : 'in person room',
    ].join(' '),
    weak: `${lead} ${focus}`,
  },
});
