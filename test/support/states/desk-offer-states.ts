// Offers of a chair as the desk sees them.
import assert from 'node:assert/strict';
import type { PracticeId } from '../../../src/kernel/id.ts';
import type { Visitor } from '../app.ts';
import { offersOn } from '../kept-chairs.ts';
import type { Shop } from './payment-states.ts';
import type { State } from './state.ts';

export const deskOfferStates = async (
  { site, database, roomy, sell }: Shop,
  { practiceId, owner }: { readonly practiceId: PracticeId; readonly owner: Visitor },
): Promise<State[]> => {
  const { keep, keepTwo } = offersOn(site, practiceId);
  const at = (id: string) => `/desk/waiting/offers/${id}`;
  const open = at(
    (await keep('Orla Open', roomy, { source: 'waiting-list', note: 'See you soon.' })).offerId,
  );
  const longer = at((await keep('Mora Moretime', roomy)).offerId);
  const back = at((await keep('Wanda Back', roomy)).offerId);
  const taking = await keep('Tess Takes', roomy);
  await site.visitor().post(taking.path, { tier: roomy.tiers[0] ?? '' });
  const [one, other] = await keepTwo(['Ike Both', 'Joy Both'], roomy);
  await site.visitor().post(`${other.path}/no`);
  const waited = await sell({ capacity: 3, prices: [0] });
  await database.owner`update shop.offerings set waiting = 2 where id = ${waited.offering}`;
  const byYes = await sell({ capacity: 3 });
  await database.owner`update shop.offerings set entry = 'apply' where id = ${byYes.offering}`;
  const group = `/desk/groups/${waited.offering}`;
  assert.equal((await owner.get('/desk/waiting/offers.csv')).statusCode, 200);
  const ann = { name: 'Ann Bell', email: 'ann.bell@mail.example', days: '2', tier: '', note: '' };
  const states: State[] = [
    { name: 'offers at the desk', path: '/desk/waiting/offers' },
    { name: 'offers, none found', path: '/desk/waiting/offers?q=nobody-here' },
    { name: 'offer at the desk', path: open },
    { name: 'offer being taken, at the desk', path: at(taking.offerId) },
    { name: 'offer with the other one gone', path: at(one.offerId) },
    { name: 'offer with another looked at', path: `${at(one.offerId)}/settled`, fields: {} },
    { name: 'more time without days', path: `${longer}/time`, fields: { days: 'x' }, status: 422 },
    { name: 'more time', path: `${longer}/time`, fields: { days: '3' } },
    { name: 'taking an offer back', path: `${open}/withdrawal?words=We+call+you.` },
    {
      name: 'taking an offer back, naming the group',
      path: `${open}/withdrawal`,
      fields: { words: `About ${roomy.name}` },
      status: 422,
    },
    { name: 'offer taken back', path: `${back}/withdrawal`, fields: { words: '' } },
    { name: 'more time too late', path: `${back}/time`, fields: { days: '1' }, status: 409 },
    { name: 'chairs of a group in which people wait', path: `${group}/offers` },
    { name: 'chair opened to everybody', path: `${group}/opened`, fields: { what: 'open' } },
    { name: 'hours that are none', path: `${group}/offer-hours`, fields: { hours: '5' }, status: 422 },
    { name: 'hours saved', path: `${group}/offer-hours`, fields: { hours: '72' } },
    { name: 'chair kept by hand', path: `${group}/offers`, fields: ann },
    { name: 'chair kept by hand, twice', path: `${group}/offers`, fields: ann, status: 409 },
    {
      name: 'chair kept by hand, gone wrong',
      path: `${group}/offers`,
      fields: { ...ann, name: '', email: 'x' },
      status: 422,
    },
    { name: 'chairs of a group by application', path: `/desk/groups/${byYes.offering}/offers` },
  ];
  return states.map((state) => ({ ...state, by: owner }));
};
