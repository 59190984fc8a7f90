import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { BYTE_ORDER_MARK, row } from '../../kernel/csv.ts';
import type { PracticeId } from '../../kernel/id.ts';
import { notFound } from '../../platform/http/errors.ts';
import type {} from '../../request.ts';
import { urls } from '../../urls.ts';
import { unreadStatements } from '../apart/public.ts';
import { fillIn, templateOf, wrongInLetter } from '../applications/public.ts';
import {
  asStaff,
  partEntry,
  pauseEntry,
  pauseList,
  prioritise,
  priorityReason,
  removeEntry,
  resumeEntry,
  type Staff,
  type StaffRefusal,
  standing,
  wayOf,
} from './desk-actions.ts';
import * as desk from './desk-store.ts';
import type { Entry, GroupFacts } from './entry.ts';
import { readFilter, readId, readLetter, readListPause, readPause, readPriority } from './forms.ts';
import { removedSubject } from './letters.ts';
import type { WaitingDeps } from './moving-actions.ts';
import { type Done, type EntryPage, entryPage, type RemovalPage, removalPage } from './pages/desk-entry.ts';
import { groupPage } from './pages/desk-group.ts';
import { listPage } from './pages/desk-list.ts';
import { STATE_WORDS } from './pages/words.ts';
import { entryById } from './store.ts';

export type DeskWaitingDeps = WaitingDeps & {
  readonly factsOf: (practiceId: PracticeId, groupId: string) => Promise<GroupFacts>;
  /** The groups whose facilitator this person is. */
  readonly ownGroups: (viewing: Omit<Staff, 'name'>) => Promise<readonly { readonly id: string }[]>;
};

const FACILITATOR = { config: { access: 'facilitator' } } as const;
const PAGE = 50;
const MOST_IN_TABLE = 5_000;

/** The waiting room of the desk. The desk sees every list, a facilitator those of the own groups. */
export const deskWaitingRoutes =
  (deps: DeskWaitingDeps): FastifyPluginAsync =>
  async (app) => {
    app.get(urls.deskWaiting(), FACILITATOR, (request, reply) => list(deps, request, reply));
    app.get(urls.deskWaitingCsv(), FACILITATOR, (request, reply) => csv(deps, request, reply));
    app.get(urls.deskWaitingGroup(':id'), FACILITATOR, (request, reply) => group(deps, request, reply));
    app.post(urls.deskWaitingPause(':id'), FACILITATOR, (request, reply) => pauseAll(deps, request, reply));
    app.get(urls.deskEntry(':id'), FACILITATOR, (request, reply) => entry(deps, request, reply));
    app.post(urls.deskEntryPriority(':id'), FACILITATOR, (request, reply) => priority(deps, request, reply));
    app.post(urls.deskEntryPause(':id'), FACILITATOR, (request, reply) => pause(deps, request, reply));
    app.post(urls.deskEntryParting(':id'), FACILITATOR, (request, reply) => part(deps, request, reply));
    app.get(urls.deskEntryRemoval(':id'), FACILITATOR, (request, reply) => prepare(deps, request, reply));
    app.post(urls.deskEntryRemoval(':id'), FACILITATOR, (request, reply) => remove(deps, request, reply));
  };

const staffOf = (request: FastifyRequest): Staff => {
  const { practice, signedIn } = request;
  if (signedIn === undefined) return notFound();
  return { practiceId: practice.id, personId: signedIn.personId, name: signedIn.name };
};

const list = async (deps: DeskWaitingDeps, request: FastifyRequest, reply: FastifyReply) => {
  const staff = staffOf(request);
  const { practiceId } = staff;
  const filter = readFilter(request.query);
  const view = await asStaff(deps, staff, async (tx) => ({
    rows: await desk.waitingPage(tx, practiceId, filter, { limit: PAGE, offset: (filter.page - 1) * PAGE }),
    count: await desk.countEntries(tx, practiceId, filter),
    lists: await desk.listsShown(tx, practiceId),
    groups: await desk.groupsShown(tx, practiceId),
  }));
  const pages = Math.max(1, Math.ceil(view.count / PAGE));
  return reply.page(listPage(await request.frame(), { filter, ...view, pages }));
};

const csv = async (deps: DeskWaitingDeps, request: FastifyRequest, reply: FastifyReply) => {
  const staff = staffOf(request);
  const rows = await asStaff(deps, staff, (tx) =>
    desk.waitingPage(tx, staff.practiceId, readFilter(request.query), { limit: MOST_IN_TABLE, offset: 0 }),
  );
  const lines = rows.map((one) => {
    const since = one.since.toZonedDateTimeISO(request.practice.zone).toPlainDate().toString();
    const state = STATE_WORDS[one.state][0];
    return row([one.name, one.email, one.groupName, state, since, one.priority, one.isPair ? 'yes' : '']);
  });
  const head = row(['Name', 'E-mail', 'Group', 'State', 'In line since', 'Priority', 'Two together']);
  return reply
    .header('content-type', 'text/csv; charset=utf-8; header=present')
    .header('content-disposition', 'attachment; filename="waiting.csv"')
    .send(BYTE_ORDER_MARK + head + lines.join(''));
};

const groupView = async (deps: DeskWaitingDeps, staff: Staff, groupId: string | undefined) => {
  const { practiceId } = staff;
  if (groupId === undefined) return notFound();
  const head = (await asStaff(deps, staff, (tx) => desk.listHead(tx, practiceId, groupId))) ?? notFound();
  const [facts, own, unread] = await Promise.all([
    deps.factsOf(practiceId, groupId),
    deps.ownGroups(staff),
    unreadStatements(deps.db, practiceId),
  ]);
  const isPaused = head.pausedBecause !== null;
  const stand = await standing(deps, { practiceId, groupId }, { facts, isPaused });
  const unreadStatementsHere = unread.find((one) => one.groupId === groupId)?.count ?? 0;
  const facilitates = own.some(({ id }) => id === groupId);
  return { head, ...stand, free: facts.free, facilitates, unreadStatements: unreadStatementsHere };
};

const group = async (deps: DeskWaitingDeps, request: FastifyRequest, reply: FastifyReply) => {
  const view = await groupView(deps, staffOf(request), readId(request.params));
  const done = (request.query as Record<string, unknown>)['done'];
  const told = done === 'paused' || done === 'resumed' ? done : undefined;
  return reply.page(groupPage(await request.frame(), { ...view, done: told }));
};

const pauseAll = async (deps: DeskWaitingDeps, request: FastifyRequest, reply: FastifyReply) => {
  const staff = staffOf(request);
  const groupId = readId<'group'>(request.params);
  const { because, error } = readListPause(request.body);
  if (error !== undefined) {
    const view = await groupView(deps, staff, groupId);
    return reply.page(
      groupPage(await request.frame(), { ...view, pause: { because: because ?? '', error } }),
      422,
    );
  }
  if (groupId === undefined || !(await pauseList(deps, staff, { groupId, because })))
    return reply.callNotFound();
  const done = because === undefined ? 'resumed' : 'paused';
  return reply.seeOther(`${urls.deskWaitingGroup(groupId)}?done=${done}`);
};

type Shown = Pick<EntryPage, 'entry' | 'groupName' | 'priorityReason' | 'way'>;

/** The entry of the address as this person may see it; else the page is not there. */
const entryView = async (deps: DeskWaitingDeps, request: FastifyRequest): Promise<Shown> => {
  const staff = staffOf(request);
  const { practiceId } = staff;
  const id = readId<'entry'>(request.params);
  if (id === undefined) return notFound();
  return asStaff(deps, staff, async (tx) => {
    const found = (await entryById(tx, { practiceId, id })) ?? notFound();
    const head = await desk.listHead(tx, practiceId, found.groupId);
    const way = await wayOf(deps, tx, found);
    return {
      ...{ entry: found, groupName: head?.groupName ?? '', way },
      priorityReason: priorityReason(deps, found),
    };
  });
};

const DONE: readonly Done[] = ['priority', 'paused', 'resumed', 'parted', 'removed'];

const entry = async (deps: DeskWaitingDeps, request: FastifyRequest, reply: FastifyReply) => {
  const view = await entryView(deps, request);
  const said = (request.query as Record<string, unknown>)['done'];
  const done = DONE.find((known) => known === said);
  return reply.page(entryPage(await request.frame(), { ...view, done }));
};

type Outcome = { readonly ok: true } | { readonly ok: false; readonly refusal: StaffRefusal };

/** Back to the entry's page: done, or why not. */
const answer = async (
  deps: DeskWaitingDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  { outcome, done }: { readonly outcome: Outcome | undefined; readonly done: Done },
) => {
  const { entry: shown, ...view } = await entryView(deps, request);
  if (outcome === undefined) return reply.callNotFound();
  if (outcome.ok) return reply.seeOther(`${urls.deskEntry(shown.id)}?done=${done}`);
  const page = entryPage(await request.frame(), { ...view, entry: shown, refusal: outcome.refusal });
  return reply.page(page, 409);
};

const priority = async (deps: DeskWaitingDeps, request: FastifyRequest, reply: FastifyReply) => {
  const view = await entryView(deps, request);
  const { typed, priority: wish, because, errors } = readPriority(request.body);
  if (Object.keys(errors).length > 0)
    return reply.page(entryPage(await request.frame(), { ...view, typed, errors }), 422);
  const outcome = await prioritise(deps, staffOf(request), {
    ...{ entryId: view.entry.id, priority: wish, because },
  });
  return answer(deps, request, reply, { outcome, done: 'priority' });
};

const pause = async (deps: DeskWaitingDeps, request: FastifyRequest, reply: FastifyReply) => {
  const view = await entryView(deps, request);
  const staff = staffOf(request);
  const today = view.entry.now.toZonedDateTimeISO(request.practice.zone).toPlainDate();
  const { typed, resume, until, errors } = readPause(request.body, today);
  if (resume) {
    const outcome = await resumeEntry(deps, staff, view.entry.id);
    return answer(deps, request, reply, { outcome, done: 'resumed' });
  }
  if (Object.keys(errors).length > 0)
    return reply.page(entryPage(await request.frame(), { ...view, typed, errors }), 422);
  const outcome = await pauseEntry(deps, staff, { entryId: view.entry.id, until });
  return answer(deps, request, reply, { outcome, done: 'paused' });
};

const part = async (deps: DeskWaitingDeps, request: FastifyRequest, reply: FastifyReply) => {
  const { entry: shown } = await entryView(deps, request);
  const outcome = await partEntry(deps, staffOf(request), shown.id);
  return answer(deps, request, reply, { outcome, done: 'parted' });
};

const OVER: readonly Entry['state'][] = ['placed', 'left', 'removed', 'lapsed'];

const prepare = async (deps: DeskWaitingDeps, request: FastifyRequest, reply: FastifyReply) => {
  const { entry: shown, groupName } = await entryView(deps, request);
  if (OVER.includes(shown.state)) return reply.seeOther(urls.deskEntry(shown.id));
  const staff = staffOf(request);
  const template = await asStaff(deps, staff, (tx) => templateOf(tx, staff.practiceId, 'removed'));
  const letter = fillIn(template, shown.name ?? '');
  const view = { entry: shown, groupName, letter, subject: removedSubject(request.practice) };
  return reply.page(removalPage(await request.frame(), view));
};

const remove = async (deps: DeskWaitingDeps, request: FastifyRequest, reply: FastifyReply) => {
  const { entry: shown, groupName } = await entryView(deps, request);
  const letter = readLetter(request.body);
  const again = async (change: Partial<RemovalPage>, status: number) => {
    const view = { entry: shown, groupName, letter, subject: removedSubject(request.practice) };
    return reply.page(removalPage(await request.frame(), { ...view, ...change }), status);
  };
  const error = wrongInLetter(letter, groupName);
  if (error !== undefined) return again({ error }, 422);
  const done = await removeEntry(deps, staffOf(request), { entryId: shown.id, letter });
  if (!done) return reply.callNotFound();
  if (done.ok) return reply.seeOther(`${urls.deskEntry(shown.id)}?done=removed`);
  return again({ refusal: done.refusal }, 409);
};
