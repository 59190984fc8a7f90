import type { PracticeId } from '../../kernel/id.ts';
import { accept, type Result, refuse } from '../../kernel/result.ts';
import type { Tx } from '../../platform/db.ts';
import { feeLearned, movedAtPayPal, post, recordChange } from '../fulfilment/public.ts';
import { look, type PaymentDeps } from '../payments/public.ts';
import { noteRefund } from '../refunds/public.ts';
import { type BreakState, canBreakBecome, fits } from './break-states.ts';
import * as store from './break-store.ts';
import { compared, keepBreaks } from './compare-actions.ts';
import { kindOf } from './report.ts';
import { type Booking, bookingOf } from './settle.ts';
import { mayBeBooked, orderPaidBy, readSoFar } from './store.ts';

/** Who settles, as row-level security and history know them. */
export type Settler = { readonly practiceId: PracticeId; readonly personId: string; readonly name: string };

export type BreakRefusal =
  | { readonly because: 'no-such-break' }
  /** It has gone on meanwhile. */
  | { readonly because: 'too-late'; readonly state: BreakState }
  /** This way does not fit this kind. */
  | { readonly because: 'not-this-way' }
  /** PayPal was asked, and the books still differ. */
  | { readonly because: 'still-differs' }
  /** The same difference is open in another row. */
  | { readonly because: 'open-elsewhere' };

type Step = Result<{ readonly state: BreakState }, BreakRefusal>;

const as = <Value>(deps: PaymentDeps, { practiceId, personId }: Settler, work: (tx: Tx) => Promise<Value>) =>
  deps.db.as({ kind: 'person', practiceId, personId }, work);

/** Locks an open break; says why where it is not there or not open. */
const lockedIf = async (
  tx: Tx,
  { practiceId }: Settler,
  id: string,
  next: BreakState,
): Promise<Result<store.StoredBreak, BreakRefusal>> => {
  const broken = await store.lockBreak(tx, practiceId, id);
  if (!broken) return refuse({ because: 'no-such-break' });
  if (!canBreakBecome(broken.state, next)) return refuse({ because: 'too-late', state: broken.state });
  return accept(broken);
};

const close = async (
  tx: Tx,
  { practiceId, name }: Settler,
  broken: store.StoredBreak,
  next: Omit<store.Closing, 'by'>,
): Promise<Step> => {
  await store.saveBreak(tx, practiceId, broken, { ...next, by: next.state === 'open' ? null : name });
  await recordChange(tx, practiceId, {
    ...{ entity: 'break', id: broken.id, was: broken.state, became: next.state, actor: 'desk' },
    because: name,
  });
  return accept({ state: next.state });
};

/** Explains a difference in words; nothing is booked. It can be taken back. */
export const explainBreak = (deps: PaymentDeps, settler: Settler, id: string, note: string): Promise<Step> =>
  as(deps, settler, async (tx) => {
    const locked = await lockedIf(tx, settler, id, 'explained');
    return locked.ok ? close(tx, settler, locked.value, { state: 'explained', note }) : locked;
  });

/** Takes an explanation back: the break is open again. */
export const reopenBreak = (deps: PaymentDeps, settler: Settler, id: string): Promise<Step> =>
  as(deps, settler, async (tx) => {
    const locked = await lockedIf(tx, settler, id, 'open');
    if (!locked.ok) return locked;
    if (await store.isOpen(tx, settler.practiceId, locked.value.fingerprint))
      return refuse({ because: 'open-elsewhere' });
    return close(tx, settler, locked.value, { state: 'open' });
  });

/** Books what differs by an entry of its own, so that our balance is PayPal's. Old entries stay as they are. */
export const bookBreak = (deps: PaymentDeps, settler: Settler, id: string, note: string): Promise<Step> =>
  as(deps, settler, async (tx) => {
    const locked = await lockedIf(tx, settler, id, 'settled');
    if (!locked.ok) return locked;
    const broken = locked.value;
    const booking = fits(broken.kind, 'booked') ? bookingOf(broken) : undefined;
    if (!booking) return refuse({ because: 'not-this-way' });
    const ownLine = broken.kind === 'only-at-paypal' ? broken.lineId : null;
    if (ownLine && !(await mayBeBooked(tx, settler.practiceId, ownLine)))
      return refuse({ because: 'not-this-way' });
    await enter(tx, settler.practiceId, broken, { booking, ownLine });
    return close(tx, settler, broken, { state: 'settled', way: 'booked', note });
  });

const enter = async (
  tx: Tx,
  practiceId: PracticeId,
  broken: store.StoredBreak,
  { booking, ownLine }: { readonly booking: Booking; readonly ownLine: string | null },
): Promise<void> => {
  const { captureId, refundId, attemptId } = broken;
  const orderId = captureId ? await orderPaidBy(tx, practiceId, captureId) : undefined;
  const posting =
    booking.as === 'fee'
      ? feeLearned(booking.fee)
      : movedAtPayPal(broken.kind, booking.gross, booking.feeMinor, 'differences');
  await post(tx, practiceId, posting, {
    ...{ breakId: broken.id, ...(ownLine ? { reportLineId: ownLine } : {}) },
    ...(captureId ? { captureId } : {}),
    ...(attemptId ? { attemptId } : {}),
    ...(refundId ? { refundId } : {}),
    ...(orderId ? { orderId } : {}),
  });
};

/** Asks PayPal about it once more by the ways that everything else goes, and compares again. */
export const fetchBreak = async (deps: PaymentDeps, settler: Settler, id: string): Promise<Step> => {
  const locked = await as(deps, settler, (tx) => lockedIf(tx, settler, id, 'settled'));
  if (!locked.ok) return locked;
  const broken = locked.value;
  if (!fits(broken.kind, 'fetched') || !(broken.attemptId ?? broken.captureId))
    return refuse({ because: 'not-this-way' });
  await askPayPal(deps, settler.practiceId, broken);
  return as(deps, settler, async (tx) => {
    const again = await lockedIf(tx, settler, id, 'settled');
    if (!again.ok) return again;
    const { practiceId } = settler;
    const { lastUntil, oldest, now } = await readSoFar(tx, practiceId);
    const span = { since: oldest ?? broken.at, until: lastUntil ?? now };
    const { breaks } = await compared(tx, practiceId, span);
    if (breaks.some(({ fingerprint }) => fingerprint === broken.fingerprint))
      return refuse({ because: 'still-differs' });
    const done = await close(tx, settler, again.value, { state: 'settled', way: 'fetched' });
    await keepBreaks(tx, practiceId, { span, breaks, by: 'desk' });
    return done;
  });
};

const askPayPal = async (
  deps: PaymentDeps,
  practiceId: PracticeId,
  { attemptId, captureId, transactionId, code }: store.StoredBreak,
): Promise<void> => {
  const kind = code === null ? undefined : kindOf(code);
  if (captureId && transactionId && (kind === 'refund' || kind === 'reversal')) {
    const news = { captureId, paypalRefundId: transactionId, reversed: kind === 'reversal' };
    await noteRefund(deps, practiceId, news, 'desk');
  }
  if (attemptId) await look(deps, { practiceId, attemptId }, 'desk');
};
