import type { Practice } from '../../identity/practice/public.ts';
import type { Queryable } from '../../platform/db.ts';
import { type OfferingForSale, offeringAt, seriesOnSale } from '../catalogue/public.ts';
import { quote, sumPartsOf, sumRows, taxInside } from '../pricing/public.ts';
import { estimateFor } from './actions.ts';
import type { Purchase } from './estimate.ts';
import type { GroupEstimate } from './pages/group.ts';
import { databaseNow } from './store.ts';

/** The estimate of a chair in a group at one price, the middle one where none is asked for; undefined where there is none. */
export const estimateOfGroup = async (
  sql: Queryable,
  practice: Practice,
  { address, price }: { readonly address: string; readonly price: string | undefined },
): Promise<GroupEstimate | undefined> => {
  const offering = await offeringAt(sql, practice.id, address);
  if (!offering) return undefined;
  const { tiers, name } = offering;
  const chosen = tiers.find(({ id }) => id === price) ?? tiers[Math.floor((tiers.length - 1) / 2)];
  const purchase = chosen && (await purchaseOf(sql, practice, { offering, tier: chosen }));
  const estimate = purchase && (await estimateFor(sql, practice, purchase));
  return chosen && estimate && { name, address, prices: tiers, chosen: chosen.id, estimate };
};

type Choice = {
  readonly offering: OfferingForSale;
  readonly tier: OfferingForSale['tiers'][number];
};

const purchaseOf = async (
  sql: Queryable,
  practice: Practice,
  { offering, tier }: Choice,
): Promise<Purchase | undefined> => {
  const now = await databaseNow(sql);
  const series = seriesOnSale(offering, now);
  if (!series.ok) return undefined;
  const { currency, offeringId } = offering;
  const count = series.value.length;
  const fundMinor = (tier.fullUnitMinor - tier.unitMinor) * count;
  const line = { kind: 'seat' as const, unitMinor: tier.fullUnitMinor, count, fundMinor, offeringId };
  const asked = { practiceId: practice.id, currency, now, couponId: undefined, couponIsHeld: false };
  const { priced, tax } = await quote(sql, [line], asked);
  const parts = sumPartsOf(priced.lines, { currency, code: null, taxName: tax.name });
  return {
    currency,
    attendee: null,
    lines: [
      {
        kind: 'seat',
        meetings: series.value,
        zone: offering.schedule.zone,
        unitMinor: tier.unitMinor,
        totalMinor: tier.unitMinor * count,
      },
    ],
    parts: sumRows(parts, practice.locale),
    taxInside: taxInside(parts, practice.locale),
    totalMinor: priced.payableMinor,
  };
};
