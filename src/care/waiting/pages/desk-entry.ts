import { field, textArea } from '../../../ui/field.ts';
import type { Frame } from '../../../ui/frame.ts';
import { type Html, html } from '../../../ui/html.ts';
import { localTime, momentWords } from '../../../ui/local-time.ts';
import { errorSummary, notice } from '../../../ui/notice.ts';
import { page } from '../../../ui/page.ts';
import { plainText } from '../../../ui/plain-text.ts';
import { urls } from '../../../urls.ts';
import type { StaffRefusal } from '../desk-actions.ts';
import { type Because, type Entry, MOST_PRIORITY, type WaitingStep } from '../entry.ts';
import type { EntryState } from '../entry-states.ts';
import { isInLine } from '../entry-states.ts';
import { dayWords, stateBadge } from './words.ts';

export type EntryPage = {
  readonly entry: Entry;
  readonly groupName: string;
  readonly priorityReason: string;
  /** Name of the other one of two. */
  readonly way: readonly WaitingStep[];
  readonly typed?: Readonly<Record<string, string>>;
  readonly errors?: Readonly<Record<string, string>>;
  readonly refusal?: StaffRefusal;
  readonly done?: Done | undefined;
};

export type Done = 'priority' | 'paused' | 'resumed' | 'parted' | 'removed';

const DONE = {
  priority: 'The place in line is changed.',
  paused: 'They keep their place, and are offered nothing for now.',
  resumed: 'They are in line again.',
  parted: 'They wait alone from now on.',
  removed: 'Taken off the list. The letter is on its way.',
} as const satisfies Record<Done, string>;

export const REFUSALS = {
  over: 'Something happened in the meantime, so nothing was changed. This is how it stands now.',
  'being-paid':
    'Their chair lies in a checkout at this moment, so nothing was changed. Please look again in a few minutes.',
} as const satisfies Record<StaffRefusal['because'], string>;

/** Somebody on a waiting list, and what the desk can do for them. */
export const entryPage = (frame: Frame, view: EntryPage): Html => {
  const { entry, groupName, errors = {}, refusal, done } = view;
  return page(frame, {
    title: `${entry.name ?? 'Somebody'}: waiting`,
    current: urls.deskWaiting(),
    room: 'desk',
    main: html`<div class="wrap stack g5 py">
<p class="small"><a href="${urls.deskWaitingGroup(entry.groupId)}">Waiting for ${groupName}</a></p>
<div class="stack g2"><h1 class="t3">${entry.name ?? 'Somebody who was forgotten'}</h1><p class="row">${stateBadge(entry.state)}${entry.email && html`<a class="long" href="mailto:${entry.email}">${entry.email}</a>`}</p></div>
${done && notice('good', html`<p>${DONE[done]}</p>`, { say: true })}
${refusal && notice('care', html`<p>${REFUSALS[refusal.because]}</p>`, { say: true })}
${errorSummary(errors)}
<div class="split even">
<div class="stack g5">${facts(frame, view)}${wayShown(frame, view.way)}</div>
<div class="stack g5">${isInLine(entry.state) && html`${priorityForm(view)}${pauseForms(view)}${pairForm(entry)}${removal(entry)}`}</div>
</div></div>`,
  });
};

const facts = (frame: Frame, { entry, groupName, priorityReason }: EntryPage): Html => {
  const { zone, locale } = frame.practice;
  return html`<section class="card stack g3" aria-labelledby="facts-h"><h2 class="t2" id="facts-h">How it stands</h2><dl class="facts">
<dt>Group</dt><dd>${groupName}</dd>
${entry.since && html`<dt>In line since</dt><dd>${dayWords(entry.since, frame)}</dd>`}
${entry.state === 'offered' && entry.offeredUntil && html`<dt>Offer until</dt><dd>${momentWords(entry.offeredUntil, zone, locale)}${frame.signedIn?.desk && entry.offerId !== null && html` <a href="${urls.deskOffer(entry.offerId)}">The offer</a>`}</dd>`}
${entry.pauseUntil && html`<dt>Pauses until</dt><dd>${entry.pauseUntil.toLocaleString(locale, { dateStyle: 'long' })}</dd>`}
${entry.priority > 0 && html`<dt>Priority</dt><dd>${entry.priority}: ${priorityReason}${entry.priorityByName && html` <span class="small soft">(${entry.priorityByName})</span>`}</dd>`}
${entry.pairState !== null && entry.pairState !== 'parted' && html`<dt>Together</dt><dd>${PAIR_WORDS[entry.pairState]}</dd>`}
${entry.missed > 0 && html`<dt>Unanswered</dt><dd>${entry.missed === 1 ? 'One offer ran out' : 'Two offers ran out'}</dd>`}
</dl></section>`;
};

const PAIR_WORDS = {
  invited: 'Has asked somebody, who has not answered',
  linked: 'Waits only together with somebody',
  'one-left': 'The other one has gone; was asked whether to wait alone',
} as const;

const priorityForm = ({ entry, typed, errors = {} }: EntryPage): Html =>
  html`<form class="card stack g3" method="post" action="${urls.deskEntryPriority(entry.id)}" novalidate><h2 class="t2">Place in line</h2>
${field({ label: 'Priority', name: 'priority', type: 'number', inputmode: 'numeric', min: 0, max: MOST_PRIORITY, value: typed?.['priority'] ?? String(entry.priority), error: errors['priority'], hint: 'From 0, for everybody, to 9. Higher goes first; among equals, whoever waits longer. A yes to an application is 5.' })}
${field({ label: 'Why?', name: 'because', value: typed?.['because'], error: errors['because'], maxlength: 300, hint: 'Kept with your name. Nobody in line sees it.' })}
<p><button class="btn quiet">Change the place</button></p></form>`;

const pauseForms = ({ entry, typed, errors = {} }: EntryPage): Html | false => {
  if (entry.state === 'paused')
    return html`<form class="card stack g3" method="post" action="${urls.deskEntryPause(entry.id)}"><h2 class="t2">Pausing</h2><p>They keep their place and are offered nothing.</p><input type="hidden" name="do" value="resume"><p><button class="btn quiet">Put them in line again</button></p></form>`;
  return (
    entry.state === 'waiting' &&
    html`<form class="card stack g3" method="post" action="${urls.deskEntryPause(entry.id)}" novalidate><h2 class="t2">Pause</h2><input type="hidden" name="do" value="pause">
${field({ label: 'Until', name: 'until', type: 'date', value: typed?.['until'], error: errors['until'], required: false, hint: 'They keep their place. Left empty, it lasts until you end it.' })}
<p><button class="btn quiet">Pause</button></p></form>`
  );
};

const pairForm = ({ id, pairState }: Entry): Html | false =>
  pairState !== null &&
  pairState !== 'parted' &&
  html`<form class="card stack g3" method="post" action="${urls.deskEntryParting(id)}"><h2 class="t2">Together</h2><p>${pairState === 'linked' ? 'If they tell you that they would rather wait alone. The other one is asked the same by letter.' : 'If they tell you that they would like to wait alone.'}</p><p><button class="btn quiet">Let them wait alone</button></p></form>`;

const removal = ({ id }: Entry): Html =>
  html`<section class="card stack g3" aria-labelledby="off-h"><h2 class="t2" id="off-h">Take them off the list</h2><p>You see the letter first.</p><p><a class="btn quiet" href="${urls.deskEntryRemoval(id)}">Take off the list</a></p></section>`;

const BECAUSE_WORDS = {
  confirmed: 'The address is theirs',
  yes: 'A yes was said to the application',
  offer: 'A chair was offered',
  declined: 'Said no to the chair',
  stays: 'Said no to the chair, and stays',
  expired: 'Did not answer in time',
  'taken-back': 'The offer was taken back',
  pair: 'The other one of two did not come',
  paid: 'Took the chair',
  seated: 'Has a chair by another way',
  'by-hand': '',
  withdrew: 'Left by themselves',
  priority: 'The place in line was changed',
  alone: 'Waits alone from here on',
} as const satisfies Record<Because, string>;

const BECAME_WORDS = {
  asked: 'Asked',
  waiting: 'In line',
  paused: 'Pausing',
  offered: 'Offered',
  placed: 'Has a chair',
  left: 'Off the list',
  removed: 'Taken off the list',
  lapsed: 'Off the list',
} as const satisfies Record<EntryState, string>;

const becauseWords = (because: string | null): string =>
  because !== null && because in BECAUSE_WORDS ? BECAUSE_WORDS[because as Because] : '';

const wayShown = (frame: Frame, way: readonly WaitingStep[]): Html | false =>
  way.length > 0 &&
  html`<section class="card stack g3" aria-labelledby="way-h"><h2 class="t2" id="way-h">So far</h2><ol class="stack g3 plain">${way.map(
    (step) =>
      html`<li><p><b>${step.was === step.became ? becauseWords(step.because) : BECAME_WORDS[step.became]}</b>${step.was !== step.became && becauseWords(step.because) !== '' && html`: ${becauseWords(step.because)}`}${step.byName && html`, by ${step.byName}`}${step.said && html`<br>“${step.said}”`}<br><span class="small soft">${localTime(step.at, frame.practice.zone, frame.practice.locale)}</span></p>${step.letter && html`<details class="more"><summary>The letter</summary><div class="prose">${plainText(step.letter)}</div></details>`}</li>`,
  )}</ol></section>`;

export type RemovalPage = {
  readonly entry: Entry;
  readonly groupName: string;
  readonly letter: string;
  readonly subject: string;
  readonly error?: string;
  readonly refusal?: StaffRefusal;
};

/** What taking somebody off the list does, and the letter, before either happens. */
export const removalPage = (frame: Frame, view: RemovalPage): Html => {
  const { entry, groupName, letter, subject, error, refusal } = view;
  return page(frame, {
    title: `Take ${entry.name} off the list`,
    current: urls.deskWaiting(),
    room: 'desk',
    main: html`<div class="wrap stack g5 py narrow">
<p class="small"><a href="${urls.deskEntry(entry.id)}">Back to ${entry.name}</a></p>
<h1 class="t3">Take ${entry.name} off the list</h1>
${refusal && notice('care', html`<p>${REFUSALS[refusal.because]}</p>`, { say: true })}
${error !== undefined && errorSummary({ letter: error })}
<p>They lose their place in line for ${groupName}${entry.state === 'offered' ? ', and the chair that is kept for them goes to the next' : ''}${entry.applicationId !== null ? '. Their application ends with it' : ''}${entry.pairState === 'linked' ? '. Whoever waits together with them is asked by letter whether to wait alone' : ''}. They can ask to be on the list again, at its end.</p>
<form method="post" action="${urls.deskEntryRemoval(entry.id)}" class="stack g5" data-once novalidate>
<section class="card stack g4" aria-labelledby="letter-h"><h2 class="t2" id="letter-h">The letter</h2>
<dl class="facts"><dt>To</dt><dd>${entry.email}</dd><dt>Subject</dt><dd>${subject}</dd></dl>
${textArea({ label: 'Words', name: 'letter', value: letter, error, rows: 10, maxlength: 5000, hint: 'Please leave the name of the group out. Mail is open to many eyes.', required: true })}</section>
<p class="row"><button class="btn">Take off the list and send the letter</button><a class="btn quiet" href="${urls.deskEntry(entry.id)}">Not now</a></p></form></div>`,
  });
};
