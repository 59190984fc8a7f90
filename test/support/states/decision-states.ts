// A group that too few have joined by its day: what the desk sees before, while and after it decides.
import type { PracticeId } from '../../../src/kernel/id.ts';
import { Temporal } from '../../../src/kernel/time.ts';
import { clockOf } from '../../../src/schedule.ts';
import type { Visitor } from '../app.ts';
import { buyersOf } from '../buyers.ts';
import { offersOn } from '../kept-chairs.ts';
import type { GroupForSale } from '../sale.ts';
import type { Shop } from './payment-states.ts';
import type { State } from './state.ts';

const today = Temporal.Now.plainDateISO('America/Los_Angeles');
const startsOn = today.add({ days: 20 });

/** A group that needs four, on the day by which it was to be decided. */
export const groupBelowMinimum = async (sell: Shop['sell']): Promise<GroupForSale> => {
  const wish = { capacity: 8, minSeats: 4, decisionOn: today.toString(), kind: 'closed' } as const;
  const fresh = await sell(wish);
  const { schedule } = fresh.publication;
  const starts = { startsOn: startsOn.toString(), weekday: startsOn.dayOfWeek };
  await fresh.reprint({ schedule: { ...schedule, ...starts, sessions: 8 } });
  return fresh;
};

const pathOf = ({ offering }: GroupForSale) => `/desk/groups/${offering}/decision`;

/** What the page that shows a choice would send when it is confirmed. */
const confirmed = async (desk: Visitor, group: GroupForSale, choice: string, until = '') => {
  const { body } = await desk.post(pathOf(group), { choice, until, do: 'look' });
  const shown = /name="shown" value="([\w-]+)"/.exec(body)?.[1] ?? '';
  return { choice, until, number: '1', shown, do: 'confirm' };
};

export const decisionStates = async (
  shop: Shop,
  { desk, practiceId }: { readonly desk: Visitor; readonly practiceId: PracticeId },
): Promise<State[]> => {
  const { site, database } = shop;
  const buyers = buyersOf(site, site.local);
  const [open, gone, going, later] = [
    await groupBelowMinimum(shop.sell),
    await groupBelowMinimum(shop.sell),
    await groupBelowMinimum(shop.sell),
    await groupBelowMinimum(shop.sell),
  ];
  await buyers.buys({ name: 'Yara Waits', group: open, tier: 1, attendee: 'Yves Comes' });
  await offersOn(site, practiceId).keep('Yuri Offered', open);
  for (const name of ['Zoe Good', 'Zack Owed', 'Zara Refused'])
    await buyers.buys({ name, group: gone, tier: 1 });
  await database.owner`update shop.captures set captured_at = now() - interval '200 days'
    where id = (select capture_id from shop.orders where payer_name = 'Zack Owed')`;
  await desk.post(pathOf(gone), await confirmed(desk, gone, 'refund-all'));
  await site.runJobs();
  await clockOf(site.parts)
    .find(({ name }) => name === 'refunds')
    ?.run();
  await database.owner`update shop.refunds r set state = 'failed', problem = 'TRANSACTION_REFUSED'
    from shop.orders o where o.capture_id = r.capture_id and o.payer_name = 'Zara Refused'`;
  const path = pathOf(open);
  const soon = today.add({ days: 4 }).toString();
  const look = { do: 'look' };
  return [
    { name: 'to be decided', path, by: desk },
    { name: 'people of a group to be decided', path: `/desk/groups/${open.offering}`, by: desk },
    { name: 'today with a group to decide', path: '/desk', by: desk },
    { name: 'decided without a choice', path, by: desk, fields: look, status: 422 },
    { name: 'decided for a day gone by', path, by: desk, fields: { ...look, choice: 'postpone', until: '2020-01-01' }, status: 422 },
    { name: 'before it goes', path, by: desk, fields: { ...look, choice: 'go' } },
    { name: 'before it gets more time', path, by: desk, fields: { ...look, choice: 'postpone', until: soon } },
    { name: 'before everybody is paid back', path, by: desk, fields: { ...look, choice: 'refund-all' } },
    { name: 'confirmed, and changed meanwhile', path, by: desk, fields: { choice: 'refund-all', number: '1', shown: 'x', do: 'confirm' }, status: 409 },
    { name: 'being paid back', path, by: desk, fields: await confirmed(desk, open, 'refund-all') },
    { name: 'decided already', path, by: desk, fields: { ...look, choice: 'go' }, status: 409 },
    { name: 'paid back, and not all of it', path: pathOf(gone), by: desk },
    { name: 'it goes', path: pathOf(going), by: desk, fields: await confirmed(desk, going, 'go') },
    { name: 'it gets more time', path: pathOf(later), by: desk, fields: await confirmed(desk, later, 'postpone', soon) },
    { name: 'history of a group that was decided about', path: `/desk/groups/${gone.offering}/history`, by: desk },
    { name: 'nothing to decide', path: pathOf(shop.roomy), by: desk },
  ]; // biome-ignore format: rows
};
