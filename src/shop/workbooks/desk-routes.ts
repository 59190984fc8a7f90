import { Readable } from 'node:stream';
import type { FastifyError, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { BYTE_ORDER_MARK } from '../../kernel/csv.ts';
import type { Db } from '../../platform/db.ts';
import { notFound } from '../../platform/http/errors.ts';
import { wasTooLarge } from '../../platform/http/uploads.ts';
import { urls } from '../../urls.ts';
import { addVersion, changeWorkbook, makeWorkbook, moveWorkbook } from './actions.ts';
import * as store from './desk-store.ts';
import { workbookHead, workbookRow } from './export.ts';
import {
  readDone,
  readFilter,
  readId,
  readMove,
  readUpload,
  readVersionNumber,
  readWords,
  TOO_LARGE,
} from './forms.ts';
import { giveFile } from './give-actions.ts';
import { typedOf, type WorkbookForm, workbookFormPage } from './pages/form.ts';
import { deskWorkbooksPage } from './pages/list.ts';
import { deskWorkbookPage, previewBar, turnPage, type WorkbookView } from './pages/one.ts';
import { workbookPage } from './pages.ts';
import { versionsOf } from './store.ts';

type Deps = { readonly db: Db };

const PAGE = 50;
const DESK = { config: { access: 'desk' } } as const;
const UPLOAD = { access: 'desk', upload: true } as const;

/** Workbooks at the desk: the list, one of them, its words, its file, and on or off the shop. */
export const workbookDeskRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async (app) => {
    app.get(urls.deskWorkbooks(), DESK, (request, reply) => list(deps, request, reply));
    app.get(urls.deskWorkbooksCsv(), DESK, (request, reply) => listCsv(deps, request, reply));
    app.get(urls.deskWorkbookNew(), DESK, (request, reply) => showForm(deps, request, reply));
    app.post(urls.deskWorkbookNew(), DESK, (request, reply) => make(deps, request, reply));
    app.get(urls.deskWorkbook(':id'), DESK, (request, reply) =>
      show(deps, request, reply, { done: readDone(request.query) }),
    );
    app.get(urls.deskWorkbookChange(':id'), DESK, (request, reply) => showForm(deps, request, reply));
    app.post(urls.deskWorkbookChange(':id'), DESK, (request, reply) => change(deps, request, reply));
    app.get(urls.deskWorkbookPreview(':id'), DESK, (request, reply) => preview(deps, request, reply));
    app.post(
      urls.deskWorkbookVersions(':id'),
      {
        config: UPLOAD,
        errorHandler: (error: FastifyError, request, reply) => tooLarge(deps, error, request, reply),
      },
      (request, reply) => upload(deps, request, reply),
    );
    app.get(urls.deskWorkbookVersion(':id', ':number'), DESK, (request, reply) => give(deps, request, reply));
    for (const to of ['draft', 'archived'] as const)
      app.get(urls.deskWorkbookTurn(':id', to), DESK, async (request, reply) =>
        reply.page(turnPage(await request.frame(), await workbookOf(deps, request), to)),
      );
    app.post(urls.deskWorkbookState(':id'), DESK, (request, reply) => move(deps, request, reply));
  };

const workbookOf = async ({ db }: Deps, request: FastifyRequest) => {
  const id = readId(request.params);
  return (id && (await store.workbookById(db.sql, request.practice.id, id))) || notFound();
};

const list = async ({ db }: Deps, request: FastifyRequest, reply: FastifyReply) => {
  const filter = readFilter(request.query);
  const practiceId = request.practice.id;
  const [rows, count] = await Promise.all([
    store.workbooksPage(db.sql, practiceId, filter, { limit: PAGE, offset: (filter.page - 1) * PAGE }),
    store.countWorkbooks(db.sql, practiceId, filter),
  ]);
  const pages = Math.max(1, Math.ceil(count / PAGE));
  return reply.page(deskWorkbooksPage(await request.frame(), { filter, rows, count, pages }));
};

const STEP = 500;

async function* exported({ db }: Deps, request: FastifyRequest) {
  const filter = readFilter(request.query);
  yield BYTE_ORDER_MARK + workbookHead();
  for (let offset = 0; ; offset += STEP) {
    const window = { limit: STEP, offset };
    const rows = await store.workbooksPage(db.sql, request.practice.id, filter, window);
    yield rows.map(workbookRow).join('');
    if (rows.length < STEP) return;
  }
}

const listCsv = (deps: Deps, request: FastifyRequest, reply: FastifyReply) =>
  reply
    .header('content-type', 'text/csv; charset=utf-8; header=present')
    .header('content-disposition', 'attachment; filename="workbooks.csv"')
    .send(Readable.from(exported(deps, request)));

const show = async (
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  told: Pick<WorkbookView, 'done' | 'typed' | 'errors' | 'noFile'> & { readonly status?: number },
) => {
  const workbook = await workbookOf(deps, request);
  const { sql } = deps.db;
  const key = [request.practice.id, workbook.workbookId] as const;
  const [versions, sales, changes] = await Promise.all([
    versionsOf(sql, ...key),
    store.salesOf(sql, ...key),
    store.changesOfWorkbook(sql, ...key),
  ]);
  const { status = 200, ...shown } = told;
  const view = { workbook, versions, sales, changes, ...shown };
  return reply.page(deskWorkbookPage(await request.frame(), view), status);
};

const showForm = async (
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  again?: Pick<WorkbookForm, 'typed' | 'changedMeanwhile'> &
    Partial<Pick<WorkbookForm, 'errors'>> & { readonly status: number },
) => {
  const isNew = request.routeOptions.url === urls.deskWorkbookNew();
  const workbook = isNew ? undefined : await workbookOf(deps, request);
  const { currency } = request.practice;
  const { status = 200, ...shown } = again ?? { typed: typedOf(workbook) };
  const form = { workbook, currency, errors: {}, ...shown };
  return reply.page(workbookFormPage(await request.frame(), form), status);
};

const deskOf = ({ practice }: FastifyRequest) => ({ practiceId: practice.id, currency: practice.currency });

const make = async (deps: Deps, request: FastifyRequest, reply: FastifyReply) => {
  const read = readWords(request.body, request.practice.currency);
  if ('errors' in read) return showForm(deps, request, reply, { ...read, status: 422 });
  const { id } = await makeWorkbook(deps.db, deskOf(request), read.words);
  return reply.seeOther(urls.deskWorkbook(id, { done: 'made' }));
};

const change = async (deps: Deps, request: FastifyRequest, reply: FastifyReply) => {
  const { workbookId: id } = await workbookOf(deps, request);
  const read = readWords(request.body, request.practice.currency);
  if ('errors' in read) return showForm(deps, request, reply, { ...read, status: 422 });
  const wish = { id, words: read.words, opened: read.opened };
  const saved = (await changeWorkbook(deps.db, deskOf(request), wish)) ?? notFound();
  if (saved.ok) return reply.seeOther(urls.deskWorkbook(id, { done: 'saved' }));
  return showForm(deps, request, reply, { typed: read.typed, changedMeanwhile: true, status: 409 });
};

const preview = async (deps: Deps, request: FastifyRequest, reply: FastifyReply) => {
  const workbook = await workbookOf(deps, request);
  const [newest] = await versionsOf(deps.db.sql, request.practice.id, workbook.workbookId);
  const shown = { of: 'a workbook', bar: previewBar(workbook) };
  const frame = { ...(await request.frame()), preview: shown };
  return reply.page(workbookPage(frame, workbook, newest));
};

const upload = async (deps: Deps, request: FastifyRequest, reply: FastifyReply) => {
  const { workbookId: id } = await workbookOf(deps, request);
  const read = readUpload(request.body);
  if ('errors' in read) return show(deps, request, reply, { ...read, status: 422 });
  if (!(await addVersion(deps.db, request.practice.id, id, read.version))) return notFound();
  return reply.seeOther(urls.deskWorkbook(id, { done: 'added' }));
};

/** More than a form may bring is not read to its end; the page says so beside the field. */
const tooLarge = (deps: Deps, error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
  if (!wasTooLarge(error)) throw error;
  return show(deps, request, reply, { typed: {}, errors: { file: TOO_LARGE }, status: 422 });
};

const give = async (deps: Deps, request: FastifyRequest, reply: FastifyReply) => {
  const { workbookId, name } = await workbookOf(deps, request);
  const number = readVersionNumber(request.params);
  const versions = await versionsOf(deps.db.sql, request.practice.id, workbookId);
  const version = versions.find((each) => each.number === number) ?? notFound();
  const file = giveFile(deps.db.sql, request.practice.id, { name, version });
  return reply.headers(file.headers).send(Readable.from(file.parts));
};

const move = async (deps: Deps, request: FastifyRequest, reply: FastifyReply) => {
  const id = readId(request.params) ?? notFound();
  const to = readMove(request.body);
  if (!to) return reply.seeOther(urls.deskWorkbook(id));
  const moved = (await moveWorkbook(deps.db, request.practice.id, id, to)) ?? notFound();
  if (!moved.ok) return show(deps, request, reply, { noFile: true, status: 409 });
  return reply.seeOther(urls.deskWorkbook(id, moved.value ? { done: 'moved' } : {}));
};
