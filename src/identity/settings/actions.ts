import { changesBetween } from '../../kernel/change.ts';
import type { PracticeId } from '../../kernel/id.ts';
import type { Currency } from '../../kernel/money.ts';
import { accept, type Result } from '../../kernel/result.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { forgetPractices, tellingWord } from '../practice/public.ts';
import {
  type CurrencyStop,
  flat,
  judgeSaving,
  type Settings,
  type SettingsChange,
  type SettingsRefusal,
} from './settings.ts';
import * as store from './store.ts';

export type SettingsDeps = {
  readonly db: Db;
  /** What the shop has against another currency; when nothing, its prices are turned to it in the same transaction. */
  readonly turnCurrency: (
    tx: Tx,
    practiceId: PracticeId,
    to: Currency,
  ) => Promise<Result<undefined, CurrencyStop>>;
};

/** The owner who asks, in the own practice. */
export type Owner = { readonly practiceId: PracticeId; readonly personId: string };

const asOwner = <T>(db: Db, { practiceId, personId }: Owner, work: (tx: Tx) => Promise<T>) =>
  db.as({ kind: 'person', practiceId, personId }, work);

/** Saves the settings and writes down what changed; the same settings again change nothing. */
export const changeSettings = async (
  { db, turnCurrency }: SettingsDeps,
  owner: Owner,
  { wish, opened }: { readonly wish: Settings; readonly opened: number },
): Promise<Result<readonly SettingsChange[], SettingsRefusal>> => {
  const outcome = await asOwner(db, owner, async (tx) => {
    const stood = await store.lockSettings(tx, owner.practiceId);
    const turns = wish.currency !== stood.settings.currency;
    const tells = tellingWord(wish.neutralName);
    // What is cheap to refuse is refused before the shop's prices are touched.
    const first = judgeSaving({ opened, now: stood.savings, tells, stop: undefined });
    if (!first.ok) return first;
    const turned = turns ? await turnCurrency(tx, owner.practiceId, wish.currency) : accept(undefined);
    const stop = turned.ok ? undefined : turned.refusal;
    const judged = judgeSaving({ opened, now: stood.savings, tells, stop });
    if (!judged.ok) return judged;
    const changes = changesBetween(flat(stood.settings), flat(wish));
    await store.saveSettings(tx, owner.practiceId, wish);
    await note(tx, owner, changes);
    return accept(changes);
  });
  forgetPractices(db);
  return outcome;
};

/** Puts on a color, or with '' takes it off. The caller has judged that it may be worn. */
export const changeAccent = async ({ db }: { db: Db }, owner: Owner, accent: string): Promise<void> => {
  await asOwner(db, owner, async (tx) => {
    const stood = await store.lockSettings(tx, owner.practiceId);
    await store.saveAccent(tx, owner.practiceId, accent);
    await note(tx, owner, changesBetween({ accent: stood.accent }, { accent }));
  });
  forgetPractices(db);
};

const note = async (tx: Tx, { practiceId, personId }: Owner, changes: readonly SettingsChange[]) => {
  if (changes.length > 0)
    await store.insertChange(tx, practiceId, {
      id: newId<'practice-change'>(),
      byPerson: personId,
      changes,
    });
};
