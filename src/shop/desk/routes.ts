import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { Practice } from '../../identity/practice/public.ts';
import type { PracticeId } from '../../kernel/id.ts';
import type { Need } from '../../kernel/need.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Db } from '../../platform/db.ts';
import { urls } from '../../urls.ts';
import { type Meeting, nextMeetings } from '../catalogue/public.ts';
import { unprintedDrafts } from '../editing/public.ts';
import { readGroupId, readPage } from './forms.ts';
import { groupPage, groupsPage, todayPage } from './pages.ts';
import { type Enrolment, roster } from './roster.ts';
import * as store from './store.ts';

export type DeskDeps = {
  readonly db: Db;
  /** What every slice has for a person to do; wired in needs.ts of the whole. */
  readonly needsOf: (practiceId: PracticeId, now: Instant) => Promise<readonly Need[]>;
  /** How many things are missing before the practice can open; wired in routes.ts of the whole. */
  readonly missingToOpen: (viewing: {
    readonly practice: Practice;
    readonly personId: string;
  }) => Promise<number>;
  /** Care's roster as this person may see it; wired in routes.ts of the whole, because the shop does not know care. */
  readonly enrolmentsOf: (
    viewing: { readonly practiceId: PracticeId; readonly personId: string },
    groupId: string,
  ) => Promise<readonly Enrolment[]>;
};

const PAGE = 50;
const DECIDE_WITHIN_DAYS = 14;

export const deskRoutes =
  (deps: DeskDeps): FastifyPluginAsync =>
  async (app) => {
    const desk = { config: { access: 'desk' } } as const;
    app.get(urls.desk(), desk, (request, reply) => today(deps, request, reply));
    app.get(urls.deskGroups(), desk, (request, reply) => groups(deps, request, reply));
    app.get(urls.deskGroup(':id'), desk, (request, reply) => group(deps, request, reply));
  };

const today = async (
  { db, needsOf, missingToOpen }: DeskDeps,
  request: FastifyRequest,
  reply: FastifyReply,
) => {
  const { id, zone } = request.practice;
  const now = await store.now(db.sql);
  const day = now.toZonedDateTimeISO(zone);
  const [needs, ordersToday, toDecide, onThisDay] = await Promise.all([
    needsOf(id, now),
    store.ordersSince(db.sql, id, day.startOfDay().toInstant()),
    store.groupsToDecide(db.sql, id, day.toPlainDate().add({ days: DECIDE_WITHIN_DAYS }), 20),
    store.groupsOnDay(db.sql, id, day.toPlainDate()),
  ]);
  const until = day.startOfDay().add({ days: 1 }).toInstant();
  const meetings = onThisDay.flatMap((row) => {
    const next = nextMeetings(row.schedule, day.startOfDay().toInstant(), 1)[0];
    return next && next.startsAt.epochMilliseconds < until.epochMilliseconds
      ? [{ ...row, meeting: next }]
      : [];
  });
  const { practice, signedIn } = request;
  const isOwner = signedIn?.roles.includes('owner') ?? false;
  const missing = isOwner && signedIn ? await missingToOpen({ practice, personId: signedIn.personId }) : 0;
  const view = { missing, now, needs, owner: isOwner, ordersToday, toDecide, meetings };
  return reply.page(todayPage(await request.frame(), view));
};

const nextOf = (row: store.GroupRow, now: Instant): Meeting | undefined =>
  nextMeetings(row.schedule, now, 1)[0];

const groups = async ({ db }: DeskDeps, request: FastifyRequest, reply: FastifyReply) => {
  const practiceId = request.practice.id;
  const page = readPage(request.query);
  const [now, drafts, count, rows] = await Promise.all([
    store.now(db.sql),
    unprintedDrafts(db.sql, practiceId),
    store.countGroups(db.sql, practiceId),
    store.groupsPage(db.sql, practiceId, { limit: PAGE, offset: (page - 1) * PAGE }),
  ]);
  const shown = rows.map((row) => ({ ...row, next: nextOf(row, now) }));
  const view = { now, drafts, rows: shown, count, page, pages: Math.max(1, Math.ceil(count / PAGE)) };
  return reply.page(groupsPage(await request.frame(), view));
};

const group = async ({ db, enrolmentsOf }: DeskDeps, request: FastifyRequest, reply: FastifyReply) => {
  const practiceId = request.practice.id;
  const id = readGroupId(request.params);
  const row = id && (await store.groupById(db.sql, practiceId, id));
  if (!row || !request.signedIn) return reply.callNotFound();
  const [now, seats, enrolments] = await Promise.all([
    store.now(db.sql),
    store.seatsOf(db.sql, practiceId, row.id),
    enrolmentsOf({ practiceId, personId: request.signedIn.personId }, row.id),
  ]);
  const view = { now, group: { ...row, next: nextOf(row, now) }, roster: roster(seats, enrolments) };
  return reply.page(groupPage(await request.frame(), view));
};
