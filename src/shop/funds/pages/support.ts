import { type Currency, formatMoney, money, toDecimal } from '../../../kernel/money.ts';
import { field } from '../../../ui/field.ts';
import type { Frame } from '../../../ui/frame.ts';
import { type Html, html } from '../../../ui/html.ts';
import { errorSummary } from '../../../ui/notice.ts';
import { shopRoom } from '../../../ui/shop-room.ts';
import { urls } from '../../../urls.ts';
import type { Support } from '../fund.ts';

export type SupportView = {
  readonly support: Support;
  readonly currency: Currency;
  readonly once: string;
  readonly typed: string | undefined;
  readonly error: string | undefined;
};

/** What the fund paid of one line, and giving it back by hand: what happens stands first. */
export const supportPage = (frame: Frame, { support, currency, once, typed, error }: SupportView): Html => {
  const price = (minor: number) => formatMoney(money(minor, currency), frame.practice.locale);
  const left = support.amountMinor - support.returnedMinor;
  return shopRoom(frame, {
    title: `Order ${support.orderNumber}: from the fund`,
    tab: urls.deskFund(),
    main: html`<p class="small"><a href="${urls.deskFund()}">The sponsors’ fund</a></p>
<section class="card stack g4"><h1 class="t3">Order ${support.orderNumber}: from the fund</h1>
<dl class="facts"><dt>For</dt><dd>${support.lineName}</dd><dt>Chair</dt><dd>${support.isFreed ? 'Given back' : 'Taken'}</dd><dt>The fund paid</dt><dd>${price(support.amountMinor)}</dd><dt>Came back</dt><dd>${price(support.returnedMinor)}</dd></dl>
<p><a href="${urls.deskOrder(support.orderId)}">See the order</a></p>
${errorSummary(error === undefined ? {} : { amount: error })}
${
  left === 0
    ? html`<p class="soft">All of it is back in the fund.</p>`
    : html`<h2 class="t2">Give it back to the fund</h2><ul><li>The fund gets the amount below, and can give it to somebody else.</li><li>The order’s income in the books becomes less by as much.</li><li>Nothing changes for whoever bought the chair, and no mail is sent.</li></ul>
<form method="post" action="${urls.deskFundUse(support.id)}" class="stack g4" data-once novalidate><input type="hidden" name="once" value="${once}">${field({ name: 'amount', label: `Amount in ${currency}`, hint: `At most ${price(left)}.`, value: typed ?? toDecimal(money(left, currency)), error, inputmode: 'decimal', required: true, maxlength: 16, autocomplete: 'off' })}<p><button class="btn">Give it back to the fund</button></p></form>`
}</section>`,
  });
};
