// Breaks between PayPal's report and our books, in the states that the desk meets them in.
import assert from 'node:assert/strict';
import type { PracticeId } from '../../../src/kernel/id.ts';
import type { Visitor } from '../app.ts';
import { plantBreaks } from '../breaks.ts';
import type { ListeningSite } from '../listening-site.ts';
import type { State } from './state.ts';

type Places = {
  readonly site: ListeningSite;
  readonly practiceId: PracticeId;
  readonly owner: Visitor;
};

export const breakStates = async ({ site, practiceId, owner }: Places): Promise<State[]> => {
  const list = '/desk/money/breaks';
  const before = await owner.get(list);
  assert.match(before.body, /Breaks/);
  const one = await plantBreaks(site.parts.platform.db, practiceId);
  assert.equal((await owner.get(`${list}.csv`)).statusCode, 200);
  const [stray, fee, amount] = [one('only-at-paypal'), one('fee-differs'), one('amount-differs')];
  const press = { pressed: 'yes' };
  return [
    { name: 'breaks', path: `${list}?state=open&sortBy=highest`, by: owner },
    { name: 'breaks none found', path: `${list}?q=nobody-of-that-name`, by: owner },
    { name: 'today with breaks', path: '/desk', by: owner },
    { name: 'break only at PayPal', path: stray, by: owner },
    { name: 'break only here', path: one('only-here'), by: owner },
    { name: 'break of an amount', path: amount, by: owner },
    { name: 'break of a fee', path: fee, by: owner },
    { name: 'break of a currency', path: one('currency-differs'), by: owner },
    { name: 'break of a state', path: one('state-differs'), by: owner },
    { name: 'break asked again', path: `${one('state-differs')}/fetch`, by: owner, fields: press, status: 409 },
    { name: 'break without words', path: `${amount}/explanation`, by: owner, fields: { note: '' }, status: 422 },
    { name: 'break explained', path: `${amount}/explanation`, by: owner, fields: { note: 'A gift, says the buyer.' } },
    { name: 'break opened again', path: `${amount}/reopening`, by: owner, fields: press },
    { name: 'break booked', path: `${fee}/booking`, by: owner, fields: press },
    { name: 'break booked twice', path: `${fee}/booking`, by: owner, fields: press, status: 409 },
    { name: 'break that cannot be booked', path: `${one('currency-differs')}/booking`, by: owner, fields: press, status: 409 },
    { name: 'report read', path: `${list}/reading`, by: owner, fields: press },
  ]; // biome-ignore format: one state a line
};
