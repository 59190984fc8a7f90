import type { FastifyReply, FastifyRequest } from 'fastify';
import { nameOf, stateOf } from './actions.ts';
import { type ById, type EditingDeps, editorOf, groupOf } from './asked-routes.ts';
import { factsOf } from './facts-actions.ts';
import { readSaved } from './forms.ts';
import { lacksOf } from './lacks.ts';
import { lookOf } from './look-store.ts';
import { overviewPage } from './pages/overview.ts';

/** The parts of a group's form, each with what it says and what it lacks. */
export const showOverview = async (deps: EditingDeps, request: FastifyRequest<ById>, reply: FastifyReply) => {
  const group = await groupOf(deps, request);
  const { draft, printed, content, offeringId } = group;
  const facts = await factsOf(deps.db.sql, request.practice.id, group);
  const view = {
    offeringId,
    content,
    state: stateOf(group),
    changed: draft?.content && {
      at: draft.changedAt,
      by: await nameOf(deps.db, editorOf(request), draft.changedBy),
    },
    printed: printed?.number,
    lacks: lacksOf(content, facts),
    look: await lookOf(deps.db.sql, request.practice, group),
    saved: readSaved(request.query),
  };
  return reply.page(overviewPage(await request.frame(), view));
};
