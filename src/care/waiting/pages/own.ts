import { writeDate } from '../../../kernel/formats.ts';
import type { Instant } from '../../../kernel/time.ts';
import type { Frame } from '../../../ui/frame.ts';
import { type Html, html } from '../../../ui/html.ts';
import { dateIn, momentWords } from '../../../ui/local-time.ts';
import { notice } from '../../../ui/notice.ts';
import { page } from '../../../ui/page.ts';
import { urls } from '../../../urls.ts';
import type { LeaveRefusal } from '../actions.ts';
import type { Entry, GroupAtDoor, Pair } from '../entry.ts';
import type { EntryState } from '../entry-states.ts';
import { isInLine } from '../entry-states.ts';
import type { InviteRefusal } from '../pair-actions.ts';
import type { PlaceInLine } from '../place.ts';
import { placeInWords } from '../place.ts';
import { together } from './together.ts';

export type OwnPage = {
  readonly secret: string;
  readonly entry: Entry;
  readonly pair: Pair | undefined;
  readonly place: PlaceInLine | undefined;
  /** Undefined where the group is not on the site any more. */
  readonly group: GroupAtDoor | undefined;
  /** Where the chair that is kept for them is taken. */
  readonly offer: { readonly path: string } | undefined;
  readonly done?: Done | undefined;
  readonly leaving?: LeaveRefusal;
  readonly invite?: { readonly email: string; readonly error?: string; readonly refusal?: InviteRefusal };
};

export type Done = 'on' | 'told' | 'invited' | 'alone' | 'together';

const DONE = {
  on: 'You are on the list.',
  told: 'Told. Only the facilitators can read it, and they see to it.',
  invited: 'We have written to them. This page shows it when they answer.',
  alone: 'You wait alone from now on, at your own place.',
  together: 'You wait together from now on.',
} as const satisfies Record<Done, string>;

/** The own page of somebody on a waiting list: where they stand, in honest words, and every way on and out. */
export const ownPage = (frame: Frame, view: OwnPage): Html => {
  const { entry, group, done, leaving } = view;
  return page(frame, {
    title: entry.state === 'asked' ? 'One press, and you are on the list' : 'Your place on the list',
    main: html`<div class="wrap stack g5 py narrow">
<div class="stack g2"><h1>${entry.state === 'asked' ? 'One more press' : 'Your place on the list'}</h1>
<p class="lead">${group === undefined ? 'For a group that is not on our site any more.' : html`For a chair in <a href="${urls.group(group.address)}">${group.name}</a>.`}</p></div>
${done && notice('good', html`<p>${DONE[done]}</p>`, { say: true })}
${leaving?.because === 'being-paid' && notice('care', html`<p><b>You are still on the list.</b> Your chair lies in a checkout at this moment. Give it back there first, or look again in a few minutes.</p>`, { say: true })}
${STANDS[entry.state](frame, view)}
${isInLine(entry.state) && html`${together(view)}${ways(view)}`}
</div>`,
  });
};

const day = (at: Instant, { practice }: Frame): string =>
  writeDate(dateIn(at, practice.zone), practice.locale, { month: 'long', day: 'numeric' });

const HONEST =
  'That is no promise. We offer a chair to the next person for whom the group fits, and nobody knows when one is free.';

const STANDS: Readonly<Record<EntryState, (frame: Frame, view: OwnPage) => Html>> = {
  asked: (_frame, { secret, entry }) =>
    html`<p>Hello ${entry.name}. You are not on the list yet.</p><form method="post" action="${urls.waiting(secret)}" data-once><p><button class="btn">Put me on the list</button></p></form>
<p class="small soft">If it was not you who asked, close this page. We forget the request after a week.</p>`,
  waiting: (frame, view) =>
    html`<section class="card stack g3" aria-labelledby="place-h"><h2 class="t2" id="place-h">${view.place ? placeInWords(view.place) : 'You are in line.'}</h2>
<p>${HONEST}</p>${view.entry.since && html`<p class="small soft">You wait since ${day(view.entry.since, frame)}.</p>`}
${view.group?.takes === 'applying' && view.entry.applicationId === null && html`<p>This group now asks for an application first. Without a yes we cannot offer you a chair: <a href="${urls.groupApplication(view.group.address)}">apply</a>, and keep your place.</p>`}</section>`,
  paused: (frame, { entry }) =>
    html`<section class="card stack g3" aria-labelledby="place-h"><h2 class="t2" id="place-h">Your place is kept while you pause.</h2>
<p>${entry.pauseUntil ? `Until ${writeDate(entry.pauseUntil, frame.practice.locale, { month: 'long', day: 'numeric' })} we offer you nothing.` : 'For now we offer you nothing.'} Write to us if that is to change.</p></section>`,
  offered: (frame, { entry, offer }) =>
    html`${notice('good', html`<h2 class="t2">A chair is kept for you</h2><p>${entry.offeredUntil && html`It is yours to take or to leave until ${momentWords(entry.offeredUntil, frame.practice.zone, frame.practice.locale)}.`} Our letter has the link, too.</p>${offer && html`<p><a class="btn" href="${offer.path}">Look at the chair</a></p>`}`)}`,
  placed: () =>
    html`${notice('good', html`<h2 class="t2">You have a chair in this group</h2><p>All that follows is on the page of your order.</p>`)}`,
  left: (frame, view) => ended(frame, view, 'You have left the list', 'We offer you nothing any more.'),
  removed: (frame, view) =>
    ended(frame, view, 'You are not on the list any more', 'We wrote you a letter about it.'),
  lapsed: (frame, view) =>
    ended(
      frame,
      view,
      'You are not on the list any more',
      'We kept a chair for you twice and did not hear from you. That happens, and we do not mind.',
    ),
};

const ended = (_frame: Frame, { group }: OwnPage, title: string, words: string): Html =>
  html`${notice('inform', html`<h2 class="t2">${title}</h2><p>${words}</p>${group && html`<p>You can come back at any time, with a new place: <a href="${urls.group(group.address)}">${group.name}</a>.</p>`}`)}`;

const ways = ({ secret, entry }: OwnPage): Html =>
  html`<section class="stack g3" aria-labelledby="more-h"><h2 class="t2" id="more-h">What else you can do</h2>
<p><a href="${urls.waitingApart(secret)}">Tell us about somebody you must not sit with</a></p>
<form class="row" method="post" action="${urls.waitingDeparture(secret)}" data-once><button class="btn quiet">Leave the list</button><span class="small soft">At once, without a reason${entry.state === 'offered' ? '. The chair that is kept for you goes on' : ''}.</span></form></section>`;
