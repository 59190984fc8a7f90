import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { compareTexts } from '../../platform/compare.ts';
import type { Db } from '../../platform/db.ts';
import { notFound } from '../../platform/http/errors.ts';
import { readMarkdown } from '../../platform/markdown.ts';
import type { Frame } from '../../ui/frame.ts';
import type { Html } from '../../ui/html.ts';
import { urls } from '../../urls.ts';
import * as actions from './actions.ts';
import { readBody, readOver, readPair, readPlace, readTold, readVersion } from './forms.ts';
import { previewBar } from './pages/preview.ts';
import { versionsPage } from './pages/versions.ts';
import { type EditorView, editorPage, placesPage } from './pages.ts';
import { PLACE_FACTS, type Place, wordsWithoutYou } from './places.ts';
import { type ShownWords, withDraft } from './shown.ts';
import * as store from './store.ts';

export type WordsDeps = {
  readonly db: Db;
  /** The public page on which a place stands, saying these words; wired in routes.ts of the whole. */
  readonly pageOf: (place: Place, frame: Frame, shown: ShownWords) => Promise<Html>;
};

const DESK = { config: { access: 'desk' } } as const;
const OWNER = { config: { access: 'owner' } } as const;

/** The practice's own words: written as a draft, looked at on their page, published, compared, brought back. */
export const wordsRoutes =
  (deps: WordsDeps): FastifyPluginAsync =>
  async (app) => {
    app.get(urls.practiceWords(), DESK, (request, reply) => places(deps, request, reply));
    app.get(urls.practiceWordsAt(':place'), DESK, (request, reply) => edit(deps, request, reply));
    app.post(urls.practiceWordsAt(':place'), OWNER, (request, reply) => save(deps, request, reply));
    app.get(urls.practiceWordsPreview(':place'), DESK, (request, reply) => preview(deps, request, reply));
    app.post(urls.practiceWordsPublication(':place'), OWNER, (request, reply) =>
      publish(deps, request, reply),
    );
    app.post(urls.practiceWordsDraftRemoval(':place'), OWNER, async (request, reply) => {
      await actions.throwDraftAway(deps.db, writingOf(request));
      return reply.seeOther(urls.practiceWords({ told: 'thrown-away' }));
    });
    app.get(urls.practiceWordsVersions(':place'), DESK, (request, reply) => versions(deps, request, reply));
    app.post(urls.practiceWordsReturn(':place'), OWNER, (request, reply) => bringBack(deps, request, reply));
  };

const placeOf = (request: FastifyRequest): Place => readPlace(request.params) ?? notFound();
const mayChange = (request: FastifyRequest) => request.signedIn?.roles.includes('owner') === true;

const writingOf = (request: FastifyRequest): actions.Writing => {
  const { personId, name } = request.signedIn ?? notFound();
  return { practiceId: request.practice.id, place: placeOf(request), by: { personId, name } };
};

const places = async ({ db }: WordsDeps, request: FastifyRequest, reply: FastifyReply) => {
  const { id } = request.practice;
  const [standing, drafts] = await Promise.all([store.standing(db.sql, id), store.draftsOf(db.sql, id)]);
  const view = {
    standing: new Map(standing.map((version) => [version.place, version])),
    drafts: new Map(drafts.map((draft) => [draft.place, draft])),
    told: readTold(request.query),
  };
  return reply.page(placesPage(await request.frame(), view));
};

const drawEditor = async (
  { db }: WordsDeps,
  request: FastifyRequest,
  told: Pick<EditorView, 'typed' | 'refusal'> = {},
) => {
  const place = placeOf(request);
  const { id, name } = request.practice;
  const [[version], draft] = await Promise.all([
    store.versionsOf(db.sql, id, place),
    store.draftOf(db.sql, id, place),
  ]);
  const said = actions.saidAs(place, version?.body ?? '', name);
  const withoutYou = wordsWithoutYou(place, name);
  const view = { place, said, withoutYou, version, draft, mayChange: mayChange(request), ...told };
  return editorPage(await request.frame(), view);
};

const edit = async (deps: WordsDeps, request: FastifyRequest, reply: FastifyReply) =>
  reply.page(await drawEditor(deps, request));

const save = async (deps: WordsDeps, request: FastifyRequest, reply: FastifyReply) => {
  const typed = readBody(request.body);
  const writing = writingOf(request);
  const written = await actions.writeDraft(deps.db, writing, typed);
  if (written.ok) return reply.seeOther(urls.practiceWordsPreview(writing.place));
  return reply.page(await drawEditor(deps, request, { typed, refusal: written.refusal }), 422);
};

/** The page of a place with its draft; without a draft, as it stands. */
const drawPreview = async (deps: WordsDeps, request: FastifyRequest, publishedMeanwhile = false) => {
  const { db, pageOf } = deps;
  const { practice } = request;
  const place = placeOf(request);
  const [draft, [newest], words] = await Promise.all([
    store.draftOf(db.sql, practice.id, place),
    store.versionsOf(db.sql, practice.id, place),
    actions.wordsOf(db, practice),
  ]);
  const body = draft?.body ?? newest?.body ?? '';
  const shown = withDraft(words, place, actions.saidAs(place, body, practice.name));
  const bar = previewBar({
    place,
    over: newest?.version ?? 0,
    leftOut: readMarkdown(body).leftOut,
    empties: body === '',
    mayChange: mayChange(request) && draft !== undefined,
    publishedMeanwhile,
  });
  const frame = { ...(await request.frame()), preview: { of: PLACE_FACTS[place].name, bar } };
  return pageOf(place, frame, { words: shown, practice });
};

const preview = async (deps: WordsDeps, request: FastifyRequest, reply: FastifyReply) =>
  reply.page(await drawPreview(deps, request));

const publish = async (deps: WordsDeps, request: FastifyRequest, reply: FastifyReply) => {
  const published = await actions.publishDraft(deps.db, writingOf(request), readOver(request.body));
  if (published.ok) return reply.seeOther(urls.practiceWords({ told: 'published' }));
  // Pressed twice, or thrown away in another window: the page of words says how it stands.
  if (published.refusal.because === 'no-draft') return reply.seeOther(urls.practiceWords());
  return reply.page(await drawPreview(deps, request, true), 409);
};

const drawVersions = async ({ db }: WordsDeps, request: FastifyRequest, publishedMeanwhile = false) => {
  const place = placeOf(request);
  const all = await store.versionsOf(db.sql, request.practice.id, place);
  const [newest] = all;
  if (!newest) return notFound();
  const textOf = (version: number): string | undefined => {
    const body = version === 0 ? '' : all.find((one) => one.version === version)?.body;
    return body === '' ? wordsWithoutYou(place, request.practice.name) : body;
  };
  const { from = newest.version - 1, to = newest.version } = readPair(request.query);
  const [before, after] = [textOf(from), textOf(to)];
  if (before === undefined || after === undefined) return notFound();
  const changes = compareTexts(before, after);
  const view = { place, versions: all, from, to, changes, mayChange: mayChange(request), publishedMeanwhile };
  return versionsPage(await request.frame(), view);
};

const versions = async (deps: WordsDeps, request: FastifyRequest, reply: FastifyReply) =>
  reply.page(await drawVersions(deps, request));

const bringBack = async (deps: WordsDeps, request: FastifyRequest, reply: FastifyReply) => {
  const version = readVersion(request.body) ?? notFound();
  const back = await actions.bringBack(deps.db, writingOf(request), {
    version,
    over: readOver(request.body),
  });
  if (back.ok) return reply.seeOther(urls.practiceWords({ told: 'back' }));
  if (back.refusal.because === 'no-version') return notFound();
  return reply.page(await drawVersions(deps, request, true), 409);
};
