import type { PracticeId } from '../../kernel/id.ts';
import { newId } from '../../platform/ids.ts';
import { recordChange } from '../fulfilment/public.ts';
import { type Actor, look, type PaymentDeps } from '../payments/public.ts';
import { type DisputeFact, nextState } from './dispute.ts';
import type { PayPalDisputes } from './paypal.ts';
import * as store from './store.ts';

export type DisputeDeps = PaymentDeps & { readonly disputes: PayPalDisputes };

/**
 * News of a dispute: PayPal is asked what it is now, and that is written down. Answers false when PayPal could not be
 * asked, or when the payment is not in our books yet. A dispute about a payment that is none of ours is left alone.
 */
export const noteDispute = async (
  deps: DisputeDeps,
  practiceId: PracticeId,
  paypalDisputeId: string,
  actor: Actor = 'webhook',
): Promise<boolean> => {
  const told = await deps.disputes.get(paypalDisputeId);
  if (told.kind !== 'ok') return told.kind === 'refused' && told.status === 404;
  const about = await store.captureAmong(deps.db.sql, practiceId, told.value.captureIds);
  if (!about) return false;
  const state = await keep(deps, practiceId, { ...about, fact: told.value, actor });
  // Its end moves money: what PayPal took is found on the payment itself.
  if (state === 'resolved') await look(deps, { practiceId, attemptId: about.attemptId }, actor);
  return true;
};

type News = { readonly captureId: string; readonly fact: DisputeFact; readonly actor: Actor };

const keep = (deps: DisputeDeps, practiceId: PracticeId, { captureId, fact, actor }: News) =>
  deps.db.begin(async (tx) => {
    const fresh = { id: newId<'dispute'>(), captureId, state: nextState(undefined, fact) ?? 'open', fact };
    const [first] = await store.insertDispute(tx, practiceId, fresh);
    const known = first ? undefined : await store.lockDispute(tx, practiceId, fact.id);
    const state = nextState(known, fact);
    if (state === undefined) return known?.state;
    if (known) await store.saveDispute(tx, practiceId, known.id, { state, fact });
    if (known?.state !== state)
      await recordChange(tx, practiceId, {
        ...{ entity: 'dispute', id: known?.id ?? fresh.id, was: known?.state ?? null, became: state, actor },
        because: fact.outcome ?? fact.reason,
      });
    return state;
  });

/** A dispute can be opened for 180 days (PayPal's buyer protection). */
const DISPUTE_DAYS = 180;
const PAGES = 20;

/** One round: what PayPal lists as changed is looked at, webhooks or not. Answers how many were. */
export const sweepDisputes = async (deps: DisputeDeps): Promise<number> => {
  let looked = 0;
  for (const practiceId of await store.practicesWithMoney(deps.db.sql))
    looked += await sweepOf(deps, practiceId);
  return looked;
};

const sweepOf = async (deps: DisputeDeps, practiceId: PracticeId): Promise<number> => {
  const { sql } = deps.db;
  const last = await store.lastChange(sql, practiceId);
  const changedAfter = (last ?? (await store.now(sql))).subtract({ hours: last ? 24 : DISPUTE_DAYS * 24 });
  let looked = 0;
  let page: string | undefined;
  for (let turns = 0; turns < PAGES; turns += 1) {
    const told = await deps.disputes.list({ changedAfter, page });
    if (told.kind !== 'ok') return looked;
    const { disputes, next } = told.value;
    const ids = disputes.map(({ id }) => id);
    const known = await store.knownChanges(sql, practiceId, ids);
    for (const { id, changedAt } of disputes)
      if (known.get(id)?.epochMilliseconds !== changedAt.epochMilliseconds) {
        await noteDispute(deps, practiceId, id, 'reconciler');
        looked += 1;
      }
    if (next === undefined) return looked;
    page = next;
  }
  return looked;
};
