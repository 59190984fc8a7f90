// Chairs that are given back: by who paid, by who comes, and at the desk.
import assert from 'node:assert/strict';
import type { Visitor } from '../app.ts';
import { buyersOf, secretIn } from '../buyers.ts';
import type { Shop } from './payment-states.ts';
import type { State } from './state.ts';

type Seat = { readonly id: string; readonly order: string };

export const withdrawalStates = async (shop: Shop, desk: Visitor): Promise<State[]> => {
  const { site, database, roomy } = shop;
  const buyers = buyersOf(site, site.local);
  const seatOf = async (name: string, attendee?: string) => {
    const path = await buyers.buys({ name, group: roomy, tier: 1, ...(attendee ? { attendee } : {}) });
    await site.runJobs();
    const [seat] = await database.owner<Seat[]>`
      select s.id, s.order_id as order from shop.seats s join shop.orders o on o.id = s.order_id where o.payer_name = ${name}`;
    return { ...(seat ?? assert.fail(name)), secret: secretIn(path) };
  };
  const own = await seatOf('Willa Gives');
  const path = `/chairs/${own.secret}/${own.id}/withdrawal`;
  const other = await seatOf('Wim Pays', 'Wanja Comes');
  const chair = site.parts.platform.links.secret('chair', other.id);
  const attendees = `/chairs/${chair}/${other.id}/withdrawal`;
  const owed = await seatOf('Wolf Owed');
  await database.owner`update shop.captures set captured_at = now() - interval '200 days'
    where id = (select capture_id from shop.orders where id = ${owed.order})`;
  const atDesk = `/desk/seats/${owed.id}/withdrawal`;
  const all = String((await desk.get(atDesk)).body.match(/name="shown_all" value="(\d+)"/)?.[1]);
  const shown = String((await site.visitor().get(path)).body.match(/name="shown" value="(\d+)"/)?.[1]);
  const settle = `/desk/seats/${owed.id}/settlement`;
  const moves = await seatOf('Wes Moves', 'Wynn Moves');
  const goal = await shop.sell({ name: 'A cheaper circle', prices: [1000], capacity: 60 });
  const taken = await shop.sell({ name: 'A circle with an offer', capacity: 60 });
  const transfer = `/desk/seats/${moves.id}/transfer`;
  const to = { group: goal.offering };
  const { body: ahead } = await desk.post(transfer, { ...to, do: 'look' });
  const mark = /name="shown" value="([\w-]+)"/.exec(ahead)?.[1] ?? assert.fail('a preview');
  await desk.post(`/desk/groups/${taken.offering}/state/closing`);
  return [
    { name: 'desk moves somebody', path: transfer, by: desk },
    { name: 'desk moves nowhere', path: transfer, by: desk, fields: { do: 'look' }, status: 422 },
    { name: 'desk moves to a closed group', path: transfer, by: desk, fields: { group: taken.offering, do: 'look' }, status: 409 },
    { name: 'before somebody moves', path: transfer, by: desk, fields: { ...to, do: 'look' } },
    { name: 'moved, and changed meanwhile', path: transfer, by: desk, fields: { ...to, shown: 'x', do: 'confirm' }, status: 409 },
    { name: 'somebody has moved', path: transfer, by: desk, fields: { ...to, shown: mark, do: 'confirm' } },
    { name: 'order with a chair that moved', path: `/orders/${moves.secret}` },
    { name: 'desk order with a chair that moved', path: `/desk/orders/${moves.order}`, by: desk },
    { name: 'the chair from which somebody moved', path: `/desk/seats/${moves.id}/withdrawal`, by: desk },
    { name: 'give back', path },
    { name: 'give back when the sum has changed', path, fields: { shown: '1' }, status: 409 },
    { name: 'given back', path, fields: { shown } },
    { name: 'order with a chair given back', path: `/orders/${own.secret}` },
    { name: 'give back what somebody else paid', path: attendees },
    { name: 'given back what somebody else paid', path: attendees, fields: {} },
    { name: 'desk gives back', path: atDesk, by: desk },
    { name: 'desk gives back without a sum', path: atDesk, by: desk, fields: { sum: 'x' }, status: 422 },
    {
      name: 'desk gives back another sum',
      path: atDesk,
      by: desk,
      fields: { sum: 'all', shown_all: '1' },
      status: 409,
    },
    { name: 'desk gave back and owes', path: atDesk, by: desk, fields: { sum: 'all', shown_all: all } },
    { name: 'desk settles without a word', path: settle, by: desk, fields: { how: '' }, status: 422 },
    { name: 'desk settled', path: settle, by: desk, fields: { how: 'Bank transfer, May 3' } },
    { name: 'desk order with a chair given back', path: `/desk/orders/${own.order}`, by: desk },
    { name: 'desk group with chairs given back', path: `/desk/groups/${roomy.offering}`, by: desk },
  ]; // biome-ignore format: rows
};
