import type { FastifyReply, FastifyRequest } from 'fastify';
import { parseId } from '../../kernel/id.ts';
import { notFound } from '../../platform/http/errors.ts';
import { urls } from '../../urls.ts';
import { facilitatorsOf, groupPreview } from '../catalogue/public.ts';
import * as editing from '../editing/public.ts';
import { bringBack, type PublishingDeps } from './actions.ts';
import { readHistory, readNumber } from './forms.ts';
import { happeningWords, personOf } from './happenings.ts';
import { listingOf } from './listing-of.ts';
import { namesOf } from './names-actions.ts';
import { historyPage, versionPage } from './pages/history.ts';
import * as store from './store.ts';

type ById = { Params: { id: string } };
type ByNumber = { Params: { id: string; number: string } };

const VERSIONS = 10;
const HAPPENINGS = 50;
const NEWEST = 10_000_000;

/** A group that went to print, and who asks. */
const open = async ({ db }: PublishingDeps, request: FastifyRequest<ById>) => {
  const offeringId = parseId<'offering'>(request.params.id) ?? notFound();
  const key = { practiceId: request.practice.id, offeringId };
  const group = (await editing.editedGroup(db.sql, key)) ?? notFound();
  const printed = group.printed ?? notFound();
  const editor = { practiceId: key.practiceId, personId: request.signedIn?.personId ?? notFound() };
  const head = { offeringId, name: group.content.name, state: editing.stateOf(group) };
  return { key, group, printed, editor, head, look: await editing.lookOf(db.sql, request.practice, group) };
};

export const showHistory = async (
  deps: PublishingDeps,
  request: FastifyRequest<ById>,
  reply: FastifyReply,
) => {
  const { sql } = deps.db;
  const { key, editor, head, look } = await open(deps, request);
  const { from = NEWEST, done } = readHistory(request.query);
  const versions = await store.versionsOf(sql, key, { from, limit: VERSIONS + 1 });
  const happened = from === NEWEST ? await store.happeningsOf(sql, key, HAPPENINGS) : [];
  const actors = happened.map(({ actor }) => personOf(actor));
  const nameOf = await namesOf(deps.db, editor, [...versions.map(({ byPerson }) => byPerson), ...actors]);
  const lines = versions.slice(0, VERSIONS).map(({ number, at, byPerson, content }, index) => {
    const before = versions[index + 1];
    const differences =
      before && editing.differencesBetween(editing.asDraft(before.content), editing.asDraft(content), look);
    return { number, at, by: nameOf(byPerson), differences };
  });
  const happenings = happened.map(({ at, actor, because, became }) => ({
    at,
    by: nameOf(personOf(actor)),
    words: happeningWords(because, became),
  }));
  const older = versions[VERSIONS]?.number;
  return reply.page(
    historyPage(await request.frame(), { ...head, versions: lines, older, happenings, done }),
  );
};

export const showVersion = async (
  deps: PublishingDeps,
  request: FastifyRequest<ByNumber>,
  reply: FastifyReply,
) => {
  const { sql } = deps.db;
  const { practice } = request;
  const { key, group, printed, editor, head, look } = await open(deps, request);
  const number = readNumber(request.params.number) ?? notFound();
  const [version] = await store.versionsOf(sql, key, { from: number, limit: 1 });
  if (version?.number !== number) return reply.callNotFound();
  const content = editing.asDraft(version.content);
  const facilitators = await facilitatorsOf(sql, practice.id, { retired: true });
  const listing = listingOf({ group, content, facilitators, currency: printed.currency }) ?? notFound();
  const frame = await request.frame();
  const page = versionPage(frame, {
    ...head,
    ...{ number, newest: printed.number, at: version.at },
    by: (await namesOf(deps.db, editor, [version.byPerson]))(version.byPerson),
    differences: editing.differencesBetween(content, printed.content, look),
    hasDraft: group.draft?.content !== undefined,
    body: groupPreview(frame, listing, await store.databaseNow(sql)),
  });
  return reply.page(page);
};

export const bringBackRoute = async (
  deps: PublishingDeps,
  request: FastifyRequest<ByNumber>,
  reply: FastifyReply,
) => {
  const { editor, head } = await open(deps, request);
  const number = readNumber(request.params.number) ?? notFound();
  if (!(await bringBack(deps.db, editor, { offeringId: head.offeringId, number })))
    return reply.callNotFound();
  return reply.seeOther(urls.deskGroupEdit(head.offeringId));
};
