import { writeDate } from '../../../kernel/formats.ts';
import type { Instant } from '../../../kernel/time.ts';
import { badge } from '../../../ui/badge.ts';
import type { Frame } from '../../../ui/frame.ts';
import type { Html } from '../../../ui/html.ts';
import { dateIn } from '../../../ui/local-time.ts';
import type { ApplicationState } from '../application-states.ts';

/** "Imani Okafor", "Imani Okafor and Tomás Reyes", "A, B and C". */
export const listOfNames = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

/** "November 24" in the practice's zone. */
export const dayWords = (at: Instant, { practice }: Pick<Frame, 'practice'>): string =>
  writeDate(dateIn(at, practice.zone), practice.locale, { month: 'long', day: 'numeric' });

/** A state as staff read it, with the shape of its badge. */
export const stateBadge = (state: ApplicationState): Html =>
  badge(STATE_WORDS[state][0], STATE_WORDS[state][1]);

export const STATE_WORDS = {
  draft: ['Not sent', 'wait'],
  applied: ['To decide', 'open'],
  talking: ['Talking', 'open'],
  accepted: ['Yes said', 'plain'],
  waiting: ['Yes, waits for a chair', 'wait'],
  offered: ['Chair offered', 'plain'],
  enrolled: ['Has a chair', 'plain'],
  refused: ['No said', 'off'],
  withdrawn: ['Taken back', 'off'],
  lapsed: ['Date passed', 'off'],
} as const satisfies Record<ApplicationState, readonly [string, 'plain' | 'open' | 'wait' | 'off']>;
