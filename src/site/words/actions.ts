import type { Practice } from '../../identity/practice/public.ts';
import type { PracticeId } from '../../kernel/id.ts';
import { accept, type Result, refuse } from '../../kernel/result.ts';
import type { Db } from '../../platform/db.ts';
import { readMarkdown } from '../../platform/markdown.ts';
import { judgeWords, type WordsRefusal } from './judge.ts';
import { PLACE_FACTS, type Place, wordsWithoutYou } from './places.ts';
import { type Said, type Words, wordsBy } from './shown.ts';
import * as store from './store.ts';

const KEPT_MS = 1_000;

type Kept = { readonly since: number; readonly bodies: Promise<ReadonlyMap<Place, string>> };
const kept = new WeakMap<Db, Map<PracticeId, Kept>>();

const bodiesOf = (db: Db, practiceId: PracticeId): Promise<ReadonlyMap<Place, string>> => {
  const ofDb = kept.get(db) ?? new Map<PracticeId, Kept>();
  kept.set(db, ofDb);
  const known = ofDb.get(practiceId);
  if (known && performance.now() - known.since < KEPT_MS) return known.bodies;
  const bodies = store
    .standing(db.sql, practiceId)
    .then((versions) => new Map(versions.map(({ place, body }) => [place, body])));
  ofDb.set(practiceId, { since: performance.now(), bodies });
  bodies.catch(() => ofDb.delete(practiceId));
  return bodies;
};

/** Texts that were read lately: a page in a rush reads its Markdown once. */
const read = new Map<string, Said['blocks']>();
const READ_AT_MOST = 200;

const blocksOf = (place: Place, text: string): Said['blocks'] => {
  if (text === '') return [];
  if (PLACE_FACTS[place].shape === 'line') return [{ kind: 'paragraph', parts: [{ kind: 'text', text }] }];
  const known = read.get(text);
  if (known) return known;
  const { blocks } = readMarkdown(text);
  if (read.size >= READ_AT_MOST) read.clear();
  read.set(text, blocks);
  return blocks;
};

/** A text as its place shows it; empty words leave the place to ours. */
export const saidAs = (place: Place, body: string, practiceName: string): Said => {
  const own = body !== '';
  const text = own ? body : wordsWithoutYou(place, practiceName);
  return { text, blocks: blocksOf(place, text), own };
};

/** What the public pages say, at most a second old. */
export const wordsOf = async (db: Db, { id, name }: Pick<Practice, 'id' | 'name'>): Promise<Words> => {
  const bodies = await bodiesOf(db, id);
  return wordsBy((place) => saidAs(place, bodies.get(place) ?? '', name));
};

const forgetWords = (db: Db, practiceId: PracticeId) => kept.get(db)?.delete(practiceId);

export type Writing = {
  readonly practiceId: PracticeId;
  readonly place: Place;
  readonly by: store.Writer;
};

/** Keeps a text as a draft, which nobody sees but the desk. */
export const writeDraft = async (
  db: Db,
  writing: Writing,
  body: string,
): Promise<Result<undefined, WordsRefusal>> => {
  const refusal = judgeWords(writing.place, body, blocksOf(writing.place, body));
  if (refusal) return refuse(refusal);
  await store.saveDraft(db.sql, { ...writing, body });
  return accept(undefined);
};

export type PublishRefusal =
  | { readonly because: 'published-meanwhile' }
  | { readonly because: 'no-draft' }
  | { readonly because: 'no-version' };

/** Publishes the draft after version `over`, which its writer saw as the newest. */
export const publishDraft = async (
  db: Db,
  writing: Writing,
  over: number,
): Promise<Result<undefined, PublishRefusal>> => {
  const { practiceId, place } = writing;
  const outcome = await db.begin(async (tx) => {
    const draft = await store.draftOf(tx, practiceId, place);
    if (!draft) return refuse({ because: 'no-draft' as const });
    if (!(await store.publish(tx, { ...writing, body: draft.body }, { over, broughtBack: null })))
      return refuse({ because: 'published-meanwhile' as const });
    await store.dropDraft(tx, practiceId, place);
    return accept(undefined);
  });
  forgetWords(db, practiceId);
  return outcome;
};

/** Publishes an earlier version's words again, as a version of its own; 0 brings back what stood there without the practice. */
export const bringBack = async (
  db: Db,
  writing: Writing,
  { version, over }: { readonly version: number; readonly over: number },
): Promise<Result<undefined, PublishRefusal>> => {
  const { practiceId, place } = writing;
  const outcome = await db.begin(async (tx) => {
    const versions = await store.versionsOf(tx, practiceId, place);
    const body = version === 0 ? '' : versions.find((one) => one.version === version)?.body;
    if (body === undefined) return refuse({ because: 'no-version' as const });
    return (await store.publish(tx, { ...writing, body }, { over, broughtBack: version }))
      ? accept(undefined)
      : refuse({ because: 'published-meanwhile' as const });
  });
  forgetWords(db, practiceId);
  return outcome;
};

export const throwDraftAway = (db: Db, { practiceId, place }: Writing) =>
  store.dropDraft(db.sql, practiceId, place);
