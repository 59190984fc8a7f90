import type { PlainDate } from '../../kernel/time.ts';

/** The seat ledger's counters of one group, as read at one moment. */
export type GroupSeats = {
  readonly state: 'draft' | 'published' | 'closed' | 'archived';
  readonly capacity: number;
  readonly held: number;
  readonly confirmed: number;
  readonly minSeats: number;
  readonly decisionOn: PlainDate | null;
  /** The decision date that was answered: the group goes, or all was given back. */
  readonly decidedOn: PlainDate | null;
};

export const openSeats = ({ capacity, held, confirmed }: GroupSeats): number =>
  Math.max(0, capacity - held - confirmed);

/** How a group stands against the number it needs: a group that has begun to decide late is the loudest. */
export type Standing =
  | { readonly kind: 'enough' }
  | { readonly kind: 'needs-more'; readonly more: number; readonly decideOn: PlainDate | null }
  | { readonly kind: 'decide-now'; readonly more: number; readonly decideOn: PlainDate }
  | { readonly kind: 'decided'; readonly more: number; readonly decideOn: PlainDate };

/** `decide-now` from the decision day on; before it a group may still fill. */
export const standingOf = (seats: GroupSeats, today: PlainDate): Standing => {
  const more = seats.minSeats - seats.confirmed;
  if (more <= 0) return { kind: 'enough' };
  const { decisionOn: decideOn, decidedOn } = seats;
  if (decideOn === null) return { kind: 'needs-more', more, decideOn };
  if (decidedOn?.equals(decideOn)) return { kind: 'decided', more, decideOn };
  return { kind: decideOn.since(today).days <= 0 ? 'decide-now' : 'needs-more', more, decideOn };
};
