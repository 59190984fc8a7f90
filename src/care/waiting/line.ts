import type { Instant } from '../../kernel/time.ts';
import type { PairState } from './pair-states.ts';

/** Somebody in line, as the rules see them. */
export type InLine = {
  readonly id: string;
  /** By whom they are known again, here and in the group: the address in its plain form. */
  readonly who: string;
  readonly state: 'waiting' | 'paused' | 'offered';
  readonly since: Instant;
  /** 0 for everybody; the practice may raise it to 9, with a reason. */
  readonly priority: number;
  readonly pair: { readonly id: string; readonly state: PairState } | undefined;
  /** False where the group takes people after a yes and this one has none. */
  readonly hasYes: boolean;
  /** True while something they said about whom they must not sit with has not been read. */
  readonly isUnread: boolean;
};

/** Who moves as one: somebody alone, or two who come only together. */
export type Unit = {
  readonly entries: readonly InLine[];
  readonly since: Instant;
  readonly priority: number;
};

/**
 * The line in its order: priority first, then time, then id. Two who come only together stand where the later of the two
 * stands, so that nobody is overtaken by a friend's friend.
 */
export const lineOf = (entries: readonly InLine[]): readonly Unit[] => {
  const together = Map.groupBy(entries, ({ id, pair }) => (pair?.state === 'linked' ? pair.id : id));
  return [...together.values()].map(unitOf).sort(inOrder);
};

const unitOf = (entries: readonly InLine[]): Unit => ({
  entries,
  since: entries.map(({ since }) => since).reduce(later),
  priority: Math.max(...entries.map(({ priority }) => priority)),
});

const milliseconds = ({ since }: Pick<Unit, 'since'>) => since.epochMilliseconds;

const later = (a: Instant, b: Instant): Instant => (a.epochMilliseconds >= b.epochMilliseconds ? a : b);

const idOf = ({ entries }: Unit): string => entries[0]?.id ?? '';

const inOrder = (a: Unit, b: Unit): number =>
  b.priority - a.priority || milliseconds(a) - milliseconds(b) || (idOf(a) < idOf(b) ? -1 : 1);
