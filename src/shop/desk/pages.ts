import { numberFormat, writeDate } from '../../kernel/formats.ts';
import type { Need } from '../../kernel/need.ts';
import type { Instant, PlainDate } from '../../kernel/time.ts';
import { badge } from '../../ui/badge.ts';
import { seatRing } from '../../ui/drawings/seat-ring.ts';
import { empty } from '../../ui/empty.ts';
import type { Frame } from '../../ui/frame.ts';
import { type Html, html } from '../../ui/html.ts';
import { clockWords, dateIn, momentWords } from '../../ui/local-time.ts';
import { notice } from '../../ui/notice.ts';
import { page } from '../../ui/page.ts';
import { paging } from '../../ui/paging.ts';
import { urls } from '../../urls.ts';
import type { Meeting, Schedule } from '../catalogue/public.ts';
import { groupTabs } from '../editing/public.ts';
import { type GroupSeats, openSeats, type Standing, standingOf } from './groups.ts';
import { rosterTable, type State, stateBadge } from './pages/roster.ts';
import type { RosterLine } from './roster.ts';

export type Group = GroupSeats & {
  readonly id: string;
  readonly name: string;
  readonly schedule: Schedule;
  readonly facilitators: readonly string[];
};
export type GroupWithNext = Group & { readonly next: Meeting | undefined };

export type TodayView = {
  readonly now: Instant;
  /** How many things are missing before the practice can open; 0 for whoever cannot do them. */
  readonly missing: number;
  /** What waits for somebody, the oldest first. */
  readonly needs: readonly Need[];
  /** Whether the owner looks: money has doors that the front desk has not. */
  readonly owner: boolean;
  readonly ordersToday: number;
  readonly toDecide: readonly Group[];
  readonly meetings: readonly (Group & { readonly meeting: Meeting })[];
};

const room = (frame: Frame, title: string, current: string, main: Html): Html =>
  page(frame, { title, main: html`<div class="wrap stack g5 py">${main}</div>`, current, room: 'desk' });

/** What the day brings. */
export const todayPage = (frame: Frame, view: TodayView): Html => {
  const { zone, locale } = frame.practice;
  const { owner } = view;
  const day = dateIn(view.now, zone);
  return room(
    frame,
    'Today',
    urls.desk(),
    html`
<h1 class="t3">${writeDate(day, locale, { weekday: 'long', month: 'long', day: 'numeric' })}</h1>
${view.missing > 0 && notice('inform', html`<p><b>${view.missing === 1 ? 'One thing is' : `${view.missing} things are`} missing before you can open.</b> <a href="${urls.practiceOpening()}">See what, and where it is done</a></p>`)}
${needsList(view, locale)}
<div class="grid">
<section class="card stack g3"><h2 class="t2">Meetings today</h2>${meetingsToday(view, zone, locale)}</section>
<section class="card stack g3"><h2 class="t2">Groups to decide about</h2>${decisions(view, day, locale)}</section>
<section class="card stack g3"><h2 class="t2">Orders</h2>
<p>${ordersInWords(view.ordersToday)} today.</p>
<p class="row"><a class="btn quiet sm" href="${urls.deskOrders({ from: day.toString(), to: day.toString() })}">See today’s orders</a><a class="btn quiet sm" href="${urls.deskPeople()}">People</a></p></section>
</div>
${owner && html`<p class="row"><a class="btn quiet sm" href="${urls.deskMoney()}">Money</a><a class="btn quiet sm" href="${urls.deskMonths()}">Twelve months</a><a class="btn quiet sm" href="${urls.deskInvoices()}">Invoices</a><a class="btn quiet sm" href="${urls.deskBooks()}">The books</a><a class="btn quiet sm" href="${urls.deskBreaks()}">Breaks</a><a class="btn quiet sm" href="${urls.deskCheck()}">Does all agree?</a></p>`}`,
  );
};

const needsList = ({ needs, now }: TodayView, locale: string): Html =>
  html`<section class="card stack g3" aria-labelledby="needs-h"><h2 class="t2" id="needs-h">What needs a hand</h2>
${needs.length === 0 ? html`<p class="soft">Nothing. Everything that can be done by itself has been done.</p>` : html`<ul class="needs plain">${needs.map((need) => html`<li><a href="${need.href}">${need.sentence}</a><span class="small soft">${sinceWords(need.since, now, locale)}</span></li>`)}</ul>`}</section>`;

/** "waiting for 3 days": how long the oldest of them waits. */
const sinceWords = (since: Instant, now: Instant, locale: string): string => {
  const minutes = Math.max(0, Math.round((now.epochMilliseconds - since.epochMilliseconds) / 60_000));
  if (minutes < 1) return 'just now';
  const [amount, unit] = unitOf(minutes);
  return `waiting for ${numberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(amount)}`;
};

const unitOf = (minutes: number): readonly [number, 'minute' | 'hour' | 'day'] => {
  if (minutes < 60) return [minutes, 'minute'];
  return minutes < 48 * 60 ? [Math.floor(minutes / 60), 'hour'] : [Math.floor(minutes / 1440), 'day'];
};

const ordersInWords = (count: number): string => {
  if (count === 0) return 'No order yet';
  return count === 1 ? 'One order' : `${count} orders`;
};

const meetingsToday = ({ meetings }: TodayView, zone: string, locale: string): Html =>
  meetings.length === 0
    ? html`<p class="soft">No group meets today.</p>`
    : html`<ul class="stack g2 plain">${meetings.map((group) => html`<li><a href="${urls.deskGroup(group.id)}">${group.name}</a>, ${clockWords(group.meeting.startsAt, zone, locale)}, ${group.confirmed} of ${group.capacity} chairs taken</li>`)}</ul>`;

const decisions = ({ toDecide }: TodayView, today: PlainDate, locale: string): Html =>
  toDecide.length === 0
    ? html`<p class="soft">Every group has the people it needs, or time to find them.</p>`
    : html`<ul class="stack g2 plain">${toDecide.map((group) => html`<li><a href="${urls.deskGroupDecision(group.id)}">${group.name}</a>: ${standingInWords(standingOf(group, today), locale)}</li>`)}</ul>`;

const dayWords = (day: PlainDate, locale: string) =>
  writeDate(day, locale, { month: 'long', day: 'numeric' });

const standingInWords = (standing: Standing, locale: string): string => {
  switch (standing.kind) {
    case 'enough':
      return 'has the people it needs';
    case 'needs-more':
      return `needs ${standing.more} more${standing.decideOn ? ` by ${dayWords(standing.decideOn, locale)}` : ''}`;
    case 'decide-now':
      return `needs ${standing.more} more, and the decision was for ${dayWords(standing.decideOn, locale)}`;
    case 'decided':
      return 'is decided about';
  }
};

const comesNext = (words: string): Html => html`<p class="soft small">${words}</p>`;

export type GroupsView = {
  readonly now: Instant;
  readonly rows: readonly GroupWithNext[];
  readonly count: number;
  readonly page: number;
  readonly pages: number;
  /** Groups that were begun and never published. */
  readonly drafts: readonly {
    readonly offeringId: string;
    readonly name: string;
    readonly changedAt: Instant;
  }[];
};

/** Every group with its chairs. */
export const groupsPage = (frame: Frame, view: GroupsView): Html => {
  const today = dateIn(view.now, frame.practice.zone);
  return room(
    frame,
    'Groups',
    urls.deskGroups(),
    html`
<div class="row apart"><h1 class="t3">Groups</h1><p class="row g4"><span class="soft">${view.count} in all</span><a class="btn" href="${urls.deskGroupNew()}">New group</a></p></div>
${view.drafts.length > 0 && draftsList(frame, view.drafts)}
${view.rows.length === 0 && empty('No group here yet.')}
<ul class="grid wide-min plain">${view.rows.map((group) => html`<li class="card stack g3">${groupHead(group)}${groupFacts(frame, group, today)}</li>`)}</ul>
${paging({ page: view.page, pages: view.pages, addressOf: (number) => `${urls.deskGroups()}?page=${number}` })}`,
  );
};

const draftsList = (frame: Frame, drafts: GroupsView['drafts']): Html =>
  html`<section class="card stack g3"><h2 class="t2">Begun, and not published</h2><ul class="stack g2 plain">${drafts.map(({ offeringId, name, changedAt }) => html`<li><a href="${urls.deskGroupEdit(offeringId)}">${name}</a> <span class="small soft">last changed ${momentWords(changedAt, frame.practice.zone, frame.practice.locale)}</span></li>`)}</ul></section>`;

const ring = (group: Group): Html =>
  seatRing({
    total: group.capacity,
    taken: group.confirmed,
    held: group.held,
    facilitators: group.facilitators.length,
  });

const STATE_WORDS = {
  draft: ['Not published', 'wait'],
  published: ['On the site', 'plain'],
  closed: ['Closed', 'off'],
  archived: ['Put away', 'off'],
} as const satisfies Record<Group['state'], State>;

const groupHead = (group: Group): Html =>
  html`<div class="group">${ring(group)}<div class="stack name g2"><h2 class="t2"><a href="${urls.deskGroup(group.id)}">${group.name}</a></h2><p class="row">${stateBadge(STATE_WORDS[group.state])}</p></div></div>`;

const groupFacts = (frame: Frame, group: GroupWithNext, today: PlainDate): Html => {
  const { zone, locale } = frame.practice;
  const standing = standingOf(group, today);
  return html`<dl class="facts small"><dt>Chairs</dt><dd>${group.confirmed} taken, ${group.held} held, ${openSeats(group)} open</dd>
${group.minSeats > 1 && html`<dt>Needs</dt><dd>${group.minSeats} people${group.decisionOn && ` by ${dayWords(group.decisionOn, locale)}`}; ${standing.kind === 'enough' ? 'it has them' : `${standing.more} more`}${decisionDoor(group, standing)}</dd>`}
<dt>Next meeting</dt><dd>${group.next ? momentWords(group.next.startsAt, zone, locale) : 'None planned'}</dd>
<dt>With</dt><dd>${group.facilitators.join(', ') || 'Nobody named'}</dd></dl>`;
};

/** The way to the screen on which it is decided, loud from its day on. */
const decisionDoor = ({ id, name }: Group, { kind }: Standing): Html | false => {
  const door = (words: string) =>
    html`<a href="${urls.deskGroupDecision(id)}">${words}<span class="vh">: ${name}</span></a>`;
  if (kind === 'decided') return html`; ${door('decided')}`;
  return kind === 'decide-now' && html` ${badge('Decide now', 'off')} ${door('Go, postpone, or pay back')}`;
};

export type GroupView = {
  readonly now: Instant;
  readonly group: GroupWithNext;
  readonly roster: readonly RosterLine[];
};

/** One group: its chairs and who sits on them. */
export const groupPage = (frame: Frame, { now, group, roster }: GroupView): Html => {
  const here = roster.filter((line) => line.state !== 'freed');
  const gone = roster.filter((line) => line.state === 'freed');
  return room(
    frame,
    `${group.name}: chairs`,
    urls.deskGroups(),
    html`
<p class="small"><a href="${urls.deskGroups()}">All groups</a></p>
${groupTabs(group.id, 'people', true)}
<div class="row g5"><div class="tiny">${ring(group)}</div><div class="stack g2"><h1 class="t3">${group.name}</h1><p class="row">${stateBadge(STATE_WORDS[group.state])}</p></div></div>
<section class="card stack g3"><h2 class="t2">Chairs</h2>${groupFacts(frame, group, dateIn(now, frame.practice.zone))}
<p><a class="btn quiet sm" href="${urls.deskOrders({ group: group.id })}">Orders for this group</a> <a class="btn quiet sm" href="${urls.deskGroupOffers(group.id)}">Offers and free chairs</a></p></section>
<section class="card stack g3"><h2 class="t2">Who comes</h2>
${here.length === 0 ? empty('Nobody has a chair here yet.') : rosterTable(frame, 'Who comes', here)}</section>
${gone.length > 0 && html`<section class="card stack g3"><h2 class="t2">Who gave the chair back</h2>${rosterTable(frame, 'Who gave the chair back', gone)}</section>`}
${comesNext('Granting a chair comes next.')}`,
  );
};
