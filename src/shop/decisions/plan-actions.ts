import type { Practice } from '../../identity/practice/public.ts';
import { writeDate } from '../../kernel/formats.ts';
import type { PlainDate } from '../../kernel/time.ts';
import type { Queryable } from '../../platform/db.ts';
import type { SecretLinks } from '../../platform/links.ts';
import type { Letter } from '../../ui/letter.ts';
import { urls } from '../../urls.ts';
import { offersOf, withdrawalLetter } from '../offers/public.ts';
import { fullRefund } from '../refund-rule/public.ts';
import { lettersOf, type SeatToWithdraw } from '../withdrawals/public.ts';
import type { Choice } from './decision.ts';
import { goLetter, postponeLetter, type Reader } from './letters.ts';
import { openOfferIdsOf } from './store.ts';

export type LetterDeps = { readonly links: SecretLinks; readonly publicUrl: string };

/** What is decided, with the date where there is one. */
export type Wish = { readonly choice: Choice; readonly until: PlainDate | undefined };

/** One letter to one person. */
export type Planned = {
  readonly seatId: string;
  readonly orderId: string | undefined;
  readonly role: 'payer' | 'attendee';
  readonly name: string;
  readonly to: string;
  readonly letter: Letter;
};

/** What goes back for a seat when its group is not held: all that is left of it. */
export const allOf = (seat: SeatToWithdraw): number => (seat.order ? fullRefund(seat) : 0);

/** Added to the letter that ends an offer. */
export const NOT_HELD_WORDS =
  'Too few people have come together, so it will not take place. We are sorry, and gladly look for something else with you.';

/** A private link belongs to its reader: who looks a letter over sees that one is there. */
const unseen: SecretLinks = { secret: () => '…' };

/** Every letter that a decision would send, in the words their readers will see; private links are shortened. */
export const lettersAhead = async (
  { sql, publicUrl }: { readonly sql: Queryable; readonly publicUrl: string },
  practice: Practice,
  about: {
    readonly offeringId: string;
    readonly decisionOn: PlainDate;
    readonly seats: readonly SeatToWithdraw[];
  },
  wish: Wish,
): Promise<readonly Pick<Planned, 'name' | 'to' | 'letter'>[]> => {
  const deps = { links: unseen, publicUrl };
  if (wish.choice !== 'refund-all') return lettersToSeats(deps, practice, about, wish);
  const toSeats = about.seats.flatMap((seat) =>
    lettersOf(deps, { practice, seat, byWhom: 'desk', why: 'not-held', backMinor: allOf(seat) }),
  );
  const key = { practiceId: practice.id, offeringId: about.offeringId };
  const offers = await offersOf(sql, practice.id, await openOfferIdsOf(sql, key));
  const toOffered = offers.flatMap((offer) => {
    const letter = withdrawalLetter(deps, practice, offer, NOT_HELD_WORDS);
    return letter ? [{ name: offer.person.name, to: offer.person.email, letter }] : [];
  });
  return [...toSeats, ...toOffered];
};

/** Letters of going ahead, or of more time: to everybody who paid, and to everybody who comes by other money. */
export const lettersToSeats = (
  deps: LetterDeps,
  practice: Practice,
  about: { readonly decisionOn: PlainDate; readonly seats: readonly SeatToWithdraw[] },
  { until }: Wish,
): readonly Planned[] =>
  about.seats.flatMap((seat) =>
    readersOf(deps, seat).map(({ reader, ...to }) => ({
      ...{ seatId: seat.seatId, orderId: seat.order?.id, name: reader.name, ...to },
      letter: until
        ? postponeLetter(practice, reader, {
            was: dayWords(about.decisionOn, practice),
            next: dayWords(until, practice),
          })
        : goLetter(practice, reader),
    })),
  );

const dayWords = (day: PlainDate, { locale }: Practice): string =>
  writeDate(day, locale, { weekday: 'long', month: 'long', day: 'numeric' });

type To = Pick<Planned, 'role' | 'to'> & { readonly reader: Reader };

const readersOf = ({ links, publicUrl }: LetterDeps, seat: SeatToWithdraw): readonly To[] => {
  const { order, attendeeName, attendeeEmail, hasOwnLink, seatId } = seat;
  const payer: To | undefined = order && {
    ...{ role: 'payer', to: order.payerEmail },
    reader: {
      ...{ name: order.payerName, number: order.number },
      page: { address: publicUrl + urls.order(links.secret('order', order.id)), words: 'Your order page' },
    },
  };
  const ownPage = { address: publicUrl + urls.chair(links.secret('chair', seatId)), words: 'Your page' };
  const attendee: To | undefined =
    hasOwnLink || !order
      ? {
          ...{ role: 'attendee', to: attendeeEmail },
          reader: { name: attendeeName, number: undefined, page: hasOwnLink ? ownPage : undefined },
        }
      : undefined;
  return [...(payer ? [payer] : []), ...(attendee ? [attendee] : [])];
};
