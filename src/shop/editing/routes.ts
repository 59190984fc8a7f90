import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { notFound } from '../../platform/http/errors.ts';
import { urls } from '../../urls.ts';
import { beginGroup, copyGroup, dropDraft, type Edited, stateOf } from './actions.ts';
import { type ById, type ByPart, type EditingDeps, editorOf, groupOf } from './asked-routes.ts';
import { readBegin, readFormVersion } from './forms.ts';
import { showOverview } from './overview-routes.ts';
import { beginPage, removalPage } from './pages/begin.ts';
import { savePartRoute, showPart } from './part-routes.ts';
import { groupsToCopy } from './store.ts';

const DESK = { config: { access: 'desk' } } as const;

/** Writing groups at the desk: begin, copy, the parts of the form, dropping a draft. */
export const editingRoutes =
  (deps: EditingDeps): FastifyPluginAsync =>
  async (app) => {
    app.get(urls.deskGroupNew(), DESK, (request, reply) => showBegin(deps, request, reply));
    app.post(urls.deskGroupNew(), DESK, (request, reply) => begin(deps, request, reply));
    app.post<ById>(urls.deskGroupCopy(':id'), DESK, (request, reply) => copy(deps, request, reply));
    app.get<ById>(urls.deskGroupEdit(':id'), DESK, (request, reply) => showOverview(deps, request, reply));
    app.get<ByPart>(urls.deskGroupPart(':id', ':part'), DESK, (request, reply) =>
      showPart(deps, request, reply),
    );
    app.post<ByPart>(urls.deskGroupPart(':id', ':part'), DESK, (request, reply) =>
      savePartRoute(deps, request, reply),
    );
    app.get<ById>(urls.deskGroupDraftRemoval(':id'), DESK, (request, reply) =>
      showRemoval(deps, request, reply),
    );
    app.post<ById>(urls.deskGroupDraftRemoval(':id'), DESK, (request, reply) => remove(deps, request, reply));
  };

const showBegin = async (deps: EditingDeps, request: FastifyRequest, reply: FastifyReply) => {
  const groups = await groupsToCopy(deps.db.sql, request.practice.id);
  const { from } = readBegin(request.query).typed;
  return reply.page(beginPage(await request.frame(), { typed: { from: from ?? '' }, errors: {}, groups }));
};

const begin = async (deps: EditingDeps, request: FastifyRequest, reply: FastifyReply) => {
  const input = readBegin(request.body);
  if (!input.ok) {
    const groups = await groupsToCopy(deps.db.sql, request.practice.id);
    return reply.page(beginPage(await request.frame(), { ...input, groups }), 422);
  }
  const { name, from } = input;
  const editor = editorOf(request);
  const id =
    from === undefined
      ? await beginGroup(deps.db, editor, name)
      : await copyGroup(deps.db, editor, from, name);
  return reply.seeOther(urls.deskGroupEdit(id ?? notFound()));
};

const copy = async (deps: EditingDeps, request: FastifyRequest<ById>, reply: FastifyReply) => {
  const { offeringId } = await groupOf(deps, request);
  const id = await copyGroup(deps.db, editorOf(request), offeringId);
  return reply.seeOther(urls.deskGroupEdit(id ?? notFound()));
};

const showRemoval = async (deps: EditingDeps, request: FastifyRequest<ById>, reply: FastifyReply) => {
  const group = await groupOf(deps, request);
  if (!group.draft?.content) return reply.callNotFound();
  return reply.page(removalPage(await request.frame(), removalOf(group, false)));
};

const removalOf = (group: Edited, changed: boolean) => {
  const { offeringId, content, draft, printed } = group;
  return {
    offeringId,
    name: content.name,
    state: stateOf(group),
    version: draft?.version ?? 0,
    printed: printed?.number,
    changed,
  };
};

const remove = async (deps: EditingDeps, request: FastifyRequest<ById>, reply: FastifyReply) => {
  const group = await groupOf(deps, request);
  const version = readFormVersion(request.body);
  if (await dropDraft(deps.db, editorOf(request), group.offeringId, version))
    return reply.seeOther(group.printed ? urls.deskGroupEdit(group.offeringId) : urls.deskGroups());
  const fresh = await groupOf(deps, request);
  if (!fresh.draft?.content) return reply.callNotFound();
  return reply.page(removalPage(await request.frame(), removalOf(fresh, true)), 409);
};
