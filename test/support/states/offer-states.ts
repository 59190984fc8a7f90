// What is kept for one person, however it stands.
import assert from 'node:assert/strict';
import type { PracticeId } from '../../../src/kernel/id.ts';
import { endDueOffers, withdrawOffer } from '../../../src/shop/offers/public.ts';
import { offersOn } from '../kept-chairs.ts';
import type { Shop } from './payment-states.ts';
import type { State } from './state.ts';

export const offerStates = async (shop: Shop, practiceId: PracticeId): Promise<State[]> => {
  const { site, database, roomy, free } = shop;
  const { keep, keepTwo } = offersOn(site, practiceId);
  const { platform } = site.parts;
  const open = await keep('Olga Open', roomy, {
    source: 'waiting-list',
    note: 'We look forward to meeting you.',
  });
  const fixed = await keep('Fritz Fixed', roomy, { tierId: roomy.tiers[1] ?? '' });
  const [paired] = await keepTwo(['Petra Pair', 'Paul Pair'], roomy);
  const [one, other] = await keepTwo(['Emma Ends', 'Erik Ends'], roomy);
  await site.visitor().post(`${one.path}/no`);
  const taking = await keep('Tamar Takes', roomy);
  const owner = site.visitor();
  assert.equal((await owner.post(taking.path, { tier: roomy.tiers[0] ?? '' })).headers.location, '/checkout');
  const paid = await keep('Petra Paid', free);
  const payer = site.visitor();
  await payer.post(paid.path, { tier: free.tiers[0] ?? '' });
  const about = { attendee_name: 'Petra Paid', payer: 'same', attest_0: 'yes', attest_1: 'yes' };
  await payer.post('/checkout/you', about);
  await payer.post('/checkout/agreement', { agreed_name: 'Petra Paid', agree: 'yes', versions: '1' });
  assert.match(String((await payer.post('/checkout/pay')).headers.location), /^\/orders\//);
  const declined = await keep('Dina Declines', roomy, { source: 'waiting-list' });
  await site.visitor().post(`${declined.path}/no`, { stay: 'yes' });
  const taken = await keep('Wim Withdrawn', roomy);
  const key = { practiceId, offerId: taken.offerId, by: 'desk' };
  assert.ok((await platform.db.begin((tx) => withdrawOffer(tx, platform, key))).ok);
  const expired = await keep('Xenia Expired', roomy);
  await database.owner`
    update shop.offers set offered_at = offered_at - interval '3 days', until_at = until_at - interval '3 days'
    where id = ${expired.offerId}`;
  await endDueOffers(platform);
  return [
    { name: 'offer', path: open.path },
    { name: 'offer without a price', path: open.path, fields: {}, status: 422 },
    { name: 'offer at one price', path: fixed.path },
    { name: 'offer for two', path: paired.path },
    { name: 'offer no', path: `${open.path}/no` },
    { name: 'offer no for two', path: `${paired.path}/no` },
    { name: 'offer no without an answer', path: `${open.path}/no`, fields: {}, status: 422 },
    { name: 'offer being taken here', path: taking.path, by: owner },
    { name: 'offer being taken elsewhere', path: taking.path },
    { name: 'offer step about you', path: '/checkout/you', by: owner },
    { name: 'offer paid', path: paid.path },
    { name: 'offer declined', path: declined.path },
    { name: 'offer withdrawn', path: taken.path },
    { name: 'offer ended with the other', path: other.path },
    { name: 'offer expired', path: expired.path },
    { name: 'offer taken too late', path: expired.path, fields: { tier: 'x' }, status: 409 },
    { name: 'cart with somebody else’s chair', path: '/cart?refused=two-people', by: owner },
  ];
};
