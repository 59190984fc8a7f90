import type { Instant } from '../../kernel/time.ts';
import { Temporal } from '../../kernel/time.ts';

export type Span = { readonly since: Instant; readonly until: Instant };

/** PayPal says that a movement shows within three hours; twice that is given before a day counts as settled. */
const SETTLED_AFTER_HOURS = 6;
/** What was read is read again for so long: pending lines become done, late ones come. */
const AGAIN_DAYS = 3;
/** An open difference is followed so long; PayPal keeps three years, a refund can be made for half of one. */
const FOLLOWED_DAYS = 180;
/** PayPal shows three years. */
const HISTORY_DAYS = 3 * 365;
/** PayPal tells at most 31 days at once; a day may have 25 hours. */
const MOST_DAYS = 30;

/** The end of what was read may be told only with the next: the two clocks differ, and a movement takes its time. */
const SLACK_HOURS = 3;

/** Whether something that moved then must be in a report of this span: its absence means something. */
export const isCovered = ({ since, until }: Span, at: Instant): boolean =>
  at.epochMilliseconds >= since.epochMilliseconds && at.until(until).total('hours') >= SLACK_HOURS;

/** The end of the last day, in the practice's zone, of which PayPal's report is complete by now. */
export const settledUntil = (now: Instant, zone: string): Instant =>
  now.subtract({ hours: SETTLED_AFTER_HOURS }).toZonedDateTimeISO(zone).startOfDay().toInstant();

/**
 * The days to read now, or undefined where nothing new is settled. `lastUntil` is how far was read, `first` when the
 * first payment was begun, `oldest` when the oldest open difference arose.
 */
export const dueSpan = (
  books: {
    readonly now: Instant;
    readonly zone: string;
    readonly first: Instant;
    readonly lastUntil: Instant | undefined;
    readonly oldest: Instant | undefined;
  },
  asked = false,
): Span | undefined => {
  const { now, zone, first, lastUntil, oldest } = books;
  const until = settledUntil(now, zone);
  const isRead = lastUntil !== undefined && lastUntil.epochMilliseconds >= until.epochMilliseconds;
  if (isRead && !asked) return undefined;
  const since = latest(
    now.subtract({ hours: HISTORY_DAYS * 24 }),
    lastUntil === undefined
      ? first
      : earliest(
          lastUntil.subtract({ hours: AGAIN_DAYS * 24 }),
          oldest ? latest(oldest, now.subtract({ hours: FOLLOWED_DAYS * 24 })) : lastUntil,
        ),
  );
  const from = since.toZonedDateTimeISO(zone).startOfDay().toInstant();
  return from.epochMilliseconds < until.epochMilliseconds ? { since: from, until } : undefined;
};

const latest = (a: Instant, b: Instant) => (Temporal.Instant.compare(a, b) >= 0 ? a : b);
const earliest = (a: Instant, b: Instant) => (Temporal.Instant.compare(a, b) <= 0 ? a : b);

/** The span in parts that PayPal answers, side by side and without gaps. */
export const partsOf = ({ since, until }: Span): Span[] => {
  const parts: Span[] = [];
  for (let from = since; from.epochMilliseconds < until.epochMilliseconds; ) {
    const to = earliest(from.add({ hours: MOST_DAYS * 24 }), until);
    parts.push({ since: from, until: to });
    from = to;
  }
  return parts;
};

/** Both halves of a part that holds too many lines; undefined where it cannot be cut any more. */
export const halvesOf = ({ since, until }: Span): readonly [Span, Span] | undefined => {
  const seconds = Math.floor(since.until(until).total('seconds') / 2);
  if (seconds < 1) return undefined;
  const middle = since.add({ seconds });
  return [
    { since, until: middle },
    { since: middle, until },
  ];
};
