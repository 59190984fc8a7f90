import { Readable } from 'node:stream';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { BYTE_ORDER_MARK } from '../../kernel/csv.ts';
import type { PracticeId } from '../../kernel/id.ts';
import type { Db } from '../../platform/db.ts';
import { urls } from '../../urls.ts';
import { entryRow, headRow } from './export.ts';
import { monthIn } from './forms.ts';
import { type Month, monthOf, spanOf, writeMonth } from './month.ts';
import { booksPage } from './pages.ts';
import * as store from './store.ts';

type Deps = { readonly db: Db };

const OWNER = { config: { access: 'owner' } } as const;
const STEP = 1_000;

/** The books of a month, for whoever keeps them. */
export const bookkeepingRoutes =
  ({ db }: Deps): FastifyPluginAsync =>
  async (app) => {
    app.get(urls.deskBooks(), OWNER, (request, reply) => show(db, request, reply));
    app.get(urls.deskBooksCsv(), OWNER, (request, reply) => send(db, request, reply));
  };

const show = async (db: Db, request: FastifyRequest, reply: FastifyReply) => {
  const { id: practiceId, zone } = request.practice;
  const { first, now } = await store.booksBegin(db.sql, practiceId);
  const last = monthOf(now, zone);
  const month = monthIn(request.query) ?? last;
  const accounts = await store.accountsIn(db.sql, { practiceId, ...spanOf(month, zone) });
  const view = { month, first: first ? monthOf(first, zone) : last, last, accounts };
  return reply.page(booksPage(await request.frame(), view));
};

type Whole = { readonly practiceId: PracticeId; readonly zone: string; readonly month: Month };

/** Entry by entry, as fast as the reader takes it. */
async function* exported(db: Db, { practiceId, zone, month }: Whole) {
  yield BYTE_ORDER_MARK + headRow();
  const span = { practiceId, ...spanOf(month, zone) };
  let after: store.After | undefined;
  for (;;) {
    const rows = await store.entriesIn(db.sql, span, after, STEP);
    yield rows.map((entry) => entryRow(entry, zone)).join('');
    after = rows.at(-1);
    if (!after || rows.length < STEP) return;
  }
}

const send = async (db: Db, request: FastifyRequest, reply: FastifyReply) => {
  const { id: practiceId, zone } = request.practice;
  const { now } = await store.booksBegin(db.sql, practiceId);
  const month = monthIn(request.query) ?? monthOf(now, zone);
  reply.header('content-type', 'text/csv; charset=utf-8; header=present');
  reply.header('content-disposition', `attachment; filename="books-${writeMonth(month)}.csv"`);
  return reply.send(Readable.from(exported(db, { practiceId, zone, month })));
};
