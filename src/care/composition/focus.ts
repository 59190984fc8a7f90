/** Severities of one person, 0 to 10, one for each entry of the vocabulary, in its order. */
export type Severities = readonly number[];

/** Similarity of the vocabulary's entries: symmetric, 1 on the diagonal, 0 to 1 beside it. */
export type Similarity = readonly (readonly number[])[];

export type Breadth = {
  /** Effective number of struggles in the room: exp of the entropy of the severity-weighted mean share. */
  readonly gamma: number;
  /** Effective number of struggles within one member. */
  readonly alpha: number;
  /** gamma / alpha: effective number of different member profiles. What stops people relating is this, not gamma. */
  readonly beta: number;
};

export type Band = 'focused' | 'watch' | 'broad';

export type Focus = Breadth & {
  /** 0 to 1: how much of the room's burden is shared, pair by pair, weighted by severity. */
  readonly index: number;
  readonly band: Band;
  /** For each member: how many others are relatable (similarity of at least 0.5). */
  readonly peers: readonly number[];
  /** For each member: the mean similarity to the others; 0 for somebody alone. */
  readonly relatability: readonly number[];
  /** Members with fewer than two relatable peers. The mean can hide one person, so this alarm is its own. */
  readonly alarmed: readonly number[];
};

/** The practice's policy, not science: thresholds are not from the literature, and the page says so. */
export type FocusPolicy = {
  readonly relatableFrom: number;
  readonly peersNeeded: number;
  readonly focusedFrom: number;
  readonly broadBelow: number;
};

export const FOCUS_POLICY: FocusPolicy = {
  relatableFrom: 0.5,
  peersNeeded: 2,
  focusedFrom: 0.6,
  broadBelow: 0.4,
};

/**
 * How focused a group is. Source: reference on group composition, section c.4: cosine similarity in the metric of the
 * vocabulary, the index weighted by severity. A member without any struggle counts with similarity 0.
 */
export const focusOf = (
  members: readonly Severities[],
  similarity: Similarity,
  policy: FocusPolicy = FOCUS_POLICY,
): Focus => {
  const near = members.map((one) => members.map((other) => similarityOf(one, other, similarity)));
  const index = indexOf(members.map(sum), near);
  const others = near.map((row, i) => row.filter((_, j) => j !== i));
  const peers = others.map((row) => row.filter((value) => value >= policy.relatableFrom).length);
  return {
    index,
    band: bandOf(index, policy),
    peers,
    relatability: others.map((row) => (row.length === 0 ? 0 : sum(row) / row.length)),
    alarmed: peers.flatMap((count, i) => (count < policy.peersNeeded ? [i] : [])),
    ...breadthOf(members),
  };
};

/** Cosine of two people's severities in the metric of the vocabulary: 0 shares nothing, 1 the same mixture. */
export const similarityOf = (one: Severities, other: Severities, similarity: Similarity): number => {
  const norm = Math.sqrt(product(one, one, similarity) * product(other, other, similarity));
  return norm === 0 ? 0 : Math.min(1, product(one, other, similarity) / norm);
};

const product = (one: Severities, other: Severities, similarity: Similarity): number =>
  sum(one.map((a, i) => (a === 0 ? 0 : a * sum(other.map((b, j) => (similarity[i]?.[j] ?? 0) * b)))));

const indexOf = (weights: readonly number[], near: readonly (readonly number[])[]): number => {
  let shared = 0;
  let all = 0;
  for (const [i, row] of near.entries())
    for (let j = i + 1; j < row.length; j++) {
      const weight = (weights[i] ?? 0) * (weights[j] ?? 0);
      shared += weight * (row[j] ?? 0);
      all += weight;
    }
  return all === 0 ? 0 : shared / all;
};

const bandOf = (index: number, { focusedFrom, broadBelow }: FocusPolicy): Band => {
  if (index >= focusedFrom) return 'focused';
  return index < broadBelow ? 'broad' : 'watch';
};

const breadthOf = (members: readonly Severities[]): Breadth => {
  const weights = members.map(sum);
  const total = sum(weights);
  if (total === 0) return { gamma: 0, alpha: 0, beta: 0 };
  const entries = members[0]?.length ?? 0;
  const mean = Array.from({ length: entries }, (_, k) => sum(members.map((one) => one[k] ?? 0)) / total);
  const within = members.map((one, i) => (weights[i] ?? 0) * entropy(one, weights[i] ?? 0));
  const gamma = Math.exp(entropy(mean, 1));
  const alpha = Math.exp(sum(within) / total);
  return { gamma, alpha, beta: gamma / alpha };
};

const entropy = (parts: readonly number[], whole: number): number =>
  whole === 0 ? 0 : -sum(parts.map((part) => (part > 0 ? (part / whole) * Math.log(part / whole) : 0)));

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
