import type { SkipReason } from './next.ts';

/** Why somebody is not offered a chair now, in the words of the desk. It never says who is kept apart from whom. */
export const SKIP_WORDS: Readonly<Record<SkipReason, string>> = {
  'has-an-offer': 'Has an offer',
  'has-a-chair': 'Has a chair here, or an offer for one',
  paused: 'Pausing',
  'needs-a-yes': 'Has not applied: this group takes people after a yes',
  'statement-unread': 'Told us something in private that a facilitator has to read first',
  'partner-has-not-answered': 'Has asked somebody to come together, who has not answered',
  'asked-whether-alone': 'Was asked whether to wait alone, and has not answered',
  'partner-not-ready': 'Waits together with somebody who pauses or has a chair',
  'kept-apart': 'Kept apart on request',
  'list-paused': 'Fits. The list is paused',
  'two-chairs-needed': 'Fits. Two chairs are needed, one is free',
  'no-chair-free': 'Fits. Waits for a free chair',
};

/** Why chairs stay idle although somebody waits, as one sentence. */
export const idleWords = (seats: number, because: string): string => {
  const chairs = seats === 1 ? 'one chair is idle' : `${seats} chairs are idle`;
  if (because === 'list-paused') return `${chairs}, because the list is paused.`;
  if (because === 'nobody-fits')
    return `${chairs}. People wait, and nobody can be offered it now: see why beside each.`;
  return `${chairs}. It could not be offered just now; we try again in half a minute.`;
};
