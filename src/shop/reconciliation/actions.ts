import type { PracticeId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Tx } from '../../platform/db.ts';
import type { PaymentDeps } from '../payments/public.ts';
import { compared, keepBreaks } from './compare-actions.ts';
import { doDeed } from './deed-actions.ts';
import type { PayPalReports } from './paypal.ts';
import type { ReportedLine } from './report.ts';
import * as store from './store.ts';
import { dueSpan, halvesOf, partsOf, type Span } from './window.ts';

export type ReconcileDeps = PaymentDeps & { readonly reports: PayPalReports };

/**
 * One round: of every practice that takes money, the days that are settled by now and were not read yet. Read twice, a
 * day changes nothing. A practice whose report could not be read does not stop the others. Answers how many were read.
 */
export const reconcileAll = async (deps: ReconcileDeps): Promise<number> => {
  let read = 0;
  for (const practiceId of await store.practicesWithMoney(deps.db.sql))
    if (await reconcilePractice(deps, practiceId)) read += 1;
  return read;
};

/** Reads and compares what is due; `asked` reads the last days again although they were. Undefined: nothing is due. */
export const reconcilePractice = async (
  deps: ReconcileDeps,
  practiceId: PracticeId,
  asked = false,
): Promise<store.Reading | undefined> => {
  const as = <Value>(work: (tx: Tx) => Promise<Value>) =>
    deps.db.as({ kind: 'job:reconcile', practiceId }, work);
  const practice = await deps.practiceOf(practiceId);
  const { first, lastUntil, oldest, now } = await as((tx) => store.readSoFar(tx, practiceId));
  if (!practice || !first) return undefined;
  const books = { now, zone: practice.zone, first };
  const span = dueSpan({ ...books, lastUntil: lastUntil ?? undefined, oldest: oldest ?? undefined }, asked);
  if (!span) return undefined;
  const told = await readReport(deps.reports, span);
  const blank = { ...span, refreshedAt: undefined, lines: 0, found: 0, closed: 0, problem: undefined };
  if (!told.ok) {
    const reading = { ...blank, state: 'failed', problem: told.refusal } as const;
    await as((tx) => store.insertReading(tx, practiceId, reading));
    return reading;
  }
  const { lines, refreshedAt } = told;
  await as((tx) => store.keepLines(tx, practiceId, lines));
  const until = refreshedAt.epochMilliseconds < span.until.epochMilliseconds ? refreshedAt : span.until;
  const covered = { since: span.since, until };
  const state = until === span.until ? 'done' : 'behind';
  const { deeds } = await as((tx) => compared(tx, practiceId, covered));
  for (const deed of deeds) await doDeed(deps, practiceId, deed);
  return as(async (tx) => {
    const { breaks } = await compared(tx, practiceId, covered);
    const kept = await keepBreaks(tx, practiceId, { span: covered, breaks, by: 'reconciler' });
    const reading = { ...blank, ...kept, state, refreshedAt, lines: lines.length } as const;
    await store.insertReading(tx, practiceId, reading);
    return reading;
  });
};

type Told =
  | { readonly ok: true; readonly lines: readonly ReportedLine[]; readonly refreshedAt: Instant }
  | { readonly ok: false; readonly refusal: string };

/** The report of a span, part by part and page by page; all of it, or nothing. */
const readReport = async (reports: PayPalReports, span: Span): Promise<Told> => {
  const waiting = partsOf(span);
  const lines: ReportedLine[] = [];
  let refreshedAt: Instant | undefined;
  for (let part = waiting.shift(); part; part = waiting.shift()) {
    const told = await readPart(reports, part);
    if (told.ok) {
      lines.push(...told.lines);
      const isOlder = refreshedAt && told.refreshedAt.epochMilliseconds >= refreshedAt.epochMilliseconds;
      if (!isOlder) refreshedAt = told.refreshedAt;
      continue;
    }
    const halves = told.refusal === 'RESULTSET_TOO_LARGE' ? halvesOf(part) : undefined;
    if (!halves) return told;
    waiting.unshift(...halves);
  }
  return refreshedAt ? { ok: true, lines, refreshedAt } : { ok: false, refusal: 'empty' };
};

const readPart = async (reports: PayPalReports, { since, until }: Span): Promise<Told> => {
  const lines: ReportedLine[] = [];
  for (let page = 1; ; page += 1) {
    const told = await reports.transactions({ from: since, to: until, page });
    if (told.kind === 'refused') return { ok: false, refusal: told.issue };
    if (told.kind === 'unknown') return { ok: false, refusal: told.why };
    const { value } = told;
    lines.push(...value.lines);
    if (page < value.totalPages) continue;
    // A page that grew while it was turned may have hidden a line: the whole is read again later.
    if (lines.length < value.totalItems) return { ok: false, refusal: 'pages-changed' };
    return { ok: true, lines, refreshedAt: value.refreshedAt };
  }
};
