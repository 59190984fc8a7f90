import { type PinRefusal, releasePinnedHolds } from '../seats/public.ts';
import { keyOf, type Locked, type PaymentDeps, write } from './attempt-actions.ts';
import * as store from './store.ts';

const PIN_REFUSED = {
  full: 'seat-gone',
  'terms-changed': 'terms-changed',
  'offer-ended': 'offer-ended',
  'coupon-used': 'wrote-to-address',
} as const satisfies Record<PinRefusal['because'], string>;

/**
 * What a page tells of a chair or price that could not be kept. How often an address used a code is told to that address
 * alone: the checkout ends, and the page says that we wrote.
 */
export const notPinned = async (
  deps: PaymentDeps,
  begun: Pick<Locked, 'tx' | 'by' | 'paying'>,
  { because }: PinRefusal,
): Promise<(typeof PIN_REFUSED)[PinRefusal['because']]> => {
  const { tx, paying } = begun;
  if (because === 'coupon-used') {
    await releasePinnedHolds(tx, { ...keyOf(paying), because });
    await store.setCheckoutState(tx, paying, 'ended', because);
    await write(deps, begun, because, paying.payerEmail);
  }
  return PIN_REFUSED[because];
};
