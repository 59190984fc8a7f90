import { Readable } from 'node:stream';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { BYTE_ORDER_MARK } from '../../kernel/csv.ts';
import { formatMoney, money } from '../../kernel/money.ts';
import type { Db } from '../../platform/db.ts';
import { notFound } from '../../platform/http/errors.ts';
import { newId } from '../../platform/ids.ts';
import { urls } from '../../urls.ts';
import { supportedPrices } from '../catalogue/public.ts';
import { correctFund, type FundRefusal, giveBackToFund, recordGift } from './actions.ts';
import { movementHead, movementRow } from './export.ts';
import { readCorrection, readFilter, readGift, readId, readReturn } from './forms.ts';
import { supportPage } from './pages/support.ts';
import { type FundView, fundPage } from './pages.ts';
import * as store from './store.ts';

type Deps = { readonly db: Db };

const PAGE = 50;
const EXPORT_STEP = 500;
const DESK = { config: { access: 'desk' } } as const;

/** The sponsors' fund at the desk: what it holds, gifts, corrections, what it paid, and giving that back. */
export const fundRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async (app) => {
    app.get(urls.deskFund(), DESK, (request, reply) => show(deps, request, reply));
    app.get(urls.deskFundCsv(), DESK, (request, reply) => csv(deps, request, reply));
    app.post(urls.deskFundGifts(), DESK, (request, reply) => giftCame(deps, request, reply));
    app.post(urls.deskFundCorrections(), DESK, (request, reply) => correct(deps, request, reply));
    app.get(urls.deskFundUse(':id'), DESK, (request, reply) => showSupport(deps, request, reply));
    app.post(urls.deskFundUse(':id'), DESK, (request, reply) => giveBack(deps, request, reply));
  };

const deskOf = ({ practice }: FastifyRequest) => ({ practiceId: practice.id, currency: practice.currency });

const todayOf = async ({ db }: Deps, { practice }: FastifyRequest) =>
  (await store.databaseNow(db.sql)).toZonedDateTimeISO(practice.zone).toPlainDate();

type Again = Pick<FundView, 'gift' | 'correction'> & { readonly status: number };

const show = async (deps: Deps, request: FastifyRequest, reply: FastifyReply, again?: Again) => {
  const { sql } = deps.db;
  const { done, ...filter } = readFilter(request.query);
  const { practiceId, currency } = deskOf(request);
  const [fund, prices, rows, count, today] = await Promise.all([
    store.fundOf(sql, practiceId),
    supportedPrices(sql, practiceId),
    store.movements(sql, practiceId, filter, { limit: PAGE, offset: (filter.page - 1) * PAGE }),
    store.countMovements(sql, practiceId, filter),
    todayOf(deps, request),
  ]);
  const { status = 200, ...typed } = again ?? {};
  const view = {
    ...{ fund, currency, prices, filter, rows, count, done, ...typed },
    pages: Math.max(1, Math.ceil(count / PAGE)),
    today: today.toString(),
    once: newId<'movement'>(),
  };
  return reply.page(fundPage(await request.frame(), view), status);
};

/** Page by page from the database, as fast as the reader takes it. */
async function* exported({ db }: Deps, request: FastifyRequest) {
  const { id: practiceId, zone } = request.practice;
  const filter = readFilter(request.query);
  const currency = (await store.fundOf(db.sql, practiceId))?.currency ?? request.practice.currency;
  yield BYTE_ORDER_MARK + movementHead();
  for (let offset = 0; ; offset += EXPORT_STEP) {
    const rows = await store.movements(db.sql, practiceId, filter, { limit: EXPORT_STEP, offset });
    yield rows.map((movement) => movementRow(movement, currency, zone)).join('');
    if (rows.length < EXPORT_STEP) return;
  }
}

const csv = async (deps: Deps, request: FastifyRequest, reply: FastifyReply) =>
  reply
    .header('content-type', 'text/csv; charset=utf-8; header=present')
    .header('content-disposition', 'attachment; filename="sponsors-fund.csv"')
    .send(Readable.from(exported(deps, request)));

const giftCame = async (deps: Deps, request: FastifyRequest, reply: FastifyReply) => {
  const desk = deskOf(request);
  const read = readGift(request.body, { ...desk, today: await todayOf(deps, request), fresh: newId() });
  const { typed } = read;
  if ('errors' in read)
    return show(deps, request, reply, { gift: { typed, errors: read.errors }, status: 422 });
  const done = await deps.db.begin((tx) => recordGift(tx, desk, read.value));
  if (done.ok) return reply.seeOther(urls.deskFund({ done: 'gift' }));
  const errors = { amount: refusalWords(done.refusal, request) };
  return show(deps, request, reply, { gift: { typed, errors }, status: 409 });
};

const correct = async (deps: Deps, request: FastifyRequest, reply: FastifyReply) => {
  const desk = deskOf(request);
  const read = readCorrection(request.body, { ...desk, fresh: newId() });
  const { typed } = read;
  if ('errors' in read)
    return show(deps, request, reply, { correction: { typed, errors: read.errors }, status: 422 });
  const done = await deps.db.begin((tx) => correctFund(tx, desk, read.value));
  if (done.ok) return reply.seeOther(urls.deskFund({ done: 'correction' }));
  const errors = { correction_amount: refusalWords(done.refusal, request) };
  return show(deps, request, reply, { correction: { typed, errors }, status: 409 });
};

const refusalWords = (refusal: FundRefusal, { practice }: FastifyRequest): string =>
  refusal.because === 'other-currency'
    ? `The fund is kept in ${refusal.currency}. Please correct it to nothing there before you begin in ${practice.currency}.`
    : `The fund holds ${formatMoney(money(refusal.availableMinor, practice.currency), practice.locale)} that nobody was promised. A correction cannot take more.`;

const supportOf = async ({ db }: Deps, request: FastifyRequest) => {
  const id = readId(request.params);
  return (id && (await store.supportById(db.sql, request.practice.id, id))) || notFound();
};

const showSupport = async (
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  again?: { readonly typed: string; readonly error: string; readonly status: number },
) => {
  const support = await supportOf(deps, request);
  const currency =
    (await store.fundOf(deps.db.sql, request.practice.id))?.currency ?? request.practice.currency;
  const view = { support, currency, once: newId(), typed: again?.typed, error: again?.error };
  return reply.page(supportPage(await request.frame(), view), again?.status ?? 200);
};

const TOO_MUCH = 'This is more than is left of what the fund paid here.';

const giveBack = async (deps: Deps, request: FastifyRequest, reply: FastifyReply) => {
  const support = await supportOf(deps, request);
  const { practiceId, currency } = deskOf(request);
  const read = readReturn(request.body, { currency, fresh: newId() });
  const typed = read.typed.amount;
  if ('errors' in read)
    return showSupport(deps, request, reply, {
      typed,
      error: read.errors['amount'] ?? TOO_MUCH,
      status: 422,
    });
  const done = await deps.db.begin((tx) =>
    giveBackToFund(tx, { practiceId, lineId: support.lineId, ...read.value, by: 'desk' }),
  );
  if (done.ok) return reply.seeOther(urls.deskFund({ done: 'returned' }));
  return showSupport(deps, request, reply, { typed, error: TOO_MUCH, status: 409 });
};
