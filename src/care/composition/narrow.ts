import { type Focus, focusOf } from './focus.ts';
import { severitiesOf, similarityIn } from './gates.ts';
import { shareIn } from './judge.ts';
import { type Client, type Instance, THEMES } from './model.ts';

/** Keeping to fewer entries: who is at home in them, and who had better be somewhere else. */
export type Narrowing = {
  readonly entries: readonly string[];
  readonly stay: readonly string[];
  readonly elsewhere: readonly string[];
  /** Of those who stay. */
  readonly focus: Focus;
};

/** Sessions for a part of the group, in turn: an entry that enough members carry. */
export type SubFocus = { readonly entry: string; readonly clients: readonly string[] };

/** From this share of the own burden on somebody is at home in what the group keeps to. The practice's policy. */
const AT_HOME = 0.5;

/** Entries that enough of these people carry to be a theme, the heaviest first. */
export const sessionsOf = ({ vocabulary }: Instance, members: readonly Client[]): SubFocus[] =>
  vocabulary
    .map((entry) => ({
      entry,
      clients: members.filter(({ struggles }) => (struggles[entry] ?? 0) > 0).map(({ id }) => id),
      weight: members.reduce((sum, member) => sum + shareIn(member, [entry]), 0),
    }))
    .filter(({ clients }) => clients.length >= THEMES.carriers)
    .sort((one, other) => other.weight - one.weight)
    .map(({ entry, clients }) => ({ entry, clients }));

/**
 * Up to three entries to keep to, by which most people stay in a circle that is more focused than it is now; of equal
 * ones the most focused, then the one with fewer entries. Undefined where nothing is won.
 */
export const narrowingOf = (
  instance: Instance,
  members: readonly Client[],
  now: Focus,
): Narrowing | undefined => {
  const similarity = similarityIn(instance);
  const able = sessionsOf(instance, members).map(({ entry }) => entry);
  const narrowed = choicesOf(able).flatMap((entries): Narrowing[] => {
    const stay = members.filter((client) => shareIn(client, entries) >= AT_HOME);
    if (stay.length < THEMES.carriers || stay.length === members.length) return [];
    const focus = focusOf(
      stay.map((one) => severitiesOf(instance, one)),
      similarity,
    );
    const elsewhere = members.filter((client) => !stay.includes(client));
    return focus.index > now.index
      ? [{ entries, focus, stay: stay.map(({ id }) => id), elsewhere: elsewhere.map(({ id }) => id) }]
      : [];
  });
  return narrowed.sort(
    (one, other) =>
      rankOf(other) - rankOf(one) ||
      other.stay.length - one.stay.length ||
      other.focus.index - one.focus.index ||
      one.entries.length - other.entries.length,
  )[0];
};

const BANDS = ['broad', 'watch', 'focused'] as const;

const rankOf = ({ focus }: Narrowing): number => BANDS.indexOf(focus.band);

/** All choices of one to three. */
const choicesOf = (entries: readonly string[]): string[][] =>
  entries.flatMap((one, i) => [
    [one],
    ...entries
      .slice(i + 1)
      .flatMap((two, j) => [[one, two], ...entries.slice(i + j + 2).map((three) => [one, two, three])]),
  ]);
