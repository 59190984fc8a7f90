import type { Practice } from '../../identity/practice/public.ts';
import type { PracticeId } from '../../kernel/id.ts';
import { accept, type Result, refuse } from '../../kernel/result.ts';
import type { Db, Queryable } from '../../platform/db.ts';
import { type Estimate, estimateOf, type Purchase } from './estimate.ts';
import type { SettingsWish } from './forms.ts';
import { isShown } from './settings.ts';
import * as store from './store.ts';

export type EstimateRefusal = { readonly because: 'changed-meanwhile' };

/** A new version of the settings, on top of the one that the form was opened with. The same again is no new one. */
export const saveSettings = (
  db: Db,
  by: { readonly practiceId: PracticeId; readonly personId: string },
  { wish, opened }: { readonly wish: SettingsWish; readonly opened: number },
): Promise<Result<true, EstimateRefusal>> =>
  db.begin(async (tx) => {
    const { version, ...now } = await store.settingsInForce(tx, by.practiceId);
    if (version !== opened) return refuse({ because: 'changed-meanwhile' });
    const isSame = (Object.keys(wish) as (keyof SettingsWish)[]).every((name) => wish[name] === now[name]);
    if (isSame) return accept(true);
    const [saved] = await store.insertSettings(tx, by, { ...wish, version: version + 1 });
    return saved ? accept(true) : refuse({ because: 'changed-meanwhile' });
  });

/** Whether this practice shows an estimate before anybody pays. */
export const showsEstimate = async (
  sql: Queryable,
  { id, region }: Pick<Practice, 'id' | 'region'>,
): Promise<boolean> => isShown(await store.settingsInForce(sql, id), region);

/** The estimate of a purchase as of now; undefined where this practice shows none. */
export const estimateFor = async (
  sql: Queryable,
  practice: Practice,
  purchase: Purchase,
): Promise<Estimate | undefined> => {
  const settings = await store.settingsInForce(sql, practice.id);
  if (!isShown(settings, practice.region)) return undefined;
  const now = await store.databaseNow(sql);
  return estimateOf(practice, settings, {
    purchase,
    madeOn: now.toZonedDateTimeISO(practice.zone).toPlainDate(),
  });
};

/** The same for a checkout, kept as it is shown: what somebody saw before paying can be looked up afterwards. */
export const estimateOfCheckout = async (
  sql: Queryable,
  practice: Practice,
  { checkoutId, purchase }: { readonly checkoutId: string; readonly purchase: Purchase },
): Promise<Estimate | undefined> => {
  const estimate = await estimateFor(sql, practice, purchase);
  if (estimate) await store.keepEstimate(sql, { practiceId: practice.id, checkoutId }, estimate);
  return estimate;
};
