import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { BYTE_ORDER_MARK } from '../../kernel/csv.ts';
import type { Tx } from '../../platform/db.ts';
import { urls } from '../../urls.ts';
import {
  type BreakRefusal,
  bookBreak,
  explainBreak,
  fetchBreak,
  type ReconcileDeps,
  reconcilePractice,
  reopenBreak,
  type Settler,
} from '../reconciliation/public.ts';
import { breakLine, headRow } from './export.ts';
import type { Step } from './filter.ts';
import { type Done, type Note, readBreakId, readFilter, readNote, readStep } from './forms.ts';
import { breakPage } from './pages/one.ts';
import { breaksPage } from './pages.ts';
import * as store from './store.ts';

const PAGE = 50;
/** More breaks than a practice will ever have; the file stays small. */
const EXPORT_MOST = 10_000;

/** Where PayPal's report and our books differ, and what is done about it. */
export const deskBreakRoutes =
  (deps: ReconcileDeps): FastifyPluginAsync =>
  async (app) => {
    const desk = { config: { access: 'desk' } } as const;
    app.get(urls.deskBreaks(), desk, (request, reply) => list(deps, request, reply));
    app.get(urls.deskBreaksCsv(), desk, (request, reply) => csv(deps, request, reply));
    app.post(urls.deskBreaksReading(), desk, (request, reply) => read(deps, request, reply));
    app.get(urls.deskBreak(':id'), desk, (request, reply) => one(deps, request, reply));
    app.post(urls.deskBreakStep(':id', ':step'), desk, (request, reply) => step(deps, request, reply));
  };

/** Whoever is at the desk; row-level security asks for the person's role once more. */
const settlerOf = (request: FastifyRequest): Settler => ({
  practiceId: request.practice.id,
  personId: request.signedIn?.personId ?? '',
  name: request.signedIn?.name ?? 'the desk',
});

const asked = <Value>({ db }: ReconcileDeps, request: FastifyRequest, work: (tx: Tx) => Promise<Value>) => {
  const { practiceId, personId } = settlerOf(request);
  return db.as({ kind: 'person', practiceId, personId }, work);
};

const list = async (deps: ReconcileDeps, request: FastifyRequest, reply: FastifyReply) => {
  const { done, ...filter } = readFilter(request.query);
  const practiceId = request.practice.id;
  const { rows, last } = await asked(deps, request, async (tx) => ({
    rows: await store.breaksPage(tx, practiceId, filter, { limit: PAGE, offset: (filter.page - 1) * PAGE }),
    last: await store.lastReading(tx, practiceId),
  }));
  const count = rows[0]?.count ?? 0;
  const view = { filter, rows, count, pages: Math.max(1, Math.ceil(count / PAGE)), last, done };
  return reply.page(breaksPage(await request.frame(), view));
};

const csv = async (deps: ReconcileDeps, request: FastifyRequest, reply: FastifyReply) => {
  const filter = readFilter(request.query);
  const rows = await asked(deps, request, (tx) =>
    store.breaksPage(tx, request.practice.id, filter, { limit: EXPORT_MOST, offset: 0 }),
  );
  reply.header('content-type', 'text/csv; charset=utf-8; header=present');
  reply.header('content-disposition', 'attachment; filename="breaks.csv"');
  return reply.send(BYTE_ORDER_MARK + headRow() + rows.map(breakLine).join(''));
};

/** Reads PayPal's report now, the last days once more. */
const read = async (deps: ReconcileDeps, request: FastifyRequest, reply: FastifyReply) => {
  const reading = await reconcilePractice(deps, request.practice.id, true);
  const done: Done = reading ? DONE[reading.state] : 'nothing';
  return reply.seeOther(urls.deskBreaks({ done }));
};

const DONE = { done: 'read', behind: 'behind', failed: 'failed' } as const;

const find = async (deps: ReconcileDeps, request: FastifyRequest) => {
  const id = readBreakId(request.params);
  return id && asked(deps, request, (tx) => store.breakById(tx, request.practice.id, id));
};

const one = async (deps: ReconcileDeps, request: FastifyRequest, reply: FastifyReply) => {
  const broken = await find(deps, request);
  return broken ? reply.page(breakPage(await request.frame(), { broken })) : reply.callNotFound();
};

type Acted = { readonly ok: true } | { readonly ok: false; readonly refusal: BreakRefusal };

const ACTS = {
  fetch: (deps, settler, id) => fetchBreak(deps, settler, id),
  booking: (deps, settler, id, { typed }) => bookBreak(deps, settler, id, typed),
  explanation: (deps, settler, id, { typed }) => explainBreak(deps, settler, id, typed),
  reopening: (deps, settler, id) => reopenBreak(deps, settler, id),
} as const satisfies Record<
  Step,
  (deps: ReconcileDeps, settler: Settler, id: string, note: Note) => Promise<Acted>
>;

const step = async (deps: ReconcileDeps, request: FastifyRequest, reply: FastifyReply) => {
  const broken = await find(deps, request);
  const name = readStep(request.params);
  if (!broken || !name) return reply.callNotFound();
  const note = readNote(request.body, name === 'explanation');
  if (note.error !== undefined) return reply.page(breakPage(await request.frame(), { broken, note }), 422);
  const done: Acted = await ACTS[name](deps, settlerOf(request), broken.id, note);
  if (done.ok) return reply.seeOther(urls.deskBreak(broken.id));
  const now = (await find(deps, request)) ?? broken;
  return reply.page(breakPage(await request.frame(), { broken: now, note, refusal: done.refusal }), 409);
};
