import { faultlineOf } from './faultline.ts';
import {
  FOCUS_POLICY,
  type Focus,
  focusOf,
  type Severities,
  type Similarity,
  similarityOf,
} from './focus.ts';
import type { Client, Group, Instance } from './model.ts';

/** What a facilitator looks at before a proposal is accepted. None of them keeps anybody out by itself. */
export const GATES = {
  peers: 'Everybody has at least two others with struggles near their own.',
  senior: 'Every newcomer of a slow-open group has somebody near who has been there longer.',
  newcomers: 'Newcomers are no more than half of the group.',
  faultline: 'The group does not fall into two camps that differ in everything at once.',
  breadth: 'The group is not too broad for its members to recognise themselves in each other.',
} as const;

export type Gate = keyof typeof GATES;

export type Gated = {
  readonly group: string;
  readonly focus: Focus;
  /** 0 to 1; undefined where attributes are too few or the group too large to try every split. */
  readonly faultline: number | undefined;
  readonly flags: readonly { readonly gate: Gate; readonly clients: readonly string[] }[];
};

/** From here a split explains so much of all differences that a facilitator should look. The practice's policy. */
const STRONG_FAULTLINE = 0.7;
const MOST_SPLIT = 12;

/** The similarity of the vocabulary's entries as a matrix in its order. */
export const similarityIn = ({
  vocabulary,
  similar,
}: Pick<Instance, 'vocabulary' | 'similar'>): Similarity => {
  const at = new Map(vocabulary.map((name, index) => [name, index]));
  const matrix = vocabulary.map((_, i) => vocabulary.map((__, j): number => (i === j ? 1 : 0)));
  for (const [one, other, value] of similar) {
    const [i = 0, j = 0] = [at.get(one), at.get(other)];
    if (matrix[i] && matrix[j]) [matrix[i][j], matrix[j][i]] = [value, value];
  }
  return matrix;
};

/** A client's severities in the order of the vocabulary. */
export const severitiesOf = (
  { vocabulary }: Pick<Instance, 'vocabulary'>,
  { struggles }: Client,
): Severities => vocabulary.map((name) => struggles[name] ?? 0);

/** Looks at a group as it would be. */
export const gatesOf = (instance: Instance, group: Group, members: readonly Client[]): Gated => {
  const similarity = similarityIn(instance);
  const rows = members.map((member) => severitiesOf(instance, member));
  const focus = focusOf(rows, similarity);
  const faultline = faultlineAmong(members);
  const newcomers = members.filter(({ level }) => level === 'newcomer');
  const idsOf = (list: readonly Client[]) => list.map(({ id }) => id);
  const lonely = newcomers.filter((one) => !hasSenior(one, { members, rows, similarity }));
  const flag = (gate: Gate, is: boolean, clients: readonly string[]) => (is ? [{ gate, clients }] : []);
  return {
    ...{ group: group.id, focus, faultline },
    flags: [
      ...flag('peers', focus.alarmed.length > 0, focus.alarmed.flatMap((index) => members[index]?.id ?? [])),
      ...flag('senior', group.kind === 'slow-open' && lonely.length > 0, idsOf(lonely)),
      ...flag('newcomers', newcomers.length > Math.floor(members.length / 2), idsOf(newcomers)),
      ...flag('faultline', (faultline ?? 0) >= STRONG_FAULTLINE, idsOf(members)),
      ...flag('breadth', focus.band === 'broad', idsOf(members)),
    ],
  };
}; // biome-ignore format: one gate a line

type Room = {
  readonly members: readonly Client[];
  readonly rows: readonly Severities[];
  readonly similarity: Similarity;
};

const hasSenior = (newcomer: Client, { members, rows, similarity }: Room): boolean => {
  const own = rows[members.indexOf(newcomer)] ?? [];
  return members.some(
    ({ level }, index) =>
      level === 'senior' && similarityOf(own, rows[index] ?? [], similarity) >= FOCUS_POLICY.relatableFrom,
  );
};

/** Each attribute as columns of 0 and 1; age, where everybody told it, as one scaled to the group's own spread. */
const faultlineAmong = (members: readonly Client[]): number | undefined => {
  const names = [...new Set(members.flatMap(({ attributes }) => Object.keys(attributes)))].sort();
  if (members.length < 4 || members.length > MOST_SPLIT || names.length < 2) return undefined;
  const columns = names.flatMap((name) => {
    const values = [...new Set(members.map(({ attributes }) => attributes[name] ?? ''))].sort();
    return (values.length > 2 ? values : values.slice(1)).map((value) =>
      members.map(({ attributes }) => ((attributes[name] ?? '') === value ? 1 : 0)),
    );
  });
  return faultlineOf(members.map((_, index) => columns.map((column) => column[index] ?? 0)));
};
