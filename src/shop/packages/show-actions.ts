import type { Practice } from '../../identity/practice/public.ts';
import type { Queryable } from '../../platform/db.ts';
import { runWords } from '../../ui/purchase.ts';
import { PART_PROBLEMS, type PartView, packageNowAlone } from '../cart/public.ts';
import type { Package } from './package.ts';
import type { PackageShown, PartShown } from './pages/shown.ts';

/** A package as it stands for somebody who has nothing in the cart. */
export const showPackage = async (
  sql: Queryable,
  practice: Pick<Practice, 'id' | 'locale'>,
  pack: Package,
): Promise<PackageShown> => {
  const view = await packageNowAlone(sql, practice.id, pack.packageId);
  const { packageId, address, name, summary, words, currency } = pack;
  return {
    ...{ packageId, address, name, summary, words, currency },
    priceMinor: view?.total.minor ?? pack.priceMinor,
    aloneMinor: view?.alone.minor ?? 0,
    savingMinor: view?.saving.minor ?? 0,
    canBeBought:
      view !== undefined &&
      (view.problem === undefined || view.problem === 'not-sold' ? allThere(view.parts) : false),
    parts: (view?.parts ?? []).map((part) => shownPart(part, practice.locale)),
  };
};

/** A package that is not published yet is looked at as if it were. */
const allThere = (parts: readonly PartView[]): boolean =>
  parts.length > 0 && parts.every(({ problem }) => problem === undefined);

const shownPart = (part: PartView, locale: string): PartShown => {
  const shown = {
    kind: part.kind,
    name: part.name,
    address: part.address,
    aloneMinor: part.total.minor,
    problem: part.problem && PART_PROBLEMS[part.problem],
  };
  if (part.kind === 'workbook') return { ...shown, run: '', free: undefined };
  const starts = part.meetings.map(({ startsAt }) => startsAt);
  const { capacity, held, confirmed } = part.seats;
  return {
    ...shown,
    run: `${runWords(starts, part.zone, locale)}, “${part.tier.name}” price`,
    free: Math.max(0, capacity - held - confirmed),
  };
};
