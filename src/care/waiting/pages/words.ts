import { writeDate } from '../../../kernel/formats.ts';
import type { Instant } from '../../../kernel/time.ts';
import { badge } from '../../../ui/badge.ts';
import type { Frame } from '../../../ui/frame.ts';
import type { Html } from '../../../ui/html.ts';
import { dateIn } from '../../../ui/local-time.ts';
import type { EntryState } from '../entry-states.ts';

/** "November 24, 2026" in the practice's zone: people may wait for a year. */
export const dayWords = (at: Instant, { practice }: Pick<Frame, 'practice'>): string =>
  writeDate(dateIn(at, practice.zone), practice.locale, { year: 'numeric', month: 'short', day: 'numeric' });

export const STATE_WORDS = {
  asked: ['Not confirmed', 'wait'],
  waiting: ['Waits', 'open'],
  paused: ['Pausing', 'wait'],
  offered: ['Has an offer', 'plain'],
  placed: ['Has a chair', 'plain'],
  left: ['Left the list', 'off'],
  removed: ['Taken off', 'off'],
  lapsed: ['Did not answer twice', 'off'],
} as const satisfies Record<EntryState, readonly [string, 'plain' | 'open' | 'wait' | 'off']>;

/** A state as staff read it. */
export const stateBadge = (state: EntryState): Html => badge(STATE_WORDS[state][0], STATE_WORDS[state][1]);
