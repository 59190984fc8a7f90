import { formatMoney, money } from '../../../kernel/money.ts';
import type { Instant } from '../../../kernel/time.ts';
import { badge } from '../../../ui/badge.ts';
import type { Frame } from '../../../ui/frame.ts';
import { type Html, html } from '../../../ui/html.ts';
import { momentWords } from '../../../ui/local-time.ts';
import { notice } from '../../../ui/notice.ts';
import { paging } from '../../../ui/paging.ts';
import { shopRoom } from '../../../ui/shop-room.ts';
import { table } from '../../../ui/table.ts';
import { urls } from '../../../urls.ts';
import { shownCode } from '../code.ts';
import type { Coupon, CouponState } from '../coupon.ts';
import {
  changeWords,
  daysWords,
  KIND_WORDS,
  STANDING_WORDS,
  takesOffWords,
  usesWords,
} from '../coupon-words.ts';
import { standingOf } from '../wish.ts';

export type Use = {
  readonly state: 'reserved' | 'consumed' | 'given-back';
  readonly at: Instant;
  readonly savingMinor: number;
  readonly orderId: string | null;
  readonly orderNumber: number | null;
};

export type CouponView = {
  readonly coupon: Coupon;
  readonly now: Instant;
  /** Names of the groups it is for. */
  readonly groups: readonly string[];
  readonly uses: readonly Use[];
  readonly sums: { readonly uses: number; readonly savedMinor: number };
  readonly changes: readonly {
    readonly at: Instant;
    readonly was: string | null;
    readonly became: string;
    readonly because: string | null;
  }[];
  readonly page: number;
  readonly pages: number;
  readonly done: 'made' | 'saved' | 'moved' | undefined;
};

const DONE = {
  made: 'The coupon is there. Give its code to whom you like.',
  saved: 'Saved. It counts from now on.',
  moved: 'Done.',
} as const;

const USE_WORDS = {
  reserved: ['Being paid', 'wait'],
  consumed: ['Used', 'plain'],
  'given-back': ['Not used after all', 'off'],
} as const satisfies Record<Use['state'], readonly [string, 'plain' | 'wait' | 'off']>;

/** One coupon: what it does, how it stands, and every use of it. */
export const couponPage = (frame: Frame, view: CouponView): Html => {
  const { coupon, now } = view;
  const [words, look] = STANDING_WORDS[standingOf(coupon, now)];
  return shopRoom(frame, {
    title: `Coupon ${shownCode(coupon.code)}`,
    tab: urls.deskCoupons(),
    main: html`<p class="small"><a href="${urls.deskCoupons()}">All coupons</a></p>
<div class="row apart"><h1 class="t3 num">${shownCode(coupon.code)}</h1><p class="row">${badge(words, look)}</p></div>
${view.done && notice('good', html`<p>${DONE[view.done]}</p>`, { say: true })}
<div class="grid wide-min"><section class="card stack g3" aria-labelledby="does-h"><h2 class="t2" id="does-h">What it does</h2>${facts(frame, view)}${doors(coupon)}</section>
<section class="card stack g3" aria-labelledby="changes-h"><h2 class="t2" id="changes-h">What was done to it</h2>${history(frame, view)}</section></div>
<section class="card stack g3"><div class="row apart"><h2 class="t2">Uses</h2><a class="btn quiet sm" href="${urls.deskCouponUsesCsv(coupon.id)}" download>Save as a table (CSV)</a></div>${uses(frame, view)}</section>
${paging({ page: view.page, pages: view.pages, addressOf: (page) => urls.deskCoupon(coupon.id, { page: String(page) }) })}`,
  });
};

const facts = (frame: Frame, { coupon, groups, sums }: CouponView): Html => {
  const { locale } = frame.practice;
  const price = (minor: number) => formatMoney(money(minor, coupon.currency), locale);
  return html`<dl class="facts"><dt>For</dt><dd>${coupon.title}</dd><dt>Takes off</dt><dd>${takesOffWords(coupon, frame.practice)}</dd><dt>Off</dt><dd>${coupon.kinds.map((kind) => KIND_WORDS[kind]).join(', ')}</dd>
<dt>Groups</dt><dd>${groups.length === 0 ? 'All' : groups.join(', ')}</dd>${coupon.lowestMinor > 0 && html`<dt>From</dt><dd>${price(coupon.lowestMinor)}</dd>`}
<dt>Days</dt><dd>${daysWords(coupon, frame.practice)}</dd><dt>Used</dt><dd>${usesWords(coupon)}</dd>${coupon.personLimit !== null && html`<dt>A person</dt><dd>${coupon.personLimit === 1 ? 'once' : `${coupon.personLimit} times`}</dd>`}
<dt>Saved so far</dt><dd>${price(sums.savedMinor)}</dd></dl>`;
};

const doors = ({ id, state }: Coupon): Html => html`<div class="row">
${state !== 'archived' && html`<a class="btn quiet" href="${urls.deskCouponChange(id)}">Change</a>`}
${state === 'active' && moveForm(id, 'paused', 'Pause')}${state === 'paused' && moveForm(id, 'active', 'Take up again')}
${state !== 'archived' && html`<a class="btn plain" href="${urls.deskCouponPutAway(id)}">Put away</a>`}${state === 'archived' && moveForm(id, 'paused', 'Bring back')}</div>`;

const moveForm = (id: string, to: CouponState, words: string): Html =>
  html`<form method="post" action="${urls.deskCouponState(id)}" data-once><input type="hidden" name="to" value="${to}"><button class="btn quiet">${words}</button></form>`;

const history = (frame: Frame, { changes }: CouponView): Html => {
  const { zone, locale } = frame.practice;
  return html`<ul class="stack g2 plain small">${changes.map(({ at, was, became, because }) => html`<li><b>${changeWords(was, became, because)}</b><br><span class="soft">${momentWords(at, zone, locale)}</span></li>`)}</ul>`;
};

const uses = (frame: Frame, { coupon, uses: rows }: CouponView): Html => {
  const { zone, locale } = frame.practice;
  if (rows.length === 0) return html`<p class="soft">Nobody has used it yet.</p>`;
  return table(
    'Uses',
    [
      { head: 'When', cell: (row) => html`<span class="num">${momentWords(row.at, zone, locale)}</span>` },
      {
        head: 'State',
        cell: (row) => {
          const [words, look] = USE_WORDS[row.state];
          return badge(words, look);
        },
      },
      {
        head: 'Order',
        cell: (row) =>
          row.orderId === null
            ? 'None'
            : html`<a href="${urls.deskOrder(row.orderId)}">${row.orderNumber}</a>`,
      },
      {
        head: 'Took off',
        number: true,
        cell: (row) => formatMoney(money(row.savingMinor, coupon.currency), locale),
      },
    ],
    rows,
  );
};

/** What happens when a coupon is put away, before it is done. */
export const putAwayPage = (frame: Frame, { coupon }: Pick<CouponView, 'coupon'>): Html =>
  shopRoom(frame, {
    title: `Put ${shownCode(coupon.code)} away`,
    tab: urls.deskCoupons(),
    main: html`<p class="small"><a href="${urls.deskCoupon(coupon.id)}">Back to the coupon</a></p>
<section class="card stack g4"><h1 class="t3">Put <span class="num">${shownCode(coupon.code)}</span> away?</h1>
<ul><li>From now on nobody can use its code. Who tries is told that we do not know it.</li>
<li>${coupon.reserved === 0 ? 'Nobody is paying with it right now.' : `${coupon.reserved === 1 ? 'One person is' : `${coupon.reserved} people are`} paying with it right now, and ${coupon.reserved === 1 ? 'keeps' : 'keep'} the price they were shown.`}</li>
<li>What was bought with it stays as it is. No mail is sent.</li><li>You can bring it back at any time.</li></ul>
<div class="row">${moveForm(coupon.id, 'archived', 'Put it away')}<a class="btn plain" href="${urls.deskCoupon(coupon.id)}">Leave it as it is</a></div></section>`,
  });
