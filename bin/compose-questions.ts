// Questions about a plan that stands, each with an answer for programs and one for people.
import { z } from 'zod';
import {
  backfill,
  type Change,
  chainsFor,
  changeInWords,
  Explainer,
  type Fairness,
  fairnessOf,
  gateInWords,
  type Instance,
  judge,
  type Plan,
  type Repair,
  rebalance,
  repair,
  seatedIn,
  standingInWords,
  type Waits,
  type WaysOut,
  waysOut,
} from '../src/care/composition/public.ts';

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

export const QUESTION_OPTIONS = {
  place: text,
  backfill: text,
  rebalance: flag,
  left: text,
  focus: text,
  fairness: flag,
};

type Name = keyof typeof QUESTION_OPTIONS;
type Question = { readonly name: Name; readonly about: string };

/** The question in the options; undefined where there is none. @throws RangeError for two at once. */
export const questionIn = (values: Readonly<Record<string, unknown>>): Question | undefined => {
  const asked = (Object.keys(QUESTION_OPTIONS) as Name[]).filter((name) => values[name] !== undefined);
  if (asked.length > 1) throw new RangeError(`one question at a time: --${asked.join(' or --')}`);
  const [name] = asked;
  return name && { name, about: String(values[name]) };
};

type Answer = { readonly data: unknown; readonly words: string };
type Answered =
  | { readonly ok: true; readonly value: Answer }
  | { readonly ok: false; readonly refusal: string };

type Budget = { readonly seed: number; readonly iterations: number };

const earlierAnswer = z.object({ plan: z.record(z.string(), z.string()) });

/** @param asked `standing` is what `--json` wrote earlier; without it those who sit already are the plan. */
export const ask = (
  instance: Instance,
  { question, standing }: { readonly question: Question; readonly standing: unknown },
  budget: Budget,
): Answered => {
  const read = standing === undefined ? undefined : earlierAnswer.safeParse(standing);
  if (read?.success === false) return { ok: false, refusal: '--plan: no answer of --json' };
  const plan: Plan = read ? new Map(Object.entries(read.data.plan)) : seatedIn(instance);
  const known = new Set(instance.clients.map(({ id }) => id));
  const stranger = [...plan.keys()].find((id) => !known.has(id));
  if (stranger !== undefined) return { ok: false, refusal: `--plan: nobody knows “${stranger}”` };
  const [breach] = judge(instance, plan).breaches;
  if (breach) return { ok: false, refusal: `--plan breaks a rule in ${breach.group}: ${breach.rule}` };
  const unknown = unknownIn(instance, question);
  if (unknown) return { ok: false, refusal: unknown };
  return { ok: true, value: ANSWERS[question.name](instance, plan, { about: question.about, budget }) };
};

const unknownIn = ({ clients, groups }: Instance, { name, about }: Question): string | undefined => {
  const isClient = (id: string) => clients.some((one) => one.id === id);
  if (name === 'place' && !isClient(about)) return `--place: nobody knows “${about}”`;
  const stranger = name === 'left' ? about.split(',').find((id) => !isClient(id)) : undefined;
  if (stranger !== undefined) return `--left: nobody knows “${stranger}”`;
  if ((name === 'backfill' || name === 'focus') && !groups.some(({ id }) => id === about))
    return `--${name}: there is no group “${about}”`;
  return undefined;
};

type Given = { readonly about: string; readonly budget: Budget };

const ANSWERS: Readonly<Record<Name, (instance: Instance, plan: Plan, given: Given) => Answer>> = {
  place: (instance, plan, { about }) => {
    const standings = new Explainer(instance, plan).rank(about);
    const waits = !plan.has(about);
    const chains = waits ? chainsFor(instance, plan, about) : [];
    const words = standings.map((one) => `${one.group}: ${standingInWords(one)}`);
    return { data: { standings, chains }, words: [...words, ...titled('Chains', chains)].join('\n') };
  },
  backfill: (instance, plan, { about }) => {
    const changes = backfill(instance, plan, about);
    const words = changes.map(changeInWords).join('\n') || 'Nobody who waits could take a chair there.';
    return { data: changes, words };
  },
  rebalance: (instance, plan, { budget }) => {
    const curve = rebalance(instance, plan, budget);
    return {
      data: curve.map((point) => ({ ...point, plan: Object.fromEntries(point.plan) })),
      words: curve.map(pointInWords).join('\n'),
    };
  },
  left: (instance, plan, { about, budget }) => {
    const found = repair(instance, plan, { ...budget, left: about.split(',') });
    const data = {
      ...found,
      fills: Object.fromEntries(found.fills),
      onward: Object.fromEntries(found.onward),
      curve: found.curve.map((point) => ({ ...point, plan: Object.fromEntries(point.plan) })),
    };
    return { data, words: repairInWords(found) };
  },
  focus: (instance, plan, { about }) => {
    const found = waysOut(instance, plan, about);
    return { data: found, words: waysInWords(found) };
  },
  fairness: (instance, plan) => {
    const found = fairnessOf(instance, plan);
    return { data: found, words: fairnessInWords(found) };
  },
};

const titled = (title: string, changes: readonly Change[]): string[] =>
  changes.length === 0 ? [] : [`${title}:`, ...changes.map((one) => `  ${changeInWords(one)}`)];

const pointInWords = ({ price, moved, placed, value }: ReturnType<typeof rebalance>[number]): string =>
  `${price === Number.POSITIVE_INFINITY ? 'no move' : `${price} points a move`}: ${moved.length} moved, ${placed.length} placed, value ${value.toFixed(1)}`;

const repairInWords = ({ wounds, fills, curve, onward }: Repair): string =>
  [
    ...wounds.flatMap((wound) => [
      `${wound.group} is worth ${wound.loses.toFixed(1)} points less without ${wound.left.join(', ')}${wound.missing > 0 ? `, and lacks ${wound.missing} people` : ''}.`,
      ...(wound.themesLost.length > 0 ? [`  too few carry now: ${wound.themesLost.join(', ')}`] : []),
      ...(wound.alone.length > 0 ? [`  now the only one of a kind: ${wound.alone.join(', ')}`] : []),
      ...wound.gates.flags.map(({ gate, clients }) => `  look at: ${gateInWords(gate)} (${clients.join(', ')})`),
      ...titled('  could come', fills.get(wound.group) ?? []),
      ...(onward.get(wound.group) ?? []).map(({ client, to }) => `  if it ends: ${client} to ${to ?? 'waiting'}`),
    ]),
    ...curve.map(pointInWords),
  ].join('\n'); // biome-ignore format: a line a line

const waysInWords = ({ focus, split, narrow, subFocus, uncovered, transfers, companions }: WaysOut): string =>
  [
    `focus ${focus.index.toFixed(2)} (${focus.band}), ${focus.beta.toFixed(2)} different profiles, ${focus.alarmed.length} with too few peers`,
    ...(split ? [`split: ${split.parts.map((part, i) => `${part.join(', ')} (${split.focus[i]?.index.toFixed(2)})`).join(' | ')}`] : []),
    ...(narrow ? [`keep to ${narrow.entries.join(', ')}: ${narrow.stay.join(', ')} stay (${narrow.focus.index.toFixed(2)}); elsewhere: ${narrow.elsewhere.join(', ')}`] : []),
    ...subFocus.map(({ entry, clients }) => `a session on ${entry}: ${clients.join(', ')}`),
    ...(uncovered.length > 0 ? [`in none of these sessions: ${uncovered.join(', ')}`] : []),
    ...transfers.map(({ client, to, peersHere, peersThere }) => `${client} to ${to}: ${peersThere} peers there, ${peersHere} here`),
    ...companions.map(({ client, waits }) => `${waits} waits and would be a peer of ${client}`),
  ].join('\n'); // biome-ignore format: a line a line

const waitsInWords = ({ people, p50, p90, longest }: Waits): string =>
  `${people} people; weeks: half ${p50} or less, nine of ten ${p90} or less, longest ${longest}`;

const fairnessInWords = ({ placed, waiting, byAttribute, envies }: Fairness): string =>
  [
    `placed: ${waitsInWords(placed)}`,
    `waiting: ${waitsInWords(waiting)}`,
    ...byAttribute.map(({ name, value, placed: has, waiting: lacks }) => `${name} ${value}: placed ${waitsInWords(has)}; waiting ${waitsInWords(lacks)}`),
    ...envies.map(({ waits, placed: other, group, weeks, loss }) => `${waits} waited ${weeks} weeks longer than ${other} and could sit in ${group} for ${loss.toFixed(1)} points`),
  ].join('\n'); // biome-ignore format: a line a line
