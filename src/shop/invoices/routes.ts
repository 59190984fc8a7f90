import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { BYTE_ORDER_MARK } from '../../kernel/csv.ts';
import { turn } from '../../kernel/turn.ts';
import type { Db } from '../../platform/db.ts';
import { hashSecret } from '../../platform/ids.ts';
import { printPdf } from '../../platform/pdf.ts';
import { urls } from '../../urls.ts';
import { type CorrectionRefusal, correctInvoice, type InvoiceDeps } from './actions.ts';
import { headRow, invoiceRow } from './export.ts';
import type { InvoiceFilter } from './filter.ts';
import { type CorrectionTyped, readCorrection, readFilter, readInvoiceId, readLink } from './forms.ts';
import * as list from './list-store.ts';
import { printedInvoice } from './pages/printed.ts';
import { correctionPage, deskInvoicePage, invoicesPage, ownInvoicePage } from './pages.ts';
import { isReplaced, standingOf, takenOf } from './standing.ts';
import { type Invoice, invoiceById, invoiceOfLink, invoicesOf } from './store.ts';

const PAGE = 50;
/** Counting stops here: "more than 1,000" says enough and costs nothing. */
const COUNT_TO = 1001;
const EXPORT_STEP = 500;

const DESK = { config: { access: 'desk' } } as const;
const OWNER = { config: { access: 'owner' } } as const;
const LINK = { config: { access: 'secret-link' } } as const;

/** Invoices: the desk's list, each on its page and as a file, corrections; and the buyer's own behind the order's link. */
export const invoiceRoutes =
  (deps: InvoiceDeps): FastifyPluginAsync =>
  async (app) => {
    app.get(urls.deskInvoices(), DESK, (request, reply) => showList(deps.db, request, reply));
    app.get(urls.deskInvoicesCsv(), DESK, (request, reply) => sendList(deps.db, request, reply));
    deskRoutes(app, deps);
    correctionRoutes(app, deps);
    ownRoutes(app, deps.db);
  };

const showList = async (db: Db, request: FastifyRequest, reply: FastifyReply) => {
  const filter = readFilter(request.query);
  const query = { practiceId: request.practice.id, filter };
  const [rows, count] = await Promise.all([
    list.invoicesPage(db.sql, query, PAGE + 1),
    list.countInvoices(db.sql, query, COUNT_TO),
  ]);
  const view = { filter, ...turn(rows, PAGE, filter.bookmark), count, countTo: COUNT_TO };
  return reply.page(invoicesPage(await request.frame(), view));
};

type Export = { readonly practiceId: FastifyRequest['practice']['id']; readonly filter: InvoiceFilter };

/** Page by page from the database, as fast as the reader takes it. */
async function* exported(db: Db, { practiceId, filter }: Export) {
  yield BYTE_ORDER_MARK + headRow();
  let { bookmark } = { ...filter, bookmark: undefined as InvoiceFilter['bookmark'] };
  for (;;) {
    const rows = await list.invoicesPage(
      db.sql,
      { practiceId, filter: { ...filter, bookmark } },
      EXPORT_STEP,
    );
    yield rows.map(invoiceRow).join('');
    const last = rows.at(-1);
    if (!last || rows.length < EXPORT_STEP) return;
    bookmark = { side: 'after', number: last.number };
  }
}

const sendList = async (db: Db, request: FastifyRequest, reply: FastifyReply) => {
  const filter = readFilter(request.query);
  reply.header('content-type', 'text/csv; charset=utf-8; header=present');
  reply.header('content-disposition', 'attachment; filename="invoices.csv"');
  return reply.send(Readable.from(exported(db, { practiceId: request.practice.id, filter })));
};

const atDesk = async (db: Db, request: FastifyRequest) => {
  const id = readInvoiceId(request.params);
  return id && invoiceById(db.sql, request.practice.id, id);
};

const sendPdf = async (reply: FastifyReply, invoice: Invoice) =>
  reply
    .type('application/pdf')
    .header('content-disposition', `attachment; filename="invoice-${invoice.number}.pdf"`)
    .send(await printPdf(printedInvoice(invoice)));

const deskRoutes = (app: FastifyInstance, { db }: InvoiceDeps): void => {
  app.get(urls.deskInvoice(':id'), DESK, async (request, reply) => {
    const invoice = await atDesk(db, request);
    if (!invoice) return reply.callNotFound();
    const all = await invoicesOf(db.sql, request.practice.id, invoice.orderId);
    const others = all.filter(({ id }) => id !== invoice.id);
    const holds = (request.signedIn?.roles.includes('owner') ?? false) && mayBeCorrected(all, invoice);
    return reply.page(deskInvoicePage(await request.frame(), { ...invoice, others, holds }));
  });
  app.get(urls.deskInvoicePdf(':id'), DESK, async (request, reply) => {
    const invoice = await atDesk(db, request);
    return invoice ? sendPdf(reply, invoice) : reply.callNotFound();
  });
};

const mayBeCorrected = (all: readonly Invoice[], invoice: Invoice): boolean =>
  standingOf(all)?.id === invoice.id &&
  !isReplaced(all, invoice) &&
  takenOf(all, invoice) < invoice.document.totalMinor;

const NOTHING_TYPED: CorrectionTyped = { typed: {}, errors: {} };

const REFUSALS = {
  unknown: 'This invoice is not there any more.',
  'not-standing': 'This invoice was replaced meanwhile. Correct the newest one of this order.',
  'nothing-left': 'Everything on this invoice was given back, so there is nothing left to correct.',
} as const satisfies Record<CorrectionRefusal['because'], string>;

const correctionRoutes = (app: FastifyInstance, deps: InvoiceDeps): void => {
  app.get(urls.deskInvoiceCorrection(':id'), OWNER, async (request, reply) => {
    const invoice = await atDesk(deps.db, request);
    if (!invoice) return reply.callNotFound();
    const all = await invoicesOf(deps.db.sql, request.practice.id, invoice.orderId);
    if (!mayBeCorrected(all, invoice)) return reply.seeOther(urls.deskInvoice(invoice.id));
    return reply.page(correctionPage(await request.frame(), invoice, NOTHING_TYPED));
  });
  app.post(urls.deskInvoiceCorrection(':id'), OWNER, async (request, reply) => {
    const invoice = await atDesk(deps.db, request);
    if (!invoice || !request.signedIn) return reply.callNotFound();
    const read = readCorrection(request.body);
    if ('errors' in read) return reply.page(correctionPage(await request.frame(), invoice, read), 422);
    const written = await correctInvoice(deps, {
      ...read,
      practiceId: request.practice.id,
      invoiceId: invoice.id,
      by: request.signedIn.personId,
    });
    if (written.ok) return reply.seeOther(urls.deskInvoice(written.value.id));
    const typed = request.body as CorrectionTyped['typed'];
    const refused = { typed, errors: { name: REFUSALS[written.refusal.because] } };
    return reply.page(correctionPage(await request.frame(), invoice, refused), 409);
  });
};

const ownRoutes = (app: FastifyInstance, db: Db): void => {
  const own = async (request: FastifyRequest) => {
    const link = readLink(request.params);
    const invoice =
      link &&
      (await invoiceOfLink(db.sql, request.practice.id, {
        secretHash: hashSecret(link.secret),
        number: link.number,
      }));
    return invoice && { invoice, secret: link.secret };
  };
  app.get(urls.orderInvoice(':secret', ':number'), LINK, async (request, reply) => {
    const found = await own(request);
    if (!found) return reply.callNotFound();
    return reply.page(ownInvoicePage(await request.frame(), found.invoice, found.secret));
  });
  app.get(urls.orderInvoicePdf(':secret', ':number'), LINK, async (request, reply) => {
    const found = await own(request);
    return found ? sendPdf(reply, found.invoice) : reply.callNotFound();
  });
};
