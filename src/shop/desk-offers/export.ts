import { row } from '../../kernel/csv.ts';
import type { Instant } from '../../kernel/time.ts';
import type { OfferSource, OfferStanding } from '../offers/public.ts';
import { SOURCE_WORDS, STANDING_WORDS } from './words.ts';

export type ExportedOffer = {
  readonly group: string;
  readonly name: string;
  readonly email: string;
  readonly standing: OfferStanding;
  readonly source: OfferSource;
  readonly isPair: boolean;
  readonly offeredAt: Instant;
  readonly until: Instant;
  readonly endedAt: Instant | null;
};

export const headRow = (): string =>
  row(['For', 'E-mail', 'Group', 'How it stands', 'Where from', 'One of two', 'Offered', 'Until', 'Ended']);

/** One offer as a line; moments in the practice's zone. */
export const offerRow = (offer: ExportedOffer, zone: string): string => {
  const there = (at: Instant | null) =>
    at?.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ') ??
    null;
  return row([
    ...[offer.name, offer.email, offer.group, STANDING_WORDS[offer.standing][0], SOURCE_WORDS[offer.source]],
    ...[offer.isPair ? 'yes' : 'no', there(offer.offeredAt), there(offer.until), there(offer.endedAt)],
  ]);
};
