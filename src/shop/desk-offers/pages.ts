import type { Instant } from '../../kernel/time.ts';
import { badge } from '../../ui/badge.ts';
import { empty } from '../../ui/empty.ts';
import { field, selectField } from '../../ui/field.ts';
import type { Frame } from '../../ui/frame.ts';
import { type Html, html } from '../../ui/html.ts';
import { momentWords } from '../../ui/local-time.ts';
import { notice } from '../../ui/notice.ts';
import { page } from '../../ui/page.ts';
import { paging } from '../../ui/paging.ts';
import { table } from '../../ui/table.ts';
import { urls } from '../../urls.ts';
import type { OfferSource, OfferStanding } from '../offers/public.ts';
import { asQuery, isNarrowed, type OffersFilter, SHOWN } from './filter.ts';
import type { Said } from './said.ts';
import { SAID_WORDS, SHOWN_WORDS, SORT_WORDS, SOURCE_WORDS, STANDING_WORDS } from './words.ts';

export type Row = {
  readonly id: string;
  readonly group: string;
  readonly offeringId: string;
  readonly name: string;
  readonly email: string;
  readonly standing: OfferStanding;
  readonly source: OfferSource;
  readonly isPair: boolean;
  readonly until: Instant;
};

/** A page of the desk about offers. */
export const room = (frame: Frame, title: string, main: Html): Html =>
  page(frame, {
    title,
    main: html`<div class="wrap stack g5 py">${main}</div>`,
    current: urls.deskWaiting(),
    room: 'desk',
  });

/** A word about what was done just now. */
export const saidNow = (said: Said | undefined): Html | false =>
  said !== undefined && notice('good', html`<p>${SAID_WORDS[said]}</p>`, { say: true });

export type OffersView = {
  readonly filter: OffersFilter;
  readonly rows: readonly Row[];
  readonly count: number;
  /** Where counting stopped. */
  readonly countTo: number;
  readonly pages: number;
  readonly groups: readonly { readonly id: string; readonly name: string }[];
};

/** Every offer of a chair, searched, sorted and turned by the address alone. */
export const offersPage = (frame: Frame, view: OffersView): Html =>
  room(
    frame,
    view.filter.typed ? `Offers: ${view.filter.typed}` : 'Offers of a chair',
    html`<p class="small"><a href="${urls.deskWaiting()}">All who wait</a></p>
<div class="row apart"><h1 class="t3">Offers of a chair</h1><p class="soft" role="status">${countWords(view)}</p></div>
<p class="soft">Each keeps one chair for one person until a time. Whoever waits for a group gets one by itself; you make one by hand on the group’s page.</p>
${filters(view)}
${view.rows.length === 0 ? nothingFound(view.filter) : html`<div class="card">${offersTable(frame, view.rows, true)}</div>`}
${paging({ page: view.filter.page, pages: view.pages, addressOf: (number) => urls.deskOffers(asQuery(view.filter, number)) })}`,
  );

const countWords = ({ count, countTo }: OffersView): string => {
  if (count >= countTo) return `More than ${countTo - 1}`;
  return count === 1 ? 'One offer' : `${count} offers`;
};

const filters = ({
  filter,
  groups,
}: OffersView): Html => html`<form class="card stack g4" method="get" action="${urls.deskOffers()}" role="search" aria-label="Find offers">
<div class="grid">
${field({ label: 'Name or e-mail', name: 'q', type: 'search', value: filter.typed, maxlength: 120 })}
${selectField({ label: 'How it stands', name: 'state', value: filter.state ?? '', choices: [{ value: '', words: 'Any' }, ...SHOWN.map((state) => ({ value: state, words: SHOWN_WORDS[state] }))] })}
${selectField({ label: 'Group', name: 'group', value: filter.offeringId ?? '', choices: [{ value: '', words: 'Any' }, ...groups.map(({ id, name }) => ({ value: id, words: name }))] })}
${selectField({ label: 'Sort', name: 'sortBy', value: filter.sortBy, choices: Object.entries(SORT_WORDS).map(([value, words]) => ({ value, words })) })}
</div>
<p class="row"><button class="btn" type="submit">Show</button>${isNarrowed(filter) && html`<a class="btn plain" href="${urls.deskOffers()}">Show all</a>`}<a class="btn quiet" href="${urls.deskOffersCsv(asQuery(filter))}" download>Save as a table (CSV)</a></p>
</form>`;

const nothingFound = (filter: OffersFilter): Html =>
  isNarrowed(filter)
    ? empty(
        'No offer fits. A shorter name or fewer filters may help.',
        html`<p><a class="btn quiet" href="${urls.deskOffers()}">Show all offers</a></p>`,
      )
    : empty('No chair is kept for anybody yet.');

/** A table of offers, with their groups where they are of many. */
export const offersTable = (frame: Frame, rows: readonly Row[], withGroup: boolean): Html => {
  const { zone, locale } = frame.practice;
  return table(
    'Offers of a chair',
    [
      { head: 'For', cell: (row) => html`<a href="${urls.deskOffer(row.id)}">${row.name}</a>` },
      { head: 'E-mail', cell: (row) => row.email },
      ...(withGroup
        ? [
            {
              head: 'Group',
              cell: (row: Row) => html`<a href="${urls.deskGroupOffers(row.offeringId)}">${row.group}</a>`,
            },
          ]
        : []),
      { head: 'How it stands', cell: (row) => badge(...STANDING_WORDS[row.standing]) },
      {
        head: 'Until',
        cell: (row) => html`<span class="num">${momentWords(row.until, zone, locale)}</span>`,
      },
      {
        head: 'Where from',
        cell: (row) => `${SOURCE_WORDS[row.source]}${row.isPair ? ', one of two' : ''}`,
      },
    ],
    rows,
  );
};
