import type { Bought } from '../../../ui/buying-steps.ts';
import type { Frame } from '../../../ui/frame.ts';
import { type Html, html } from '../../../ui/html.ts';
import { notice } from '../../../ui/notice.ts';
import { page } from '../../../ui/page.ts';
import { urls } from '../../../urls.ts';
import type { PaymentRefusal } from '../../payments/public.ts';

/** Why a payment could not begin, in words. */
export const REFUSALS = {
  'not-ready': 'A step before this one is not done yet.',
  'hold-ended': 'Your chair is no longer held. Nothing was charged.',
  'seat-gone': 'While your chair was not held, somebody else took it. Nothing was charged.',
  'offer-ended':
    'The chair is not kept for you any more, or you are taking it in another window. Nothing was charged.',
  'terms-changed':
    'Your chair was no longer held, and the price or the dates have changed since. Nothing was charged.',
  'already-paying':
    'We cannot take this payment right now. Nothing was charged. Please try again in a few minutes.',
  'paypal-unreachable': 'We cannot reach PayPal right now. You have not been charged.',
  'wrote-to-address': 'Not charged. We wrote to an address you gave us.',
} satisfies Record<PaymentRefusal['because'], string>;

/** The hold is over: said kindly, with one press to take the chair again on today's terms. */
export const runOutPage = (
  frame: Frame,
  told: { readonly refusal?: PaymentRefusal['because'] | undefined; readonly bought: Bought },
): Html => {
  if (told.bought.chairs === 0) return pricesRunOut(frame);
  const one = told.bought.chairs === 1;
  const because = told.refusal ?? 'hold-ended';
  return page(frame, {
    title: 'Your chair is no longer held',
    main: html`<div class="wrap narrow py"><section class="drawer" aria-labelledby="step-heading"><h1 class="t2" id="step-heading">${one ? 'Your chair is' : 'Your chairs are'} no longer held</h1>
${notice('care', html`<p>${REFUSALS[because]} ${because === 'hold-ended' ? 'We hold for a short time so that others can sit too.' : ''}</p><p>What you typed is kept. If the chair is free, you can take it again at today’s price.</p>`, { say: true })}
<form method="post" action="${urls.checkout()}" data-once><button class="btn full">Take the chair again</button></form>
<a class="btn quiet full" href="${urls.cart()}">Look at my cart</a></section></div>`,
  });
};

/** The same where no chair was held: the prices we kept are over. */
const pricesRunOut = (frame: Frame): Html =>
  page(frame, {
    title: 'Please look once more',
    main: html`<div class="wrap narrow py"><section class="drawer" aria-labelledby="step-heading"><h1 class="t2" id="step-heading">Please look once more</h1>
${notice('care', html`<p>You began this order more than a day ago. Nothing was charged.</p><p>What you typed is kept. Your cart shows today’s prices.</p>`, { say: true })}
<a class="btn full" href="${urls.cart()}">Look at my cart</a></section></div>`,
  });

/** Two tabs, or the back button after paying: there is an order already. */
export const orderedPage = (frame: Frame, orderAddress: string, bought: Bought): Html =>
  page(frame, {
    title: 'This is done',
    main: html`<div class="wrap narrow py"><section class="drawer" aria-labelledby="step-heading"><h1 class="t2" id="step-heading">This is done</h1>
<p class="lead">You have ${bought.things === 0 ? 'taken this chair' : 'placed this order'} already. There is nothing more to pay.</p>
<a class="btn full" href="${orderAddress}">See my order</a><a class="btn quiet full" href="${urls.groups()}">Back to the groups</a></section></div>`,
  });

/** The address already has what was asked for, or cannot have it: nothing here tells which. */
export const wrotePage = (frame: Frame): Html =>
  page(frame, {
    title: 'Not charged',
    main: html`<div class="wrap narrow py"><section class="drawer" aria-labelledby="step-heading"><h1 class="t2" id="step-heading">Not charged</h1><p class="lead">Not charged. We wrote to an address you gave us. The letter says how to go on.</p><a class="btn quiet full" href="${urls.groups()}">Back to the groups</a></section></div>`,
  });
