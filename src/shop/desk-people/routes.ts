import { Readable } from 'node:stream';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { BYTE_ORDER_MARK } from '../../kernel/csv.ts';
import type { Db } from '../../platform/db.ts';
import { mailsTo } from '../../platform/mail/story.ts';
import { urls } from '../../urls.ts';
import { headRow, personRow } from './export.ts';
import type { PeopleFilter } from './filter.ts';
import { readFilter, readSightingId } from './forms.ts';
import { personPage } from './pages/one.ts';
import { peoplePage } from './pages.ts';
import * as store from './store.ts';

type Deps = { readonly db: Db };

const PAGE = 50;
/** Counting stops here: "more than 1,000" says enough and costs nothing. */
const COUNT_TO = 1001;
const EXPORT_STEP = 500;

/** Everybody the shop knows as buyer or attendee. */
export const deskPeopleRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async (app) => {
    const desk = { config: { access: 'desk' } } as const;
    app.get(urls.deskPeople(), desk, (request, reply) => list(deps, request, reply));
    app.get(urls.deskPeopleCsv(), desk, (request, reply) => csv(deps, request, reply));
    app.get(urls.deskPerson(':id'), desk, (request, reply) => one(deps, request, reply));
  };

const list = async ({ db }: Deps, request: FastifyRequest, reply: FastifyReply) => {
  const filter = readFilter(request.query);
  const practiceId = request.practice.id;
  const page = { limit: PAGE + 1, offset: (filter.page - 1) * PAGE };
  const [rows, count] = await Promise.all([
    store.peoplePage(db.sql, practiceId, filter, page),
    store.countPeople(db.sql, practiceId, filter, COUNT_TO),
  ]);
  const view = { filter, rows: rows.slice(0, PAGE), more: rows.length > PAGE, count, countTo: COUNT_TO };
  return reply.page(peoplePage(await request.frame(), view));
};

/** Page by page, as fast as the reader takes it. */
async function* exported(db: Db, request: FastifyRequest, filter: PeopleFilter) {
  yield BYTE_ORDER_MARK + headRow();
  const { id: practiceId, zone } = request.practice;
  for (let offset = 0; ; offset += EXPORT_STEP) {
    const rows = await store.peoplePage(db.sql, practiceId, filter, { limit: EXPORT_STEP, offset });
    yield rows.map((person) => personRow(person, zone)).join('');
    if (rows.length < EXPORT_STEP) return;
  }
}

const csv = async ({ db }: Deps, request: FastifyRequest, reply: FastifyReply) => {
  reply.header('content-type', 'text/csv; charset=utf-8; header=present');
  reply.header('content-disposition', 'attachment; filename="people.csv"');
  return reply.send(Readable.from(exported(db, request, readFilter(request.query))));
};

/** One person, at one address: any order or chair of theirs leads to the newest. */
const one = async ({ db }: Deps, request: FastifyRequest, reply: FastifyReply) => {
  const practiceId = request.practice.id;
  const id = readSightingId(request.params);
  const person = id && (await store.personSeenAt(db.sql, practiceId, id));
  if (!person) return reply.callNotFound();
  if (person.id !== id) return reply.seeOther(urls.deskPerson(person.id));
  const [now, orders, chairs, about] = await Promise.all([
    store.now(db.sql),
    store.ordersOf(db.sql, practiceId, person.email),
    store.chairsOf(db.sql, practiceId, person.email),
    store.orderIdsAbout(db.sql, practiceId, person.email),
  ]);
  const letters = await mailsTo(db.sql, practiceId, { address: person.email, orderIds: about });
  return reply.page(personPage(await request.frame(), { now, person, orders, chairs, letters }));
};
