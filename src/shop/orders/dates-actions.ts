import type { Practice } from '../../identity/practice/public.ts';
import type { PracticeId } from '../../kernel/id.ts';
import { invariant } from '../../kernel/invariant.ts';
import type { Tx } from '../../platform/db.ts';
import { urls } from '../../urls.ts';
import * as dates from '../date-changes/public.ts';
import { chairCalendar, type LetterDeps, orderCalendar, practiceOf } from './actions.ts';
import { datesLetter } from './pages/dates-letter.ts';
import * as store from './store.ts';

type Told = dates.GroupKey & { readonly publication: number };

/** One letter to each person whose dates or place a publication changed. Safe to repeat. */
export const tellOfDates = async (deps: LetterDeps, { publication, ...key }: Told): Promise<void> => {
  const practice = await practiceOf(deps.db, key.practiceId);
  const versions = await dates.printedAround(deps.db.sql, key, publication);
  const is = versions.find(({ number }) => number === publication);
  const was = versions.find(({ number }) => number === publication - 1);
  invariant(is, 'a publication that happened can be read');
  const placeChanged = was !== undefined && (was.place !== is.place || was.format !== is.format);
  const changes = await dates.changesToTell(deps.db.sql, key, publication);
  for (const person of await dates.recipients(deps.db.sql, key)) {
    const own = changes.get(person.seatId) ?? [];
    if (own.length === 0 && !placeChanged) continue;
    const news = { publication, changes: own, placeChanged, zone: is.schedule.zone };
    await deps.db.begin((tx) => tellOne(deps, { tx, practice, key }, person, news));
  }
};

/** What changed while an order was being paid is told as soon as it is paid. Safe to repeat. */
export const tellOrder = async (
  deps: LetterDeps,
  { practiceId, orderId }: { readonly practiceId: PracticeId; readonly orderId: string },
): Promise<void> => {
  const touched = await deps.db.begin((tx) => dates.followOrder(tx, practiceId, orderId));
  for (const one of touched) await tellOfDates(deps, { practiceId, ...one });
};

type Desk = { readonly tx: Tx; readonly practice: Practice; readonly key: dates.GroupKey };
type News = {
  readonly publication: number;
  readonly changes: readonly dates.Change[];
  readonly placeChanged: boolean;
  readonly zone: string;
};

const tellOne = async (
  deps: LetterDeps,
  { tx, practice, key }: Desk,
  person: dates.Recipient,
  news: News,
) => {
  const { publication, changes, placeChanged, zone } = news;
  const { neutralName, locale, address, phone } = practice;
  const calendar = await calendarOf({ tx, practice, key }, person);
  const letter = datesLetter(
    { neutralName, address, phone },
    {
      ...{ attendeeName: person.attendeeName, changes, placeChanged, zone, locale },
      address: pageOf(deps, person),
      hasCalendar: calendar !== undefined && changes.length > 0,
    },
  );
  await deps.outbox.mail(tx, {
    practiceId: key.practiceId,
    kind: 'dates-changed',
    dedupe: `dates-changed:${key.offeringId}:${publication}:${person.seatId}`,
    mail: {
      to: person.attendeeEmail,
      ...letter,
      ...(calendar !== undefined &&
        changes.length > 0 && { calendar: { filename: 'appointment.ics', content: calendar } }),
    },
    ...(person.orderId === null ? {} : { orderId: person.orderId }),
  });
  await dates.markTold(tx, key, publication, person.seatId);
};

/** The page on which the attendee's dates stand: the own one, or that of the order that they paid for. */
const pageOf = ({ links, publicUrl }: LetterDeps, { seatId, orderId, hasChairPage }: dates.Recipient) => {
  if (hasChairPage) return publicUrl + urls.chair(links.secret('chair', seatId));
  return orderId === null ? undefined : publicUrl + urls.order(links.secret('order', orderId));
};

/** The attendee's calendar as it is now: its entries are known by the same names as before, so that they are mended. */
const calendarOf = async (
  { tx, practice, key }: Desk,
  { seatId, orderId, hasChairPage }: dates.Recipient,
): Promise<string | undefined> => {
  if (orderId === null) return undefined;
  if (hasChairPage) {
    const chairs = await store.chairsOfOrder(tx, key.practiceId, orderId);
    const chair = chairs.find((one) => one.seatId === seatId);
    return chair && chairCalendar(practice, chair);
  }
  const order = await store.findOrder(tx, key.practiceId, { id: orderId });
  return order && orderCalendar(practice, order);
};
