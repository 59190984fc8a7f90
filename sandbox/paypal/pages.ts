import { formatMoney, fromDecimal, isCurrency } from '../../src/kernel/money.ts';
import { attributes, type Html, html } from '../../src/ui/html.ts';
import type { OrderRecord, WireMoney } from './records.ts';

/** The frame of every page here: it says first of all that no money moves. */
export const sandboxPage = (options: {
  readonly title: string;
  readonly main: Html;
  readonly wide?: boolean;
}): Html => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${options.title}</title>
<link rel="stylesheet" href="/__sandbox/look.css">
</head>
<body>
<header class="notice">Local PayPal - no real money moves here</header>
<main ${attributes({ class: options.wide && 'wide' })}>
${options.main}
</main>
</body>
</html>`;

/** An amount for people. */
export const amountText = ({ currency_code: currency, value }: WireMoney): string => {
  const amount = isCurrency(currency) ? fromDecimal(value, currency) : undefined;
  return amount ? formatMoney(amount, 'en-US') : `${value} ${currency}`;
};

const CHOICES = [
  ['pays', 'Approve', 'You agree. The shop may now take the money.'],
  [
    'declined',
    'Approve, but decline at capture',
    'Your way of paying is declined when the shop takes the money.',
  ],
  [
    'card-declined',
    'Approve, but decline the card',
    'The answer looks complete, but the payment in it is declined.',
  ],
  ['held', 'Approve and hold for review', 'PayPal keeps the payment pending.'],
  ['cancel', 'Cancel', 'Back to the shop without agreeing.'],
] as const;

const choiceButton = ([value, label, meaning]: (typeof CHOICES)[number], index: number): Html => html`
<div>
<button name="decision" value="${value}" ${attributes({ class: index === 0 && 'first' })} aria-describedby="about-${value}">${label}</button>
<p class="soft" id="about-${value}">${meaning}</p>
</div>`;

/** What a buyer sees: the sum, and every way this can go. */
export const checkoutPage = (order: OrderRecord): Html =>
  sandboxPage({
    title: 'Pay at the local PayPal',
    main: html`
<h1>Pay at the local PayPal</h1>
<section class="card" aria-labelledby="sum">
<h2 id="sum">What you pay</h2>
${order.units.map(
  (unit) => html`<dl class="sum">
${(unit.items ?? []).map((item) => html`<dt>${item.quantity} x ${item.name}</dt><dd>${amountText(item.unit_amount)}</dd>`)}
<dt class="whole">${unit.description ?? 'Total'}</dt><dd class="whole">${amountText(unit.amount)}</dd>
</dl>`,
)}
<p class="soft">Order <code>${order.id}</code></p>
</section>
<section class="card" aria-labelledby="choose">
<h2 id="choose">What happens next is your choice</h2>
${order.status === 'APPROVED' ? html`<p>You have approved this before. You may choose again.</p>` : ''}
${order.declines > 0 ? html`<p>The last way of paying was declined. Nothing was taken.</p>` : ''}
<form method="post" action="/checkoutnow" class="choices">
<input type="hidden" name="token" value="${order.id}">
${CHOICES.map(choiceButton)}
</form>
<p class="soft">To see what happens when somebody leaves, close this tab.</p>
</section>`,
  });

/** Nothing left to do for the buyer. */
export const paidPage = (order: OrderRecord): Html =>
  sandboxPage({
    title: 'Already paid',
    main: html`<h1>Already paid</h1>
<p>This order is complete. You cannot pay it twice.</p>
${order.returnUrl ? html`<p><a href="${order.returnUrl}">Back to the shop</a></p>` : ''}`,
  });

/** The order is unknown or has run out. */
export const gonePage = (): Html =>
  sandboxPage({
    title: 'This payment has run out',
    main: html`<h1>This payment has run out</h1>
<p>Nothing was taken. Go back to the shop and start again.</p>`,
  });

/** The buyer has decided and the shop gave no address to go back to. */
export const decidedPage = (): Html =>
  sandboxPage({
    title: 'Done',
    main: html`<h1>Done</h1><p>The shop gave no address to return to. You can close this tab.</p>`,
  });
