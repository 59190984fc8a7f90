import { Readable } from 'node:stream';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { BYTE_ORDER_MARK } from '../../kernel/csv.ts';
import { turn } from '../../kernel/turn.ts';
import type { Db } from '../../platform/db.ts';
import { urls } from '../../urls.ts';
import { headRow, orderRow } from './export.ts';
import { spanOf } from './filter.ts';
import { readFilter } from './forms.ts';
import { ordersPage } from './pages.ts';
import * as store from './store.ts';

type Deps = { readonly db: Db };

const PAGE = 50;
/** Counting stops here: "more than 1,000" says enough and costs nothing. */
const COUNT_TO = 1001;
const EXPORT_STEP = 500;

export const deskOrdersRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async (app) => {
    const desk = { config: { access: 'desk' } } as const;
    app.get(urls.deskOrders(), desk, (request, reply) => list(deps, request, reply));
    app.get(urls.deskOrdersCsv(), desk, (request, reply) => csv(deps, request, reply));
  };

const queryOf = async ({ db }: Deps, request: FastifyRequest): Promise<store.OrderQuery> => {
  const filter = readFilter(request.query);
  const { id: practiceId, zone } = request.practice;
  const found = await store.findOrders(db.sql, practiceId, filter.search);
  return { practiceId, filter, span: spanOf(filter, zone), found };
};

const list = async (deps: Deps, request: FastifyRequest, reply: FastifyReply) => {
  const { db } = deps;
  const query = await queryOf(deps, request);
  const [rows, count, groups] = await Promise.all([
    store.ordersPage(db.sql, query, PAGE + 1),
    store.countOrders(db.sql, query, COUNT_TO),
    store.groupChoices(db.sql, query.practiceId),
  ]);
  const view = {
    filter: query.filter,
    ...turn(rows, PAGE, query.filter.bookmark),
    count,
    countTo: COUNT_TO,
    groups,
  };
  return reply.page(ordersPage(await request.frame(), view));
};

/** Page by page from the database, as fast as the reader takes it: a million orders need no more memory than five hundred. */
async function* exported(db: Db, query: store.OrderQuery, zone: string) {
  yield BYTE_ORDER_MARK + headRow();
  let bookmark = query.filter.bookmark;
  for (;;) {
    const rows = await store.ordersPage(
      db.sql,
      { ...query, filter: { ...query.filter, bookmark } },
      EXPORT_STEP,
    );
    const parts = await store.pricePartsOf(
      db.sql,
      query.practiceId,
      rows.map(({ id }) => id),
    );
    yield rows.map((order, index) => orderRow({ ...order, ...parts[index] }, zone)).join('');
    const last = rows.at(-1);
    if (!last || rows.length < EXPORT_STEP) return;
    bookmark = { side: 'after', number: last.number };
  }
}

const csv = async (deps: Deps, request: FastifyRequest, reply: FastifyReply) => {
  const { filter, ...rest } = await queryOf(deps, request);
  const whole = { ...rest, filter: { ...filter, bookmark: undefined } };
  reply.header('content-type', 'text/csv; charset=utf-8; header=present');
  reply.header('content-disposition', 'attachment; filename="orders.csv"');
  return reply.send(Readable.from(exported(deps.db, whole, request.practice.zone)));
};
