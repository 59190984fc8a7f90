import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { isAtDesk } from '../../identity/people/public.ts';
import { BYTE_ORDER_MARK, row } from '../../kernel/csv.ts';
import type { PracticeId } from '../../kernel/id.ts';
import type { Tx } from '../../platform/db.ts';
import { notFound } from '../../platform/http/errors.ts';
import type {} from '../../request.ts';
import { urls } from '../../urls.ts';
import type { ApplicationDeps } from './actions.ts';
import { type Application, type Chairs, OFFER_DAYS } from './application.ts';
import { APPLICATION_STATES } from './application-states.ts';
import { type Decider, decide, keepNote, type Say, sayable } from './decision-actions.ts';
import * as desk from './desk-store.ts';
import { readDays, readDecision, readFilter, readId, readNote, readSay } from './forms.ts';
import { fillIn, wrongInLetter } from './letter-words.ts';
import { answerSubject } from './letters.ts';
import { type DecisionPage, decisionPage } from './pages/decision.ts';
import { listPage } from './pages/desk-list.ts';
import { type OnePage, onePage } from './pages/desk-one.ts';
import { STATE_WORDS } from './pages/words.ts';
import { letterTemplates } from './question-actions.ts';
import { ownGroups } from './question-store.ts';
import { answersOf, noteOf, wayOf } from './sealing-actions.ts';
import { applicationById } from './store.ts';

export type DeskApplicationDeps = ApplicationDeps & {
  readonly chairsOf: (practiceId: PracticeId, groupId: string) => Promise<Chairs | undefined>;
  /** How many wait for a chair in this group. */
  readonly waitingFor: (practiceId: PracticeId, groupId: string) => Promise<number>;
};

const FACILITATOR = { config: { access: 'facilitator' } } as const;
const PAGE = 50;
const MOST_IN_TABLE = 5_000;

/** The facilitators' inbox. What somebody may see of it, row-level security decides. */
export const deskApplicationRoutes =
  (deps: DeskApplicationDeps): FastifyPluginAsync =>
  async (app) => {
    app.get(urls.deskApplications(), FACILITATOR, (request, reply) => list(deps, request, reply));
    app.get(urls.deskApplicationsCsv(), FACILITATOR, (request, reply) => csv(deps, request, reply));
    app.get(urls.deskApplication(':id'), FACILITATOR, (request, reply) => show(deps, request, reply));
    app.post(urls.deskApplicationNote(':id'), FACILITATOR, (request, reply) => note(deps, request, reply));
    app.get(urls.deskApplicationDecision(':id'), FACILITATOR, (request, reply) =>
      prepare(deps, request, reply),
    );
    app.post(urls.deskApplicationDecision(':id'), FACILITATOR, (request, reply) =>
      answer(deps, request, reply),
    );
  };

/** Who is signed in; the route's access has seen to it that somebody is. */
export const deciderOf = (request: FastifyRequest): Decider => {
  const { practice, signedIn } = request;
  return signedIn === undefined ? notFound() : { practice, personId: signedIn.personId, name: signedIn.name };
};

const asDecider = <Value>(
  { db }: DeskApplicationDeps,
  { practice, personId }: Decider,
  work: (tx: Tx) => Promise<Value>,
) => db.as({ kind: 'person', practiceId: practice.id, personId }, work);

const list = async (deps: DeskApplicationDeps, request: FastifyRequest, reply: FastifyReply) => {
  const decider = deciderOf(request);
  const practiceId = decider.practice.id;
  const filter = readFilter(request.query);
  const { own, rows, count } = await asDecider(deps, decider, async (tx) => ({
    own: await ownGroups(tx, practiceId, decider.personId),
    rows: await desk.applicationsPage(tx, practiceId, filter, {
      ...{ limit: PAGE, offset: (filter.page - 1) * PAGE },
    }),
    count: await desk.countApplications(tx, practiceId, filter),
  }));
  const roles = request.signedIn?.roles ?? [];
  const counts = isAtDesk(roles)
    ? await deps.db.as({ kind: 'job:counts', practiceId }, (tx) => desk.undecidedByGroup(tx, practiceId))
    : [];
  const elsewhere = counts.filter(({ groupId }) => own.every(({ id }) => id !== groupId));
  const edits = roles.includes('owner') || roles.includes('facilitator');
  const pages = Math.max(1, Math.ceil(count / PAGE));
  return reply.page(listPage(await request.frame(), { filter, rows, count, pages, own, elsewhere, edits }));
};

const csv = async (deps: DeskApplicationDeps, request: FastifyRequest, reply: FastifyReply) => {
  const decider = deciderOf(request);
  const { id, zone } = decider.practice;
  const rows = await asDecider(deps, decider, (tx) =>
    desk.applicationsPage(tx, id, readFilter(request.query), { limit: MOST_IN_TABLE, offset: 0 }),
  );
  const lines = rows.map((one) => {
    const [sent, changed] = [one.sentAt, one.changedAt].map((at) =>
      at.toZonedDateTimeISO(zone).toPlainDate().toString(),
    );
    return row([one.name, one.email, one.groupName, STATE_WORDS[one.state][0], sent ?? '', changed ?? '']);
  });
  const head = row(['Name', 'E-mail', 'Group', 'State', 'Sent', 'Last step']);
  return reply
    .header('content-type', 'text/csv; charset=utf-8; header=present')
    .header('content-disposition', 'attachment; filename="applications.csv"')
    .send(BYTE_ORDER_MARK + head + lines.join(''));
};

type Found = {
  readonly decider: Decider;
  readonly application: Application;
  readonly groupName: string;
};

/** The application of the address as this person may see it; else the page is not there. */
const found = async (deps: DeskApplicationDeps, request: FastifyRequest): Promise<Found> => {
  const decider = deciderOf(request);
  const practiceId = decider.practice.id;
  const id = readId<'application'>(request.params);
  if (id === undefined) return notFound();
  return asDecider(deps, decider, async (tx) => {
    const application = await applicationById(tx, { practiceId, id });
    if (!application) return notFound();
    const groups = await ownGroups(tx, practiceId, decider.personId);
    const groupName = groups.find((group) => group.id === application.groupId)?.name ?? '';
    return { decider, application, groupName };
  });
};

const oneView = async (
  deps: DeskApplicationDeps,
  { decider, application, groupName }: Found,
): Promise<OnePage> => {
  const { practiceId, groupId, state } = application;
  const way = await asDecider(deps, decider, (tx) => wayOf(deps, tx, application));
  const [chairs, waiting] = await Promise.all([
    deps.chairsOf(practiceId, groupId),
    deps.waitingFor(practiceId, groupId),
  ]);
  const opened = { answers: answersOf(deps, application), note: noteOf(deps, application) };
  return { application, groupName, ...opened, way, sayable: sayable(state), chairs, waiting };
};

const show = async (deps: DeskApplicationDeps, request: FastifyRequest, reply: FastifyReply) => {
  const view = await oneView(deps, await found(deps, request));
  const done = (request.query as Record<string, unknown>)['done'];
  const told = done === 'noted' || done === 'decided' ? done : undefined;
  return reply.page(onePage(await request.frame(), { ...view, done: told }));
};

const note = async (deps: DeskApplicationDeps, request: FastifyRequest, reply: FastifyReply) => {
  const one = await found(deps, request);
  const { note: text, errors } = readNote(request.body);
  const noteError = errors['note'];
  if (noteError !== undefined) {
    const view = await oneView(deps, one);
    return reply.page(onePage(await request.frame(), { ...view, note: text, noteError }), 422);
  }
  const kept = await keepNote(deps, one.decider, { applicationId: one.application.id, note: text });
  if (!kept) return reply.callNotFound();
  return reply.seeOther(`${urls.deskApplication(one.application.id)}?done=noted`);
};

const takesBack = ({ state }: Application, say: Say) =>
  say === 'talk' && (state === 'accepted' || state === 'waiting' || state === 'offered');

const decisionView = ({ decider, application, groupName }: Found, say: Say) => ({
  ...{ application, groupName, say, takesBack: takesBack(application, say) },
  subject: answerSubject(decider.practice),
});

const prepare = async (deps: DeskApplicationDeps, request: FastifyRequest, reply: FastifyReply) => {
  const one = await found(deps, request);
  const say = readSay(request.query);
  const { id, state, name, practiceId } = one.application;
  if (say === undefined || !sayable(state).includes(say)) return reply.seeOther(urls.deskApplication(id));
  const templates = await asDecider(deps, one.decider, (tx) => letterTemplates(tx, practiceId));
  const letter = fillIn(templates[say].body, name ?? '');
  const view = { ...decisionView(one, say), letter, days: String(OFFER_DAYS) };
  return reply.page(decisionPage(await request.frame(), view));
};

const answer = async (deps: DeskApplicationDeps, request: FastifyRequest, reply: FastifyReply) => {
  const one = await found(deps, request);
  const { id } = one.application;
  const { say, letter, days, seen } = readDecision(request.body);
  if (say === undefined) return reply.seeOther(urls.deskApplication(id));
  const again = async (change: Partial<DecisionPage>, status: number) =>
    reply.page(
      decisionPage(await request.frame(), { ...decisionView(one, say), letter, days, ...change }),
      status,
    );
  const offerDays = say === 'yes' ? readDays(days) : OFFER_DAYS;
  const errors = wrongInDecision(letter, one.groupName, offerDays);
  if (offerDays === undefined || Object.keys(errors).length > 0) return again({ errors }, 422);
  const wasSeen = APPLICATION_STATES.find((state) => state === seen) ?? one.application.state;
  const decision = { applicationId: id, say, letter, offerDays, seen: wasSeen };
  const done = await decide(deps, one.decider, decision);
  if (done === undefined) return reply.callNotFound();
  if (done.ok) return reply.seeOther(`${urls.deskApplication(id)}?done=decided`);
  return again({ refusal: done.refusal }, 409);
};

const wrongInDecision = (letter: string, groupName: string, days: number | undefined) => {
  const wrong = wrongInLetter(letter, groupName);
  return {
    ...(days === undefined ? { days: 'Please give a number of days from 1 to 60.' } : {}),
    ...(wrong === undefined ? {} : { letter: wrong }),
  };
};
