import type { OfferingState } from '../catalogue/public.ts';

/** What the desk can do with a group besides publishing it, each from the states in which it makes sense. */
export const TURNS = {
  closing: { from: ['published'], to: 'closed' },
  opening: { from: ['closed'], to: 'published' },
  withdrawal: { from: ['published', 'closed'], to: 'draft' },
  archiving: { from: ['draft', 'published', 'closed'], to: 'archived' },
  return: { from: ['archived'], to: 'draft' },
} as const satisfies Record<string, { readonly from: readonly OfferingState[]; readonly to: OfferingState }>;

export type Turn = keyof typeof TURNS;
export const TURN_NAMES = Object.keys(TURNS) as Turn[];

export const isTurn = (text: string): text is Turn => Object.hasOwn(TURNS, text);

export const canTurn = (turn: Turn, from: OfferingState): boolean =>
  (TURNS[turn].from as readonly OfferingState[]).includes(from);
