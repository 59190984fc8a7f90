import { botTrap } from '../../../ui/bot-trap.ts';
import { field } from '../../../ui/field.ts';
import type { Frame } from '../../../ui/frame.ts';
import { type Html, html } from '../../../ui/html.ts';
import { errorSummary, notice } from '../../../ui/notice.ts';
import { page } from '../../../ui/page.ts';
import { urls } from '../../../urls.ts';
import type { AskRefusal } from '../../asking/public.ts';
import { type GroupAtDoor, KEPT_DAYS } from '../entry.ts';

const REFUSALS = {
  trap: 'A field that people do not see was filled in, so we could not tell you from a program. It is empty again. Please press the button once more.',
  'too-many':
    'Many letters were asked for in the last hour, so we did not send this one. Please try again later. A link you already have still works.',
} as const satisfies Record<AskRefusal['because'], string>;

export type JoinPage = {
  readonly group: GroupAtDoor;
  readonly typed?: { readonly name: string; readonly email: string };
  readonly errors?: Readonly<Record<string, string>>;
  readonly refusal?: AskRefusal;
};

/** Asking to be put on the waiting list of a group. */
export const joinPage = (frame: Frame, view: JoinPage): Html => {
  const { group } = view;
  return page(frame, {
    title: `Wait for a chair: ${group.name}`,
    current: urls.groups(),
    main: html`<div class="wrap pt"><p class="small"><a href="${urls.group(group.address)}">Back to ${group.name}</a></p></div>
<div class="wrap split py">
<div class="stack g5">
<div class="stack narrow"><h1>Wait for a chair</h1>
<p class="lead">${LEADS[group.takes](group)}</p></div>
${group.takes === 'waiting' ? form(view) : elsewhere(group)}
</div>
${howItGoes()}
</div>`,
  });
};

const LEADS: Readonly<Record<GroupAtDoor['takes'], (group: GroupAtDoor) => string>> = {
  waiting: ({ name }) =>
    `Every chair in ${name} is taken, or kept for somebody. We write to you when it is your turn.`,
  buying: ({ name }) => `You need not wait: a chair in ${name} is free at this moment.`,
  applying: ({ name }) => `For ${name} you apply first. After a yes you are on the waiting list by itself.`,
  nobody: ({ name }) => `${name} takes nobody at this time, so there is no list to wait on.`,
};

const elsewhere = ({ takes, address }: GroupAtDoor): Html => {
  if (takes === 'buying')
    return html`<p class="row"><a class="btn" href="${urls.group(address)}#chair">See prices and take a chair</a></p>`;
  if (takes === 'applying')
    return html`<p class="row"><a class="btn" href="${urls.groupApplication(address)}">Apply for a chair</a></p>`;
  return html`<p class="row"><a class="btn" href="${urls.groups()}">See the other groups</a></p>`;
};

const form = ({ group, typed, errors = {}, refusal }: JoinPage): Html =>
  html`${errorSummary(errors)}${refusal && notice('care', html`<p><b>Not sent yet.</b> ${REFUSALS[refusal.because]}</p>`, { say: true })}
<form method="post" action="${urls.groupWaiting(group.address)}" class="stack g4 narrow" data-once novalidate>
<p>We mail you a private link. One press behind it, and you are on the list.</p>
${field({ label: 'What may we call you?', name: 'name', value: typed?.name, error: errors['name'], hint: 'A first name is enough.', autocomplete: 'name', maxlength: 100, required: true })}
${field({ label: 'Your e-mail address', name: 'email', type: 'email', value: typed?.email, error: errors['email'], hint: 'Our letters have a plain subject and never name a group.', autocomplete: 'email', maxlength: 254, required: true })}
${botTrap()}
<p><button class="btn" type="submit">Mail me my private link</button></p>
</form>`;

const howItGoes = (): Html =>
  html`<aside class="card stack g3" aria-labelledby="how-h"><h2 class="t2" id="how-h">How it goes</h2>
<ul><li>When a chair is free we offer it to the next person for whom the group fits. That is not always the first in line.</li>
<li>You get a letter with a link and a date. Until then the chair is yours to take or to leave.</li>
<li>You can leave the list with one press, at any time.</li>
<li>You can wait together with somebody: you come both, or not at all.</li>
<li>Waiting costs nothing, and binds you to nothing.</li></ul>
<p class="small soft">The practice and the facilitators of the group see your name and address. ${KEPT_DAYS} days after you have left the list we delete them.</p></aside>`;

/** The one answer to every address, known or not. */
export const joinAskedPage = (frame: Frame, { name, address }: GroupAtDoor): Html =>
  page(frame, {
    title: 'Your link to the list is on its way',
    current: urls.groups(),
    main: html`<div class="wrap stack g5 py narrow">
<h1>Please look at your mail</h1>
<p class="lead">We have sent a private link to that address. You are on the list once you have pressed the button behind it.</p>
<p class="soft">Nothing there? Look in the spam folder, or <a href="${urls.groupWaiting(address)}">ask again</a>.</p>
<p class="row"><a class="btn quiet" href="${urls.group(address)}">Back to ${name}</a></p>
</div>`,
  });
