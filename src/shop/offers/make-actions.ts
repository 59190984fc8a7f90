import type { PracticeId } from '../../kernel/id.ts';
import { invariant } from '../../kernel/invariant.ts';
import { accept, type Result, refuse } from '../../kernel/result.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Tx } from '../../platform/db.ts';
import { hashSecret, newId } from '../../platform/ids.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { SecretLinks } from '../../platform/links.ts';
import { offeringForSale, seriesByOffer } from '../catalogue/public.ts';
import { recordChange } from '../fulfilment/public.ts';
import { isSeatedInAny, lockSeats, offerSeat } from '../seats/public.ts';
import type { OfferSource, PairRule, Person } from './offer.ts';
import * as store from './store.ts';

export type OfferDeps = { readonly jobs: Jobs; readonly links: SecretLinks };

export type OfferWish = {
  readonly practiceId: PracticeId;
  readonly offeringId: string;
  readonly person: Person;
  readonly until: Instant;
  readonly source: OfferSource;
  /** By which whoever asked knows it again. */
  readonly sourceId?: string | null;
  /** The one price; left out, the person chooses. */
  readonly tierId?: string | null;
  /** A line for the offer's own page. */
  readonly note?: string | null;
  /** Who made it: the door it came through. */
  readonly by?: string;
};

/** full: no free seat. closed: nobody can join the group now. over: it would end before it begins. */
export type OfferRefusal = {
  readonly because: 'full' | 'closed' | 'already-seated' | 'already-offered' | 'unknown-price' | 'over';
  readonly offeringId: string;
  /** Whose offer it was to be. */
  readonly email: string;
};

export type Made = { readonly offerId: string };

/** Keeps a seat for one person until a time: row, counter, history and the event `offer-made` together or not at all. */
export const makeOffer = async (
  tx: Tx,
  deps: OfferDeps,
  wish: OfferWish,
): Promise<Result<Made, OfferRefusal>> => {
  const made = await makeAll(tx, deps, [wish], undefined);
  if (!made.ok) return made;
  const [offerId] = made.value;
  invariant(offerId, 'one wish is one offer');
  return accept({ offerId });
};

/** Two offers that belong together, made both or none. By the rule `together`, when one ends so does the other. */
export const makePair = async (
  tx: Tx,
  deps: OfferDeps,
  [one, other]: readonly [OfferWish, OfferWish],
  rule: PairRule = 'together',
): Promise<Result<{ readonly pairId: string; readonly offerIds: readonly string[] }, OfferRefusal>> => {
  const pair = { id: newId<'offer-pair'>(), rule };
  const made = await makeAll(tx, deps, [one, other], pair);
  return made.ok ? accept({ pairId: pair.id, offerIds: made.value }) : made;
};

type Pair = { readonly id: string; readonly rule: PairRule };

/** Everything is looked at under lock before anything is written, so that a refusal leaves nothing behind. */
const makeAll = async (
  tx: Tx,
  deps: OfferDeps,
  wishes: readonly OfferWish[],
  pair: Pair | undefined,
): Promise<Result<readonly string[], OfferRefusal>> => {
  const plain = wishes.map(plainly);
  const [{ practiceId } = { practiceId: undefined }] = plain;
  invariant(practiceId, 'an offer belongs to a practice');
  const seats = await lockSeats(
    tx,
    practiceId,
    plain.map((wish) => wish.offeringId),
  );
  const now = await store.databaseNow(tx);
  for (const [index, wish] of plain.entries()) {
    const before = plain.slice(0, index).filter(({ offeringId }) => offeringId === wish.offeringId);
    const free = (seats.find(({ id }) => id === wish.offeringId)?.free ?? 0) - before.length;
    const twin = before.some(({ person }) => person.email === wish.person.email);
    const because = (await whyNot(tx, wish, now)) ?? (twin ? 'already-offered' : undefined);
    if (because ?? free < 1)
      return refuse({
        because: because ?? 'full',
        offeringId: wish.offeringId,
        email: wish.person.email,
      });
  }
  const ids: string[] = [];
  for (const wish of plain) ids.push(await make(tx, deps, wish, pair));
  return accept(ids);
};

const plainly = (wish: OfferWish): OfferWish => ({
  ...wish,
  person: { name: wish.person.name.trim().slice(0, 120), email: wish.person.email.trim().toLowerCase() },
});

const whyNot = async (
  tx: Tx,
  { practiceId, offeringId, person, until, tierId }: OfferWish,
  now: Instant,
): Promise<Exclude<OfferRefusal['because'], 'full'> | undefined> => {
  const offering = await offeringForSale(tx, practiceId, offeringId);
  if (!offering || !seriesByOffer(offering, now).ok) return 'closed';
  if (tierId && !offering.tiers.some((tier) => tier.id === tierId)) return 'unknown-price';
  if (until.epochMilliseconds <= now.epochMilliseconds) return 'over';
  if (await isSeatedInAny(tx, practiceId, [offeringId], person.email)) return 'already-seated';
  return (await store.hasOpenOffer(tx, practiceId, offeringId, person.email)) ? 'already-offered' : undefined;
};

const make = async (tx: Tx, deps: OfferDeps, wish: OfferWish, pair: Pair | undefined): Promise<string> => {
  const { practiceId, offeringId } = wish;
  const offerId = newId<'offer'>();
  invariant(await offerSeat(tx, { practiceId, offeringId }), 'a seat seen free under lock can be offered');
  await store.insertOffer(tx, practiceId, {
    id: offerId,
    offeringId,
    person: wish.person,
    secretHash: hashSecret(deps.links.secret('offer', offerId)),
    source: wish.source,
    sourceId: wish.sourceId ?? null,
    pairId: pair?.id ?? null,
    pairRule: pair?.rule ?? null,
    tierId: wish.tierId ?? null,
    note: wish.note ?? null,
    until: wish.until,
  });
  await recordChange(tx, practiceId, {
    entity: 'offer',
    id: offerId,
    was: null,
    became: 'made',
    because: wish.source,
    actor: wish.by ?? wish.source,
  });
  await deps.jobs.enqueue(tx, 'offer-made', { practiceId, offerId, offeringId });
  return offerId;
};
