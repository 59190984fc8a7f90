import { type Practice, practiceById } from '../../identity/practice/public.ts';
import type { PracticeId } from '../../kernel/id.ts';
import { invariant } from '../../kernel/invariant.ts';
import type { Db, Tx } from '../../platform/db.ts';
import type { SecretLinks } from '../../platform/links.ts';
import type { Outbox } from '../../platform/outbox.ts';
import type { Letter } from '../../ui/letter.ts';
import { urls } from '../../urls.ts';
import {
  brokenPairLetter,
  endedLetter,
  extendedLetter,
  madeLetter,
  type OfferInLetter,
  type OfferSender,
  reminderLetter,
} from './letters.ts';
import { isWorthReminding, type Offer, REMIND_HOURS } from './offer.ts';
import type { OfferKey } from './store.ts';
import * as store from './store.ts';

export type OfferLetterDeps = {
  readonly db: Db;
  readonly outbox: Outbox;
  readonly links: SecretLinks;
  /** Origin of every link, without a trailing slash. */
  readonly publicUrl: string;
};

type Desk = { readonly tx: Tx; readonly practice: Practice };

/** The letter that an offer was made; safe to repeat. One that has ended meanwhile gets no invitation. */
export const sendOffer = (deps: OfferLetterDeps, key: OfferKey): Promise<void> =>
  atDesk(deps, key, async (desk, offer) => {
    if (offer.state !== 'made' && offer.state !== 'held') return;
    const letter = madeLetter(senderOf(desk.practice), shown(deps, offer));
    await post(deps, desk, offer, { kind: 'offer-made', letter, time: 'first' });
  });

/** More time was given; the time it tells is the one that counts now, so that two of them say the same. */
export const sendExtension = (deps: OfferLetterDeps, key: OfferKey): Promise<void> =>
  atDesk(deps, key, async (desk, offer) => {
    if (offer.state !== 'made' && offer.state !== 'held') return;
    const letter = extendedLetter(senderOf(desk.practice), shown(deps, offer));
    await post(deps, desk, offer, { kind: 'offer-extended', letter, time: String(offer.extended) });
  });

/** The letter that it has ended, and to the practice where the other one of two was paid. */
export const sendEnd = (deps: OfferLetterDeps, key: OfferKey): Promise<void> =>
  atDesk(deps, key, async (desk, offer) => {
    if (offer.endedBecause === null) return;
    const letter = endedLetter(senderOf(desk.practice), shown(deps, offer), offer.endedBecause);
    if (letter) await post(deps, desk, offer, { kind: 'offer-ended', letter, time: 'last' });
    await tellOfBrokenPair(deps, desk, offer);
  });

/** Somebody paid whose other one had said no before the money came: the same letter to the practice. */
export const sendPaid = (deps: OfferLetterDeps, key: OfferKey): Promise<void> =>
  atDesk(deps, key, (desk, offer) => tellOfBrokenPair(deps, desk, offer));

const tellOfBrokenPair = async (deps: OfferLetterDeps, { tx, practice }: Desk, offer: Offer) => {
  if (offer.pairId === null || offer.pairRule !== 'together') return;
  const family = await store.familyOf(tx, { practiceId: offer.practiceId, offerId: offer.id });
  const paid = family.find(({ state }) => state === 'paid');
  if (!paid || !family.some(({ endedBecause }) => endedBecause !== null && endedBecause !== 'paid')) return;
  const letter = brokenPairLetter(senderOf(practice), deps.publicUrl + urls.deskGroup(offer.offeringId));
  await deps.outbox.mail(tx, {
    practiceId: practice.id,
    kind: 'offer-pair-broken',
    dedupe: `offer-pair-broken:${offer.pairId}`,
    mail: { to: practice.email, ...letter },
  });
};

/** Reminds those whose offer ends within a day, once each. Returns how many were looked at. */
export const remindOfOffers = async (deps: OfferLetterDeps): Promise<number> => {
  const due = await store.offersToRemind(deps.db.sql, REMIND_HOURS, 500);
  for (const key of due)
    await atDesk(deps, key, async (desk, offer) => {
      if (!(await store.markReminded(desk.tx, key)) || !isWorthReminding(offer)) return;
      const letter = reminderLetter(senderOf(desk.practice), shown(deps, offer));
      await post(deps, desk, offer, { kind: 'offer-reminder', letter, time: String(offer.extended) });
    });
  return due.length;
};

const atDesk = async (
  deps: OfferLetterDeps,
  key: OfferKey,
  write: (desk: Desk, offer: Offer) => Promise<void>,
): Promise<void> => {
  const practice = await practiceOf(deps.db, key.practiceId);
  await deps.db.begin(async (tx) => {
    const offer = await store.offerById(tx, key);
    invariant(offer, 'an offer that somebody heard of is stored');
    await write({ tx, practice }, offer);
  });
};

const practiceOf = async (db: Db, practiceId: PracticeId): Promise<Practice> => {
  const practice = await practiceById(db, practiceId);
  invariant(practice, 'an offer belongs to a practice');
  return practice;
};

/** How the practice shows itself in these letters. */
export const senderOf = ({ neutralName, address, phone, locale, zone }: Practice): OfferSender => ({
  neutralName,
  address,
  phone,
  locale,
  zone,
});

/** The offer as its letters may know it. */
export const shown = (deps: Pick<OfferLetterDeps, 'links' | 'publicUrl'>, offer: Offer): OfferInLetter => ({
  person: offer.person,
  until: offer.until,
  pairRule: offer.pairRule,
  source: offer.source,
  stays: offer.stays,
  endedWords: offer.endedWords,
  address: deps.publicUrl + urls.offer(deps.links.secret('offer', offer.id)),
});

const post = (
  deps: OfferLetterDeps,
  { tx, practice }: Desk,
  offer: Offer,
  { kind, letter, time }: { readonly kind: string; readonly letter: Letter; readonly time: string },
): Promise<void> =>
  deps.outbox.mail(tx, {
    practiceId: practice.id,
    kind,
    dedupe: `${kind}:${offer.id}:${time}`,
    mail: { to: offer.person.email, ...letter },
  });
