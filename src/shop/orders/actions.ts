import type { Practice } from '../../identity/practice/public.ts';
import { practiceById } from '../../identity/practice/public.ts';
import type { PracticeId } from '../../kernel/id.ts';
import { invariant } from '../../kernel/invariant.ts';
import { money } from '../../kernel/money.ts';
import type { Instant } from '../../kernel/time.ts';
import { calendarFile } from '../../platform/calendar.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { hashSecret } from '../../platform/ids.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { Limits } from '../../platform/limits.ts';
import type { SecretLinks } from '../../platform/links.ts';
import type { Outbox } from '../../platform/outbox.ts';
import type { Letter } from '../../ui/letter.ts';
import { urls } from '../../urls.ts';
import type { Meeting } from '../catalogue/public.ts';
import type { HeldMeeting } from '../date-changes/public.ts';
import { sumPartsOf, sumRows, taxInside } from '../pricing/public.ts';
import { attestationsOf, type Chair, datesOf, type Order, seatLines, workbookLines } from './order.ts';
import { chairLetter, linksLetter, receiptLetter, type Sender } from './pages/letters.ts';
import * as store from './store.ts';

export type LetterDeps = {
  readonly db: Db;
  readonly outbox: Outbox;
  readonly links: SecretLinks;
  /** Origin of every link, without a trailing slash. */
  readonly publicUrl: string;
};

/** The job that answers "find my order". */
export const LINKS_ASKED = 'order-links-asked';

/** The letters of a new order: one to the payer, one to each attendee who is somebody else. Safe to repeat. */
export const sendConfirmation = async (
  deps: LetterDeps,
  { practiceId, orderId }: { readonly practiceId: PracticeId; readonly orderId: string },
): Promise<void> => {
  const practice = await practiceOf(deps.db, practiceId);
  await deps.db.begin(async (tx) => {
    const order = await store.findOrder(tx, practiceId, { id: orderId });
    invariant(order, 'an order that was placed can be read');
    await postReceipt(deps, { tx, practice }, order, 'first');
    for (const chair of await store.chairsOfOrder(tx, practiceId, orderId))
      await postChair(deps, { tx, practice }, chair);
  });
};

/** The dates as they are now; those that are called off are left out. */
const heldOf = (dates: readonly HeldMeeting[]): readonly Meeting[] =>
  dates.flatMap(({ current }) => (current ? [current] : []));

type Desk = { readonly tx: Tx; readonly practice: Practice };

const senderOf = ({ neutralName, locale, zone, address, phone }: Practice): Sender => ({
  neutralName,
  locale,
  zone,
  address,
  phone,
});

const postReceipt = (deps: LetterDeps, { tx, practice }: Desk, order: Order, time: string) => {
  const parts = sumPartsOf(order.lines, { ...order, code: order.couponCode && '' });
  const letter = receiptLetter(senderOf(practice), {
    number: order.number,
    payerName: order.payerName,
    placedAt: order.placedAt,
    total: money(order.totalMinor, order.currency),
    chairs: seatLines(order.lines).map(({ meetings, dates, zone, totalMinor }) => ({
      meetings: heldOf(dates),
      bought: meetings.length,
      zone,
      total: money(totalMinor, order.currency),
    })),
    downloads: workbookLines(order.lines).map(({ downloadId, totalMinor }) => ({
      address: deps.publicUrl + urls.download(deps.links.secret('download', downloadId)),
      total: money(totalMinor, order.currency),
    })),
    savings: sumRows(parts, practice.locale),
    taxInside: taxInside(parts, practice.locale),
    address: deps.publicUrl + urls.order(deps.links.secret('order', order.id)),
    comes: order.attendeeIsPayer,
  });
  const comes = order.attendeeIsPayer && seatLines(order.lines).length > 0;
  const calendar = comes ? orderCalendar(practice, order) : undefined;
  return deps.outbox.mail(tx, {
    practiceId: practice.id,
    kind: 'order-confirmation',
    dedupe: `order-confirmation:${order.id}:${time}`,
    mail: mailTo(order.payerEmail, letter, calendar),
    orderId: order.id,
  });
};

const postChair = (deps: LetterDeps, { tx, practice }: Desk, chair: Chair) => {
  const { zone, attendeeName, payerFirstName } = chair;
  const meetings = heldOf(chair.dates);
  const address = deps.publicUrl + urls.chair(deps.links.secret('chair', chair.seatId));
  const letter = chairLetter(senderOf(practice), { meetings, zone, attendeeName, payerFirstName, address });
  return deps.outbox.mail(tx, {
    practiceId: practice.id,
    kind: 'chair-link',
    dedupe: `chair-link:${chair.seatId}`,
    mail: mailTo(chair.attendeeEmail, letter, chairCalendar(practice, chair)),
    orderId: chair.orderId,
  });
};

const mailTo = (to: string, letter: Letter, calendar: string | undefined) => ({
  to,
  ...letter,
  ...(calendar === undefined ? {} : { calendar: { filename: 'appointment.ics', content: calendar } }),
});

/** The meetings of an order for a calendar: "Appointment" and the practice's neutral name, no group, no place. */
export const orderCalendar = (practice: Practice, order: Order): string =>
  neutralCalendar(practice, order.id, datesOf(order.lines), order.placedAt);

export const chairCalendar = (practice: Practice, chair: Chair): string =>
  neutralCalendar(practice, chair.seatId, chair.isFreed ? [] : chair.dates, chair.now);

const neutralCalendar = (
  { neutralName, email }: Practice,
  of: string,
  dates: readonly HeldMeeting[],
  stamp: Instant,
) =>
  calendarFile({
    title: 'Appointment',
    organiser: { name: neutralName, email },
    meetings: dates.map(({ bought, current, revision }, index) => ({
      uid: `${of}-${index + 1}`,
      ...(current ?? bought),
      sequence: revision,
      isOff: current === null,
    })),
    stamp,
  });

/** The receipt once more, to the payer's address and no other. False when it was asked for too often. */
export const resendReceipt = async (
  deps: LetterDeps & { readonly limits: Limits },
  practiceId: PracticeId,
  order: Order,
): Promise<boolean> => {
  if (!(await deps.limits.take('order-letter', order.id, { points: 3, seconds: 3600 }))) return false;
  const practice = await practiceOf(deps.db, practiceId);
  await deps.db.begin((tx) =>
    postReceipt(deps, { tx, practice }, order, String(order.now.epochMilliseconds)),
  );
  return true;
};

/**
 * "Find my order": the same work and the same answer for every address; a job looks whether anything belongs to it.
 */
export const askForLinks = (
  deps: { readonly db: Db; readonly jobs: Jobs },
  asked: { readonly practiceId: PracticeId; readonly email: string },
): Promise<void> => deps.db.begin((tx) => deps.jobs.enqueue(tx, LINKS_ASKED, asked));

/** Ten minutes in which the same address gets one letter. */
const LINKS_EVERY_MS = 600_000;

/** Writes to an address what belongs to it; an address without an order gets no letter. */
export const sendLinks = async (
  deps: LetterDeps,
  { practiceId, email }: { readonly practiceId: PracticeId; readonly email: string },
): Promise<void> => {
  const practice = await practiceOf(deps.db, practiceId);
  await deps.db.begin(async (tx) => {
    const { orders, chairs } = await store.belongingTo(tx, practiceId, email);
    if (orders.length + chairs.length === 0) return;
    const now = await store.databaseNow(tx);
    const letter = linksLetter(senderOf(practice), {
      orders: orders.map(({ id, number, at }) => ({
        number,
        at,
        address: deps.publicUrl + urls.order(deps.links.secret('order', id)),
      })),
      chairs: chairs.map(({ id, at }) => ({
        at,
        address: deps.publicUrl + urls.chair(deps.links.secret('chair', id)),
      })),
    });
    const window = Math.floor(now.epochMilliseconds / LINKS_EVERY_MS);
    const dedupe = `order-links:${hashSecret(email).toString('base64url')}:${window}`;
    await deps.outbox.mail(tx, {
      practiceId,
      kind: 'order-links',
      dedupe,
      mail: mailTo(email, letter, undefined),
    });
  });
};

/** The attendee says yes and signs; the first signature counts. */
export const signChair = (db: Db, practiceId: PracticeId, chair: Chair, name: string) =>
  db.begin((tx) =>
    store.insertSignature(tx, practiceId, {
      seatId: chair.seatId,
      version: chair.agreementVersion,
      name,
      attested: attestationsOf(chair),
    }),
  );

export const practiceOf = async (db: Db, practiceId: PracticeId): Promise<Practice> => {
  const practice = await practiceById(db, practiceId);
  invariant(practice, 'an order belongs to a practice');
  return practice;
};
