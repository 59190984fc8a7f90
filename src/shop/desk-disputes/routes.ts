import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { BYTE_ORDER_MARK, row } from '../../kernel/csv.ts';
import { money, toDecimal } from '../../kernel/money.ts';
import { urls } from '../../urls.ts';
import { type DisputeDeps, endingOf, noteDispute } from '../disputes/public.ts';
import { readDisputeId, readFilter } from './forms.ts';
import { disputePage, disputesPage } from './pages.ts';
import * as store from './store.ts';
import { reasonWords, STATE_WORDS } from './words.ts';

const PAGE = 50;
/** More disputes than a practice will ever have; the file stays small. */
const EXPORT_MOST = 10_000;

export const deskDisputeRoutes =
  (deps: DisputeDeps): FastifyPluginAsync =>
  async (app) => {
    const desk = { config: { access: 'desk' } } as const;
    app.get(urls.deskDisputes(), desk, (request, reply) => list(deps, request, reply));
    app.get(urls.deskDisputesCsv(), desk, (request, reply) => csv(deps, request, reply));
    app.get(urls.deskDispute(':id'), desk, (request, reply) => one(deps, request, reply));
    app.post(urls.deskDisputeLook(':id'), desk, (request, reply) => look(deps, request, reply));
  };

const list = async ({ db }: DisputeDeps, request: FastifyRequest, reply: FastifyReply) => {
  const filter = readFilter(request.query);
  const query = { ...filter, practiceId: request.practice.id };
  const rows = await store.disputesPage(db.sql, query, { limit: PAGE, offset: (filter.page - 1) * PAGE });
  const count = rows[0]?.count ?? 0;
  const pages = Math.max(1, Math.ceil(count / PAGE));
  return reply.page(disputesPage(await request.frame(), { filter, rows, count, pages }));
};

const HEAD = [
  'Dispute',
  'Order',
  'Buyer',
  'Opened',
  'Reason',
  'State',
  'Answer by',
  'Outcome',
  'Sum',
  'Currency',
];

const csv = async ({ db }: DisputeDeps, request: FastifyRequest, reply: FastifyReply) => {
  const query = { ...readFilter(request.query), practiceId: request.practice.id };
  const rows = await store.disputesPage(db.sql, query, { limit: EXPORT_MOST, offset: 0 });
  const lines = rows.map((one) =>
    row([
      ...[one.paypalDisputeId, one.orderNumber, one.payerName, one.openedAt.toString()],
      ...[reasonWords(one.reason), STATE_WORDS[one.state][0], one.respondUntil?.toString() ?? null],
      ...[one.outcome, { amount: toDecimal(money(one.amountMinor, one.currency)) }, one.currency],
    ]),
  );
  reply.header('content-type', 'text/csv; charset=utf-8; header=present');
  reply.header('content-disposition', 'attachment; filename="disputes.csv"');
  return reply.send(BYTE_ORDER_MARK + row(HEAD) + lines.join(''));
};

const find = async ({ db }: DisputeDeps, request: FastifyRequest) => {
  const id = readDisputeId(request.params);
  return id && store.disputeById(db.sql, request.practice.id, id);
};

const shown = async (deps: DisputeDeps, request: FastifyRequest, dispute: store.DisputeRow) => {
  const { id: practiceId, zone } = request.practice;
  const evidence = dispute.orderId
    ? await store.evidenceOf(deps.db.sql, practiceId, dispute.orderId, zone)
    : undefined;
  const address = deps.disputes.addressOf(dispute.paypalDisputeId);
  return { dispute, ending: endingOf(dispute.outcome), evidence, address };
};

const one = async (deps: DisputeDeps, request: FastifyRequest, reply: FastifyReply) => {
  const dispute = await find(deps, request);
  if (!dispute) return reply.callNotFound();
  return reply.page(disputePage(await request.frame(), await shown(deps, request, dispute)));
};

const look = async (deps: DisputeDeps, request: FastifyRequest, reply: FastifyReply) => {
  const dispute = await find(deps, request);
  if (!dispute) return reply.callNotFound();
  const heard = await noteDispute(deps, request.practice.id, dispute.paypalDisputeId, 'desk');
  if (heard) return reply.seeOther(urls.deskDispute(dispute.id));
  const view = { ...(await shown(deps, request, dispute)), silent: true };
  return reply.page(disputePage(await request.frame(), view), 503);
};
