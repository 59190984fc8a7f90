import type { Practice } from '../../identity/practice/public.ts';
import type { PracticeId } from '../../kernel/id.ts';
import { invariant } from '../../kernel/invariant.ts';
import { accept, type Result, refuse } from '../../kernel/result.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { nextNumber } from '../fulfilment/public.ts';
import {
  counterFor,
  type InvoiceDocument,
  type InvoiceLine,
  invoiceFor,
  type Party,
  replacementFor,
  restoringFor,
} from './invoice.ts';
import { isReplaced, standingOf, takenOf } from './standing.ts';
import * as store from './store.ts';
import { rowWords, SAVING_WORDS } from './words.ts';

/** The first invoice of a practice bears this number. */
const FIRST_INVOICE = 1001;

export type InvoiceDeps = {
  readonly db: Db;
  readonly practiceOf: (id: PracticeId) => Promise<Practice | undefined>;
};

const BY_PROGRAM = 'program';

type Office = { readonly tx: Tx; readonly practice: Practice };

const openOffice = async (deps: InvoiceDeps, practiceId: PracticeId): Promise<Omit<Office, 'tx'>> => {
  const practice = await deps.practiceOf(practiceId);
  invariant(practice, 'an invoice belongs to a practice');
  return { practice };
};

const dayIn = (at: Instant, { zone }: Practice): string =>
  at.toZonedDateTimeISO(zone).toPlainDate().toString();

/** Writes the invoice of a paid order, once; a free order has none. Safe to repeat. */
export const writeInvoice = async (
  deps: InvoiceDeps,
  of: { readonly practiceId: PracticeId; readonly orderId: string },
): Promise<void> => {
  const office = await openOffice(deps, of.practiceId);
  await deps.db.begin(async (tx) => {
    const order = await store.lockOrder(tx, of.practiceId, of.orderId);
    invariant(order, 'an order that was placed can be read');
    await invoicesWithFirst({ ...office, tx }, order);
  });
};

/** All that was written about an order, the first invoice now, if there was none and something was paid. */
const invoicesWithFirst = async (office: Office, order: store.OrderToInvoice) => {
  const { tx, practice } = office;
  const before = await store.invoicesOf(tx, practice.id, order.id);
  if (before.length > 0 || order.totalMinor === 0) return before;
  const lines = await store.soldLines(tx, practice.id, order.checkoutId);
  const document = invoiceFor(
    {
      seller: sellerOf(practice, order),
      buyer: { name: order.payerName, lines: [] },
      orderNumber: order.number,
      placedOn: dayIn(order.placedAt, practice),
      issuedOn: dayIn(order.now, practice),
      currency: order.currency,
      locale: practice.locale,
      ...(order.taxName === null ? {} : { taxName: order.taxName }),
    },
    lines.map((line) => lineOf(line, practice.locale)),
  );
  invariant(document.totalMinor === order.totalMinor, 'an invoice says what was paid');
  await write(office, { order, document, correctsId: null, refundId: null, issuedBy: BY_PROGRAM });
  return store.invoicesOf(tx, practice.id, order.id);
};

/** With the number for the tax that the order was priced with, whatever the settings say by now. */
const sellerOf = (practice: Practice, { taxNumber }: store.OrderToInvoice): Party => ({
  name: practice.name,
  lines: [...practice.address, practice.email, ...(practice.phone ? [practice.phone] : [])],
  ...(taxNumber ? { taxNumber } : {}),
});

const lineOf = (line: store.SoldLine, locale: string): InvoiceLine => {
  const day = (at: Instant | undefined) => at?.toZonedDateTimeISO(line.zone).toPlainDate();
  const { kind, count, unitMinor, payableMinor, taxMinor } = line;
  return {
    ...{ count, unitMinor, payableMinor, taxMinor },
    words: rowWords({ kind, count, firstOn: day(line.firstAt), lastOn: day(line.lastAt) }, locale),
    savings: [
      { words: SAVING_WORDS.package, minor: line.packageMinor },
      { words: SAVING_WORDS.coupon, minor: line.couponMinor },
      { words: SAVING_WORDS.fund, minor: line.fundMinor },
    ].filter(({ minor }) => minor > 0),
    taxRate: taxMinor === 0 ? 0 : line.taxRate,
  };
};

type ToWrite = {
  readonly order: Pick<store.OrderToInvoice, 'id'>;
  readonly document: InvoiceDocument;
  readonly correctsId: string | null;
  readonly refundId: string | null;
  readonly issuedBy: string;
};

/** The number is taken last: a number once taken is an invoice once written. */
const write = async ({ tx, practice }: Office, { order, document, ...rest }: ToWrite) => {
  const number = await nextNumber(tx, practice.id, 'invoice', FIRST_INVOICE);
  const id = newId<'invoice'>();
  const { kind } = document;
  await store.insertInvoice(tx, practice.id, { id, number, kind, orderId: order.id, document, ...rest });
  return { id, number };
};

/** Writes the counter-invoice of money that went back, or takes it back where the money came back. Safe to repeat. */
export const writeCounter = async (
  deps: InvoiceDeps,
  of: { readonly practiceId: PracticeId; readonly refundId: string },
): Promise<void> => {
  const office = await openOffice(deps, of.practiceId);
  await deps.db.begin(async (tx) => {
    const refund = await store.refundById(tx, of.practiceId, of.refundId);
    const order = refund && (await store.lockOrder(tx, of.practiceId, refund.orderId));
    if (!refund || !order) return;
    const all = await invoicesWithFirst({ ...office, tx }, order);
    const counter = all.find(({ refundId }) => refundId === refund.id);
    if (refund.state === 'undone') await restore({ ...office, tx }, order, { all, counter });
    else if (!counter) await counterRefund({ ...office, tx }, order, { all, refund });
  });
};

const counterRefund = async (
  office: Office,
  order: store.OrderToInvoice,
  { all, refund }: { readonly all: readonly store.Invoice[]; readonly refund: store.RefundToCounter },
): Promise<void> => {
  const standing = standingOf(all);
  invariant(standing, 'money that went back was paid with an invoice');
  const beforeMinor = takenOf(all, standing);
  const taken = { beforeMinor, amountMinor: refund.amountMinor };
  const document = counterFor(standing.document, taken, {
    number: standing.number,
    issuedOn: dayIn(order.now, office.practice),
    because: 'Money was given back.',
    words: 'Given back',
  });
  const of = { correctsId: standing.id, refundId: refund.id, issuedBy: BY_PROGRAM };
  await write(office, { order, document, ...of });
};

const restore = async (
  office: Office,
  order: store.OrderToInvoice,
  { all, counter }: { readonly all: readonly store.Invoice[]; readonly counter: store.Invoice | undefined },
): Promise<void> => {
  if (!counter || all.some(({ correctsId }) => correctsId === counter.id)) return;
  const document = restoringFor(counter.document, {
    number: counter.number,
    issuedOn: dayIn(order.now, office.practice),
    because: 'The money that had gone back has come back.',
    words: 'Paid again',
  });
  await write(office, { order, document, correctsId: counter.id, refundId: null, issuedBy: BY_PROGRAM });
};

export type CorrectionRefusal = {
  readonly because:
    | 'unknown'
    /** It was replaced meanwhile, or is a counter-invoice. */
    | 'not-standing'
    /** Everything on it was given back. */
    | 'nothing-left';
};

export type Correction = {
  readonly practiceId: PracticeId;
  readonly invoiceId: string;
  readonly buyer: Party;
  readonly because: string;
  /** The person's id. */
  readonly by: string;
};

/** Voids an invoice by a counter-invoice and writes it once more for another buyer, both or neither. */
export const correctInvoice = async (
  deps: InvoiceDeps,
  { practiceId, invoiceId, buyer, because, by }: Correction,
): Promise<Result<{ readonly id: string; readonly number: number }, CorrectionRefusal>> => {
  const office = await openOffice(deps, practiceId);
  return deps.db.begin(async (tx) => {
    const asked = await store.invoiceById(tx, practiceId, invoiceId);
    const order = asked && (await store.lockOrder(tx, practiceId, asked.orderId));
    if (!asked || !order) return refuse({ because: 'unknown' });
    const all = await store.invoicesOf(tx, practiceId, order.id);
    if (standingOf(all)?.id !== asked.id || isReplaced(all, asked))
      return refuse({ because: 'not-standing' });
    const takenMinor = takenOf(all, asked);
    const leftMinor = asked.document.totalMinor - takenMinor;
    if (leftMinor === 0) return refuse({ because: 'nothing-left' });
    const change = { number: asked.number, issuedOn: dayIn(order.now, office.practice), because };
    const voiding = counterFor(
      asked.document,
      { beforeMinor: takenMinor, amountMinor: leftMinor },
      { ...change, words: `Invoice ${asked.number} is void` },
    );
    const of = { order, correctsId: asked.id, refundId: null, issuedBy: by };
    await write({ ...office, tx }, { ...of, document: voiding });
    const words = 'Given back before';
    const again = replacementFor(asked.document, { buyer, takenMinor }, { ...change, words });
    return accept(await write({ ...office, tx }, { ...of, document: again }));
  });
};

const A_ROUND = 200;

/** Writes whatever is owed: of the last days, or of all time where `everything` is asked. Answers how many. */
export const writeOwed = async (deps: InvoiceDeps, everything = false): Promise<number> => {
  const owed = await store.owed(deps.db.sql, everything ? null : 48, A_ROUND);
  const faults: unknown[] = [];
  for (const { practiceId, kind, id } of owed)
    await (kind === 'invoice'
      ? writeInvoice(deps, { practiceId, orderId: id })
      : writeCounter(deps, { practiceId, refundId: id })
    ).catch((fault: unknown) => faults.push(fault));
  if (faults.length > 0) throw new AggregateError(faults, 'some invoices could not be written');
  return owed.length;
};
