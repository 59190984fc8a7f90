import type { Currency } from '../../kernel/money.ts';
import { oneChair } from '../../ui/drawings/seat-ring.ts';
import { empty } from '../../ui/empty.ts';
import type { Frame } from '../../ui/frame.ts';
import { flag, type Html, html } from '../../ui/html.ts';
import { notice } from '../../ui/notice.ts';
import { page } from '../../ui/page.ts';
import { paging } from '../../ui/paging.ts';
import { urls } from '../../urls.ts';
import type { Found } from './find.ts';
import type { Seats } from './listing.ts';
import { groupCard } from './pages/card.ts';
import { chosenBadges, filterForm, hiddenWish } from './pages/filters.ts';
import type { Standing } from './traits.ts';
import { isNarrowed, SORTS, type SortBy, toQuery, type Wish } from './wish.ts';

export type GroupsPage = {
  readonly wish: Wish;
  readonly found: Found;
  /** Counters read for this page, by offering. */
  readonly seats: ReadonlyMap<string, Seats>;
  readonly currency: Currency;
};

const SORT_NAMES = {
  fit: 'Best fit',
  soonest: 'Soonest meeting',
  price: 'Lowest price',
  chairs: 'Most open chairs',
  name: 'Name',
} as const satisfies Record<SortBy, string>;

/** Find a group: how to read it, filters, the count in words, what fits, what comes close, a way on. */
export const groupsPage = (frame: Frame, shown: GroupsPage): Html => {
  const { wish, found } = shown;
  const { locale } = frame.practice;
  const filtering = { wish, counts: found.counts, fits: found.fits, currency: shown.currency, locale };
  const address = urls.groups(toQuery({ ...wish, page: found.page }));
  return page(frame, {
    title: found.page > 1 ? `Find a group, page ${found.page}` : 'Find a group',
    current: urls.groups(),
    description: `Therapy groups at ${frame.practice.name}: what each is for, when it meets, what it costs, and how many chairs are open.`,
    ...(isNarrowed(wish) || wish.sortBy !== 'fit' ? {} : { canonical: address }),
    head: neighbours(wish, found),
    main: html`<div class="wrap stack g5 py">
<div class="stack narrow"><h1>Find a group</h1><p class="lead">Each circle below is a real room. A dot is a person. An empty chair is an open one.</p></div>
${legend()}
</div>
<div class="wrap split side-l top-y">
${filterForm(filtering)}
<section class="stack g5" aria-labelledby="found">
<div class="row apart"><h2 class="t2" id="found"><span role="status">${foundInWords(found, isNarrowed(wish))}</span></h2>
${found.fits > 1 && sortForm(wish)}</div>
${chosenBadges(filtering)}
${cards(found.groups, shown, locale)}
${paging({ page: found.page, pages: found.pages, addressOf: (to) => urls.groups(toQuery({ ...wish, page: to })), label: 'Pages of groups' })}
${wayOn(shown, locale)}
</section>
</div>`,
  });
};

const legend = (): Html => html`<ul class="legend" aria-label="How to read the circles">
<li>${oneChair('taken')}taken</li>
<li>${oneChair('open')}open</li>
<li>${oneChair('held')}held for someone who is paying</li>
<li>${oneChair('fac')}facilitator</li>
</ul>`;

const groups = (count: number): string => (count === 1 ? '1 group' : `${count} groups`);

const foundInWords = ({ fits, close }: Found, narrowed: boolean): string => {
  if (!narrowed) return groups(fits);
  const fit = fits === 0 ? 'No group fits all of this' : `${groups(fits)} ${fits === 1 ? 'fits' : 'fit'}`;
  if (close === 0) return fit;
  return `${fit}, ${fits === 0 ? 'but' : 'and'} ${close} ${close === 1 ? 'comes' : 'come'} close`;
};

const sortForm = (
  wish: Wish,
): Html => html`<form action="${urls.groups()}" method="get" class="row">${hiddenWish(wish)}
<label for="sort" class="small">Sort by</label><select id="sort" name="sort">${SORTS.map((sort) => html`<option value="${sort}" ${flag('selected', sort === wish.sortBy)}>${SORT_NAMES[sort]}</option>`)}</select><button class="btn quiet sm">Sort</button></form>`;

const cards = (standings: readonly Standing[], { seats }: GroupsPage, locale: string): Html[] =>
  standings.map(({ card, begun }) =>
    groupCard({ card, begun, seats: seats.get(card.offeringId) ?? card.seats }, { locale, level: 3 }),
  );

const wayOn = (shown: GroupsPage, locale: string): Html => {
  const { found } = shown;
  if (found.closest.length > 0)
    return html`<h2 class="t2 pt">${found.close > 0 ? 'These come close' : 'These come closest'}</h2>
<p class="soft">${found.close > 0 ? 'Each misses one of the things you asked for.' : 'They miss some of what you asked for.'} You may find a fit you did not expect.</p>
${cards(found.closest, shown, locale)}${ask()}`;
  if (found.fits > 0) return ask();
  if (!isNarrowed(shown.wish)) return html`${empty('No group is open here yet.')}${ask()}`;
  return html`${empty('Nothing here fits all of that yet.', html`<p><a class="btn" href="${urls.groups()}">See all groups</a></p>`)}${ask()}`;
};

const ask = (): Html =>
  notice(
    'inform',
    html`<h3 class="t1">Nothing here that fits?</h3><p>Tell us what you hoped for. We read every message, and it helps us decide which circle to start next. <a href="${urls.contact()}">Ask for a group</a></p>`,
  );

const neighbours = (wish: Wish, { page: current, pages }: Found): Html =>
  html`${current > 1 && html`<link rel="prev" href="${urls.groups(toQuery({ ...wish, page: current - 1 }))}">`}${current < pages && html`<link rel="next" href="${urls.groups(toQuery({ ...wish, page: current + 1 }))}">`}`;
