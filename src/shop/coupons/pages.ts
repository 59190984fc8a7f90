import type { Instant } from '../../kernel/time.ts';
import { badge } from '../../ui/badge.ts';
import { empty } from '../../ui/empty.ts';
import { field, selectField } from '../../ui/field.ts';
import type { Frame } from '../../ui/frame.ts';
import { type Html, html } from '../../ui/html.ts';
import { paging } from '../../ui/paging.ts';
import { shopRoom } from '../../ui/shop-room.ts';
import { table } from '../../ui/table.ts';
import { urls } from '../../urls.ts';
import { shownCode } from './code.ts';
import type { Coupon } from './coupon.ts';
import { daysWords, STANDING_WORDS, takesOffWords, usesWords } from './coupon-words.ts';
import { asQuery, type CouponFilter, isNarrowed, type Shown, type Sort } from './list.ts';
import { standingOf } from './wish.ts';

export type CouponsView = {
  readonly filter: CouponFilter;
  readonly rows: readonly Coupon[];
  readonly count: number;
  readonly pages: number;
  readonly now: Instant;
};

const SHOWN_WORDS = {
  open: 'In use',
  paused: 'Paused',
  archived: 'Put away',
  all: 'All',
} as const satisfies Record<Shown, string>;

const SORT_WORDS = {
  newest: 'Newest first',
  code: 'By code',
  used: 'Most used first',
  ends: 'Ending soonest first',
} as const satisfies Record<Sort, string>;

/** Every coupon, searched and filtered by the address alone. */
export const couponsPage = (frame: Frame, view: CouponsView): Html =>
  shopRoom(frame, {
    title: 'Coupons',
    tab: urls.deskCoupons(),
    main: html`<div class="row apart"><h1 class="t3">Coupons</h1><p class="soft" role="status">${view.count === 1 ? 'One coupon' : `${view.count} coupons`}</p></div>
<p>A coupon takes an amount or a share off what somebody buys. Its code is typed in the cart.</p>
<p><a class="btn" href="${urls.deskCouponNew()}">Make a coupon</a></p>
${filters(view.filter)}
${view.rows.length === 0 ? nothing(view.filter) : html`<div class="card">${coupons(frame, view)}</div>`}
${paging({ page: view.filter.page, pages: view.pages, addressOf: (page) => urls.deskCoupons(asQuery(view.filter, page)) })}`,
  });

const filters = (
  filter: CouponFilter,
): Html => html`<form class="card stack g4" method="get" action="${urls.deskCoupons()}" role="search" aria-label="Find coupons">
<div class="grid">
${field({ label: 'Code, or what it is for', name: 'q', type: 'search', value: filter.typed, maxlength: 120 })}
${selectField({ label: 'State', name: 'state', value: filter.shown, choices: choices(SHOWN_WORDS) })}
${selectField({ label: 'Sort', name: 'sortBy', value: filter.sortBy, choices: choices(SORT_WORDS) })}
</div>
<p class="row"><button class="btn quiet" type="submit">Show</button>${isNarrowed(filter) && html`<a class="btn plain" href="${urls.deskCoupons()}">Show those in use</a>`}<a class="btn quiet" href="${urls.deskCouponsCsv(asQuery(filter))}" download>Save as a table (CSV)</a></p>
</form>`;

const choices = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, words: label }));

const nothing = (filter: CouponFilter): Html =>
  isNarrowed(filter) ? empty('No coupon fits. A shorter word may help.') : empty('No coupon yet.');

const coupons = (frame: Frame, { rows, now }: CouponsView): Html => {
  const reader = frame.practice;
  return table(
    'Coupons',
    [
      {
        head: 'Code',
        cell: (row) => html`<a class="num" href="${urls.deskCoupon(row.id)}">${shownCode(row.code)}</a>`,
      },
      { head: 'For', cell: (row) => row.title },
      { head: 'Takes off', cell: (row) => takesOffWords(row, reader) },
      { head: 'Days', cell: (row) => daysWords(row, reader) },
      {
        head: 'State',
        cell: (row) => {
          const [words, look] = STANDING_WORDS[standingOf(row, now)];
          return badge(words, look);
        },
      },
      { head: 'Used', number: true, cell: usesWords },
    ],
    rows,
  );
};
