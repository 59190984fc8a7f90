import { seatRing } from '../../../ui/drawings/seat-ring.ts';
import { empty } from '../../../ui/empty.ts';
import { field, selectField, textArea } from '../../../ui/field.ts';
import type { Frame } from '../../../ui/frame.ts';
import { type Html, html } from '../../../ui/html.ts';
import { errorSummary, notice } from '../../../ui/notice.ts';
import { urls } from '../../../urls.ts';
import type { OfferRefusal } from '../../offers/public.ts';
import type { Form } from '../forms.ts';
import { offersTable, type Row, room, saidNow } from '../pages.ts';
import type { Said } from '../said.ts';

export type Group = {
  readonly id: string;
  readonly name: string;
  readonly entry: 'buy' | 'apply';
  readonly capacity: number;
  readonly held: number;
  readonly offered: number;
  readonly confirmed: number;
  readonly waiting: number;
  /** Free seats that everybody may take although people wait. */
  readonly opened: number;
  readonly offerHours: number;
};

export type GroupView = {
  readonly group: Group;
  readonly rows: readonly Row[];
  readonly tiers: readonly { readonly id: string; readonly name: string; readonly price: string }[];
  readonly form: Form;
  readonly refusal?: Refusal | undefined;
  readonly hoursError?: string;
  readonly said: Said | undefined;
  /** After a press on "open a chair" that found none. */
  readonly noneToOpen?: boolean;
};

export const freeSeats = ({ capacity, held, offered, confirmed }: Group): number =>
  Math.max(0, capacity - held - offered - confirmed);

/** A group that one applies for is offered after a yes, never by hand. */
export type Refusal = OfferRefusal['because'] | 'needs-yes';

const REFUSALS = {
  'needs-yes': 'People come into this group after an application and a yes. Nothing was sent.',
  full: 'There is no free chair: all are taken, held or offered. Nothing was sent.',
  closed: 'Nobody can join this group now: it is not on the site, has begun, or has ended. Nothing was sent.',
  'already-seated': 'This address has a chair here already. Nothing was sent.',
  'already-offered': 'This address has an open offer for this group already. You find it below.',
  'unknown-price': 'This price is not one of the group’s any more. Please choose again.',
  over: 'The offer would have ended before it began. Please choose more days.',
} satisfies Record<Refusal, string>;

/** The chairs of one group that are offered, kept for those who wait, or open to everybody. */
export const groupOffersPage = (frame: Frame, view: GroupView): Html => {
  const { group, rows, said, refusal, form, noneToOpen } = view;
  return room(
    frame,
    `${group.name}: offers`,
    html`<p class="small"><a href="${urls.deskGroup(group.id)}">${group.name}</a></p>
<h1 class="t3">${group.name}: offers of a chair</h1>
${saidNow(said)}${refusal !== undefined && notice('alarm', html`<p>${REFUSALS[refusal]}</p>`, { say: true })}
${noneToOpen === true && notice('care', html`<p>There is no free chair to open now, or nobody waits any more.</p>`, { say: true })}
${errorSummary({ ...form.errors, hours: view.hoursError })}
${chairs(group)}
<section class="card stack g3"><h2 class="t2">Open offers</h2>${rows.length === 0 ? empty('No chair is kept for anybody here.') : offersTable(frame, rows, false)}
<p><a class="btn quiet sm" href="${urls.deskOffers({ group: group.id })}">All offers of this group</a></p></section>
${group.entry === 'buy' && makeForm(view)}
${hoursForm(group, view.hoursError)}`,
  );
};

const chairs = (group: Group): Html => {
  const free = freeSeats(group);
  const opened = Math.min(group.opened, free);
  const waits = group.waiting > 0;
  return html`<section class="card stack g3"><h2 class="t2">Chairs</h2><div class="row g5"><div class="tiny">${seatRing({ total: group.capacity, taken: group.confirmed, held: group.held + group.offered })}</div>
<dl class="facts"><dt>Taken</dt><dd>${group.confirmed} of ${group.capacity}</dd><dt>In a checkout</dt><dd>${group.held}</dd><dt>Offered</dt><dd>${group.offered}</dd><dt>Free</dt><dd>${free}${waits && free > 0 && `, ${free - opened} of them for those who wait`}</dd><dt>Waiting</dt><dd><a href="${urls.deskWaitingGroup(group.id)}">${group.waiting === 1 ? 'One person' : `${group.waiting} people`}</a></dd></dl></div>
${waits && group.entry === 'buy' && opening(group, free, opened)}
${group.entry === 'apply' && html`<p class="small soft">People come into this group after an application and a yes, so a chair here is always offered and never bought at once.</p>`}</section>`;
};

const opening = ({ id }: Group, free: number, opened: number): Html =>
  html`<p class="small soft">While people wait, free chairs are offered to them and cannot be bought at once. Where nobody who waits fits, you can open a chair to everybody.</p>
<div class="row">${free > opened && html`<form method="post" action="${urls.deskGroupOpened(id)}"><input type="hidden" name="what" value="open"><button class="btn quiet sm">Open one free chair to everybody</button></form>`}
${opened > 0 && html`<form method="post" action="${urls.deskGroupOpened(id)}"><input type="hidden" name="what" value="keep"><button class="btn quiet sm">Keep ${opened === 1 ? 'the opened chair' : `the ${opened} opened chairs`} for those who wait again</button></form>`}</div>`;

const DAYS = [1, 2, 3, 5, 7, 14] as const;

const makeForm = ({ group, tiers, form: { typed, errors } }: GroupView): Html => {
  const named = (name: string) => ({ name, value: typed[name], error: errors[name] });
  return html`<section class="card stack g4" aria-labelledby="make"><h2 class="t2" id="make">Keep a chair for somebody</h2>
<p class="soft">The person gets a letter with a private link, takes the chair there and pays, or says no. Nobody else gets it meanwhile.</p>
<form class="stack g4" method="post" action="${urls.deskGroupOffers(group.id)}" data-once novalidate>
${field({ ...named('name'), label: 'Name', required: true, autocomplete: 'off', maxlength: 120 })}
${field({ ...named('email'), label: 'E-mail', type: 'email', required: true, autocomplete: 'off', maxlength: 254 })}
${selectField({ ...named('days'), value: typed['days'] ?? '2', label: 'Kept for', choices: DAYS.map((days) => ({ value: String(days), words: days === 1 ? 'One day' : `${days} days` })), hint: 'It never ends at night: then it lasts until nine in the morning.' })}
${selectField({ ...named('tier'), label: 'Price', value: typed['tier'] ?? '', choices: [{ value: '', words: 'The person chooses' }, ...tiers.map(({ id, name, price }) => ({ value: id, words: `${name}, ${price} each time` }))] })}
${textArea({ ...named('note'), label: 'A line on the page', required: false, rows: 2, maxlength: 500, hint: 'Stands on the private page, not in the letter.' })}
<p><button class="btn">Keep the chair and send the letter</button></p></form></section>`;
};

const HOURS = [6, 12, 24, 48, 72, 96, 168, 336] as const;
const hoursWords = (hours: number): string => (hours < 48 ? `${hours} hours` : `${hours / 24} days`);

const hoursForm = ({ id, offerHours }: Group, error: string | undefined): Html => {
  const choices = [...new Set([...HOURS, offerHours])].sort((a, b) => a - b);
  return html`<section class="card stack g3"><h2 class="t2">Offers to those who wait</h2>
<form class="row" method="post" action="${urls.deskGroupOfferHours(id)}">${selectField({ label: 'A chair is kept for the next in line for', name: 'hours', value: String(offerHours), error, choices: choices.map((hours) => ({ value: String(hours), words: hoursWords(hours) })) })}<button class="btn quiet">Save</button></form></section>`;
};
