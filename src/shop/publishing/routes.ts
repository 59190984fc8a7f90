import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { parseId } from '../../kernel/id.ts';
import { notFound } from '../../platform/http/errors.ts';
import { urls } from '../../urls.ts';
import { facilitatorsOf, groupPreview } from '../catalogue/public.ts';
import type { Edited } from '../editing/public.ts';
import * as editing from '../editing/public.ts';
import { type PublishingDeps, publishDraft, review, turnGroup } from './actions.ts';
import { readWish } from './forms.ts';
import { bringBackRoute, showHistory, showVersion } from './history-routes.ts';
import { listingOf } from './listing-of.ts';
import { nameOf } from './names-actions.ts';
import { datesPage } from './pages/dates.ts';
import { previewPage } from './pages/preview.ts';
import { type ReviewRefusal, reviewPage } from './pages/review.ts';
import { turnPage } from './pages/turn.ts';
import * as store from './store.ts';
import { canTurn, isTurn, type Turn } from './turns.ts';

const DESK = { config: { access: 'desk' } } as const;

export type ById = { Params: { id: string } };
export type ByNumber = { Params: { id: string; number: string } };
type ByTurn = { Params: { id: string; turn: string } };

/** What is done with a group that is written: look at it, publish it, close it, go back to an older version. */
export const publishingRoutes =
  (deps: PublishingDeps): FastifyPluginAsync =>
  async (app) => {
    app.get<ById>(urls.deskGroupPreview(':id'), DESK, (request, reply) => showPreview(deps, request, reply));
    app.get<ById>(urls.deskGroupDates(':id'), DESK, (request, reply) => showDates(deps, request, reply));
    app.get<ById>(urls.deskGroupPublication(':id'), DESK, (request, reply) =>
      showReview(deps, request, reply),
    );
    app.post<ById>(urls.deskGroupPublication(':id'), DESK, (request, reply) => publish(deps, request, reply));
    app.get<ByTurn>(urls.deskGroupTurn(':id', ':turn'), DESK, (request, reply) =>
      showTurn(deps, request, reply),
    );
    app.post<ByTurn>(urls.deskGroupTurn(':id', ':turn'), DESK, (request, reply) =>
      turn(deps, request, reply),
    );
    app.get<ById>(urls.deskGroupHistory(':id'), DESK, (request, reply) => showHistory(deps, request, reply));
    app.get<ByNumber>(urls.deskGroupVersion(':id', ':number'), DESK, (request, reply) =>
      showVersion(deps, request, reply),
    );
    app.post<ByNumber>(urls.deskGroupVersionDraft(':id', ':number'), DESK, (request, reply) =>
      bringBackRoute(deps, request, reply),
    );
  };

const editorOf = ({ practice, signedIn }: FastifyRequest) => ({
  practiceId: practice.id,
  personId: signedIn?.personId ?? notFound(),
});

const groupOf = async ({ db }: PublishingDeps, request: FastifyRequest<ById>): Promise<Edited> => {
  const offeringId = parseId<'offering'>(request.params.id) ?? notFound();
  return (await editing.editedGroup(db.sql, { practiceId: request.practice.id, offeringId })) ?? notFound();
};

const headOf = (group: Edited) => ({
  offeringId: group.offeringId,
  name: group.content.name,
  state: editing.stateOf(group),
  hasDraft: group.draft?.content !== undefined,
});

const showPreview = async (deps: PublishingDeps, request: FastifyRequest<ById>, reply: FastifyReply) => {
  const { sql } = deps.db;
  const { practice } = request;
  const group = await groupOf(deps, request);
  const frame = await request.frame();
  const listing = listingOf({
    ...{ group, content: group.content, currency: group.printed?.currency ?? practice.currency },
    facilitators: await facilitatorsOf(sql, practice.id),
  });
  const body = listing && groupPreview(frame, listing, await store.databaseNow(sql));
  const lacks = editing.lacksOf(group.content, await editing.factsOf(sql, practice.id, group));
  return reply.page(previewPage(frame, { ...headOf(group), body, lacks }));
};

const showDates = async (deps: PublishingDeps, request: FastifyRequest<ById>, reply: FastifyReply) => {
  const group = await groupOf(deps, request);
  const now = await store.databaseNow(deps.db.sql);
  return reply.page(
    datesPage(await request.frame(), { ...headOf(group), schedule: group.content.schedule, now }),
  );
};

const drawReview = async (
  deps: PublishingDeps,
  request: FastifyRequest<ById>,
  refusal: ReviewRefusal | undefined,
) => {
  const { practice } = request;
  const group = await groupOf(deps, request);
  const { sql } = deps.db;
  const seen = await review(sql, practice.id, group);
  const look = await editing.lookOf(sql, practice, group);
  const { printed, content, draft } = group;
  return reviewPage(await request.frame(), {
    ...headOf(group),
    ...seen,
    zone: content.schedule?.zone ?? practice.zone,
    version: draft?.version ?? 0,
    differences: printed && editing.differencesBetween(printed.content, content, look),
    refusal,
  });
};

const showReview = async (deps: PublishingDeps, request: FastifyRequest<ById>, reply: FastifyReply) =>
  reply.page(await drawReview(deps, request, undefined));

const publish = async (deps: PublishingDeps, request: FastifyRequest<ById>, reply: FastifyReply) => {
  const { offeringId } = await groupOf(deps, request);
  const editor = editorOf(request);
  const wish = { offeringId, ...readWish(request.body) };
  const published = await publishDraft(deps, editor, request.practice, wish);
  if (published.ok) return reply.seeOther(urls.deskGroupHistory(offeringId, { done: 'published' }));
  const { refusal } = published;
  const told =
    refusal.because === 'changed-meanwhile'
      ? { ...refusal, by: await nameOf(deps.db, editor, refusal.by) }
      : refusal;
  return reply.page(await drawReview(deps, request, told), 409);
};

const drawTurn = async (
  deps: PublishingDeps,
  request: FastifyRequest<ByTurn>,
  wish: Turn,
  refused: boolean,
) => {
  const group = await groupOf(deps, request);
  const key = { practiceId: request.practice.id, offeringId: group.offeringId };
  const touched = (await store.touchedBy(deps.db.sql, key)) ?? notFound();
  return { group, page: turnPage(await request.frame(), { ...headOf(group), turn: wish, touched, refused }) };
};

const showTurn = async (deps: PublishingDeps, request: FastifyRequest<ByTurn>, reply: FastifyReply) => {
  const wish = request.params.turn;
  if (!isTurn(wish)) return reply.callNotFound();
  const { group, page } = await drawTurn(deps, request, wish, false);
  if (!group.printed || !canTurn(wish, group.printed.state))
    return reply.seeOther(urls.deskGroupEdit(group.offeringId));
  return reply.page(page);
};

const turn = async (deps: PublishingDeps, request: FastifyRequest<ByTurn>, reply: FastifyReply) => {
  const wish = request.params.turn;
  if (!isTurn(wish)) return reply.callNotFound();
  const { offeringId } = await groupOf(deps, request);
  const turned = await turnGroup(deps.db, editorOf(request), { offeringId, turn: wish });
  if (turned.ok) return reply.seeOther(urls.deskGroupHistory(offeringId, { done: 'turned' }));
  return reply.page((await drawTurn(deps, request, wish, true)).page, 409);
};
