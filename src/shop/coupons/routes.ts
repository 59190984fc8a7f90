import { Readable } from 'node:stream';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { BYTE_ORDER_MARK } from '../../kernel/csv.ts';
import type { Db } from '../../platform/db.ts';
import { notFound } from '../../platform/http/errors.ts';
import { urls } from '../../urls.ts';
import { changeCoupon, makeCoupon, moveCoupon } from './actions.ts';
import * as store from './desk-store.ts';
import { couponHead, couponRow, useHead, useRow } from './export.ts';
import { readCoupon, readDone, readFilter, readId, readMove, readPage } from './forms.ts';
import { couponPage, putAwayPage } from './pages/coupon.ts';
import { type CouponForm, couponFormPage, refusalErrors, typedOf } from './pages/form.ts';
import { couponsPage } from './pages.ts';
import { couponById } from './store.ts';

type Deps = { readonly db: Db };

const PAGE = 50;
const EXPORT_STEP = 500;
const DESK = { config: { access: 'desk' } } as const;

/** Coupons at the desk: the list, one of them, making, changing and putting away. */
export const couponRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async (app) => {
    app.get(urls.deskShop(), DESK, (_request, reply) => reply.seeOther(urls.deskCoupons()));
    app.get(urls.deskCoupons(), DESK, (request, reply) => list(deps, request, reply));
    app.get(urls.deskCouponsCsv(), DESK, (request, reply) => listCsv(deps, request, reply));
    app.get(urls.deskCouponNew(), DESK, (request, reply) => showForm(deps, request, reply));
    app.post(urls.deskCouponNew(), DESK, (request, reply) => make(deps, request, reply));
    app.get(urls.deskCoupon(':id'), DESK, (request, reply) => show(deps, request, reply));
    app.get(urls.deskCouponUsesCsv(':id'), DESK, (request, reply) => usesCsv(deps, request, reply));
    app.get(urls.deskCouponChange(':id'), DESK, (request, reply) => showForm(deps, request, reply));
    app.post(urls.deskCouponChange(':id'), DESK, (request, reply) => change(deps, request, reply));
    app.get(urls.deskCouponPutAway(':id'), DESK, async (request, reply) => {
      const coupon = await couponOf(deps, request);
      return reply.page(putAwayPage(await request.frame(), { coupon }));
    });
    app.post(urls.deskCouponState(':id'), DESK, (request, reply) => move(deps, request, reply));
  };

const couponOf = async ({ db }: Deps, request: FastifyRequest) => {
  const id = readId(request.params);
  return (id && (await couponById(db.sql, request.practice.id, id))) || notFound();
};

const list = async ({ db }: Deps, request: FastifyRequest, reply: FastifyReply) => {
  const filter = readFilter(request.query);
  const practiceId = request.practice.id;
  const [rows, count, now] = await Promise.all([
    store.couponsPage(db.sql, practiceId, filter, { limit: PAGE, offset: (filter.page - 1) * PAGE }),
    store.countCoupons(db.sql, practiceId, filter),
    store.databaseNow(db.sql),
  ]);
  const view = { filter, rows, count, pages: Math.max(1, Math.ceil(count / PAGE)), now };
  return reply.page(couponsPage(await request.frame(), view));
};

const sendCsv = (reply: FastifyReply, name: string, lines: AsyncGenerator<string>) =>
  reply
    .header('content-type', 'text/csv; charset=utf-8; header=present')
    .header('content-disposition', `attachment; filename="${name}.csv"`)
    .send(Readable.from(lines));

/** Page by page from the database, as fast as the reader takes it. */
async function* exported<Row>(
  head: string,
  read: (offset: number) => Promise<readonly Row[]>,
  line: (row: Row) => string,
) {
  yield BYTE_ORDER_MARK + head;
  for (let offset = 0; ; offset += EXPORT_STEP) {
    const rows = await read(offset);
    yield rows.map(line).join('');
    if (rows.length < EXPORT_STEP) return;
  }
}

const listCsv = async ({ db }: Deps, request: FastifyRequest, reply: FastifyReply) => {
  const filter = readFilter(request.query);
  const { id: practiceId, zone } = request.practice;
  const now = await store.databaseNow(db.sql);
  const read = (offset: number) =>
    store.couponsPage(db.sql, practiceId, filter, { limit: EXPORT_STEP, offset });
  return sendCsv(
    reply,
    'coupons',
    exported(couponHead(), read, (coupon) => couponRow(coupon, now, zone)),
  );
};

const usesCsv = async (deps: Deps, request: FastifyRequest, reply: FastifyReply) => {
  const coupon = await couponOf(deps, request);
  const { id: practiceId, zone } = request.practice;
  const read = (offset: number) =>
    store.usesOf(deps.db.sql, practiceId, coupon.id, { limit: EXPORT_STEP, offset });
  return sendCsv(
    reply,
    `coupon-${coupon.code.toLowerCase()}`,
    exported(useHead(), read, (use) => useRow(use, coupon, zone)),
  );
};

const show = async (deps: Deps, request: FastifyRequest, reply: FastifyReply) => {
  const coupon = await couponOf(deps, request);
  const { sql } = deps.db;
  const practiceId = request.practice.id;
  const page = readPage(request.query);
  const [uses, sums, changes, groups, now] = await Promise.all([
    store.usesOf(sql, practiceId, coupon.id, { limit: PAGE, offset: (page - 1) * PAGE }),
    store.sumsOf(sql, practiceId, coupon.id),
    store.changesOfCoupon(sql, practiceId, coupon.id),
    store.groupChoices(sql, practiceId),
    store.databaseNow(sql),
  ]);
  const names = groups.filter(({ id }) => coupon.offeringIds.includes(id)).map(({ name }) => name);
  const pages = Math.max(1, Math.ceil(sums.uses / PAGE));
  const view = {
    coupon,
    now,
    groups: names,
    uses,
    sums,
    changes,
    page,
    pages,
    done: readDone(request.query),
  };
  return reply.page(couponPage(await request.frame(), view));
};

const showForm = async (
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  again?: Pick<CouponForm, 'typed' | 'errors'> & { readonly status: number },
) => {
  const coupon =
    request.routeOptions.url === urls.deskCouponNew() ? undefined : await couponOf(deps, request);
  const groups = await store.groupChoices(deps.db.sql, request.practice.id);
  const typed = again?.typed ?? typedOf(coupon, request.practice.zone);
  const { currency } = request.practice;
  const form = { coupon, currency, groups, typed, errors: again?.errors ?? {} };
  return reply.page(couponFormPage(await request.frame(), form), again?.status ?? 200);
};

const deskOf = ({ practice }: FastifyRequest) => ({ practiceId: practice.id, currency: practice.currency });

const make = async (deps: Deps, request: FastifyRequest, reply: FastifyReply) => {
  const read = readCoupon(request.body, request.practice);
  if ('errors' in read) return showForm(deps, request, reply, { ...read, status: 422 });
  const made = await makeCoupon(deps.db, deskOf(request), read.wish);
  if (made.ok) return reply.seeOther(urls.deskCoupon(made.value.id, { done: 'made' }));
  return showForm(deps, request, reply, {
    typed: read.typed,
    errors: refusalErrors(made.refusal),
    status: 409,
  });
};

const change = async (deps: Deps, request: FastifyRequest, reply: FastifyReply) => {
  const { id } = await couponOf(deps, request);
  const read = readCoupon(request.body, request.practice);
  if ('errors' in read) return showForm(deps, request, reply, { ...read, status: 422 });
  const saved = (await changeCoupon(deps.db, deskOf(request), id, read.wish)) ?? notFound();
  if (saved.ok) return reply.seeOther(urls.deskCoupon(id, { done: 'saved' }));
  return showForm(deps, request, reply, {
    typed: read.typed,
    errors: refusalErrors(saved.refusal),
    status: 409,
  });
};

const move = async ({ db }: Deps, request: FastifyRequest, reply: FastifyReply) => {
  const id = readId(request.params) ?? notFound();
  const to = readMove(request.body);
  const moved = to && ((await moveCoupon(db, request.practice.id, id, to)) ?? notFound());
  return reply.seeOther(urls.deskCoupon(id, moved ? { done: 'moved' } : {}));
};
