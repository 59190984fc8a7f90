import { formatMoney } from '../../../kernel/money.ts';
import type { Instant } from '../../../kernel/time.ts';
import { badge } from '../../../ui/badge.ts';
import type { Frame } from '../../../ui/frame.ts';
import { type Html, html } from '../../../ui/html.ts';
import { momentWords } from '../../../ui/local-time.ts';
import { page } from '../../../ui/page.ts';
import { table } from '../../../ui/table.ts';
import { urls } from '../../../urls.ts';
import {
  type ChairOfPerson,
  isComing,
  type LetterState,
  letterState,
  type OrderOfPerson,
  type Person,
} from '../person.ts';

export type Letter = {
  readonly subject: string;
  readonly createdAt: Instant;
  readonly sentAt: Instant | null;
  readonly gaveUpAt: Instant | null;
};

export type PersonView = {
  readonly now: Instant;
  readonly person: Person;
  readonly orders: readonly OrderOfPerson[];
  readonly chairs: readonly ChairOfPerson[];
  readonly letters: readonly Letter[];
};

/** One person as the shop knows them: chairs to come, chairs that were, orders, and whether letters arrived. */
export const personPage = (frame: Frame, { now, person, orders, chairs, letters }: PersonView): Html => {
  const coming = chairs.filter((chair) => isComing(chair, now));
  const past = chairs.filter((chair) => !isComing(chair, now));
  const card = (head: string, body: Html, empty: string, none: boolean): Html =>
    html`<section class="card stack g3"><h2 class="t2">${head}</h2>${none ? html`<p class="soft">${empty}</p>` : body}</section>`;
  return page(frame, {
    title: `${person.name}, ${person.email}`,
    current: urls.deskOrders(),
    room: 'desk',
    main: html`<div class="wrap stack g5 py"><p class="small"><a href="${urls.deskPeople()}">All people</a></p>
<div><h1 class="t3">${person.name}</h1><p><a href="mailto:${person.email}">${person.email}</a></p></div>
${card('Chairs now', chairTable(frame, 'Chairs now', coming), 'No chair now.', coming.length === 0)}
${past.length > 0 && card('Chairs before', chairTable(frame, 'Chairs before', past), '', false)}
${card('Orders', orderTable(frame, orders), 'Bought nothing; somebody else paid for the chair.', orders.length === 0)}
${card('Letters to them', letterTable(frame, letters), 'No letter yet.', letters.length === 0)}
<p class="soft small">This is what the shop knows. What is written about somebody in care is not shown here.</p></div>`,
  });
};

type Look = readonly [words: string, kind: 'plain' | 'wait' | 'off'];
const looks = ([words, kind]: Look): Html => badge(words, kind);

const CHAIR_STATES = {
  paid: ['Bought', 'plain'],
  granted: ['Given', 'plain'],
  freed: ['Given back', 'off'],
} as const satisfies Record<ChairOfPerson['state'], Look>;

const chairTable = (frame: Frame, caption: string, chairs: readonly ChairOfPerson[]): Html => {
  const { zone, locale } = frame.practice;
  const when = (at: Instant | null) => (at === null ? '' : momentWords(at, zone, locale));
  return table(
    caption,
    [
      {
        head: 'Group',
        cell: ({ group, offeringId }) => html`<a href="${urls.deskGroup(offeringId)}">${group}</a>`,
      },
      { head: 'Chair', cell: ({ state }) => looks(CHAIR_STATES[state]) },
      { head: 'Since', cell: ({ since }) => when(since) },
      { head: 'Next meeting', cell: ({ state, nextAt }) => (state === 'freed' ? '' : when(nextAt)) },
      { head: 'Ends', cell: ({ endedAt, lastEndsAt }) => when(endedAt ?? lastEndsAt) },
      {
        head: 'Order',
        cell: ({ orderId, orderNumber, paidBy }) =>
          orderId === null
            ? 'None'
            : html`<a href="${urls.deskOrder(orderId)}">${orderNumber}</a>, paid by ${paidBy}`,
      },
    ],
    chairs,
  );
};

const ORDER_STATES = {
  paid: ['Paid', 'plain'],
  free: ['Free', 'plain'],
  'partly-refunded': ['Part given back', 'wait'],
  refunded: ['Given back', 'off'],
} as const satisfies Record<OrderOfPerson['state'], Look>;

const orderTable = (frame: Frame, orders: readonly OrderOfPerson[]): Html => {
  const { zone, locale } = frame.practice;
  return table(
    'Orders',
    [
      { head: 'Order', cell: ({ id, number }) => html`<a href="${urls.deskOrder(id)}">${number}</a>` },
      { head: 'Placed', cell: ({ placedAt }) => momentWords(placedAt, zone, locale) },
      { head: 'State', cell: ({ state }) => looks(ORDER_STATES[state]) },
      {
        head: 'Sum',
        number: true,
        cell: ({ totalMinor, currency }) => formatMoney({ minor: totalMinor, currency }, locale),
      },
    ],
    orders,
  );
};

const LETTER_STATES = {
  arrived: ['Left', 'plain'],
  waiting: ['On its way', 'wait'],
  lost: ['Did not arrive', 'off'],
} as const satisfies Record<LetterState, Look>;

const letterTable = (frame: Frame, letters: readonly Letter[]): Html => {
  const { zone, locale } = frame.practice;
  return table(
    'Letters to them',
    [
      { head: 'Letter', cell: ({ subject }) => subject },
      { head: 'Written', cell: ({ createdAt }) => momentWords(createdAt, zone, locale) },
      {
        head: 'State',
        cell: (letter) => {
          const state = letterState(letter);
          return html`${looks(LETTER_STATES[state])}${state === 'lost' && html` <a href="${urls.deskLetters()}">Look</a>`}`;
        },
      },
    ],
    letters,
  );
};
