import { field } from '../../../ui/field.ts';
import type { Frame } from '../../../ui/frame.ts';
import { type Html, html } from '../../../ui/html.ts';
import { errorSummary, notice } from '../../../ui/notice.ts';
import { page } from '../../../ui/page.ts';
import { urls } from '../../../urls.ts';
import type { Entry, GroupAtDoor, Pair } from '../entry.ts';
import type { AcceptRefusal, InviteRefusal } from '../pair-actions.ts';
import type { OwnPage } from './own.ts';

const INVITE_REFUSALS = {
  'not-in-line': 'You are not on the list any more.',
  'has-offer': 'A chair is kept for you at this moment. Answer that first.',
  'has-pair': 'You wait together with somebody already.',
  yourself: 'This is your own address. Please give theirs.',
  'too-many': 'You have asked several people today. Please try again tomorrow.',
} as const satisfies Record<InviteRefusal['because'], string>;

/** Waiting together: nobody else, somebody asked, two who are one in line, or one who stays. */
export const together = (view: OwnPage): Html | false => {
  const { pair, entry } = view;
  const shown = pair ? PAIRS[pair.state](view, pair) : alone(view);
  return (
    (pair !== undefined || entry.state !== 'offered') &&
    html`<section class="card stack g3" aria-labelledby="pair-h"><h2 class="t2" id="pair-h">Only together</h2>${shown}</section>`
  );
};

const alone = ({ secret, invite }: OwnPage): Html => {
  const error = invite?.error ?? (invite?.refusal && INVITE_REFUSALS[invite.refusal.because]);
  return html`${error !== undefined && errorSummary({ email: error })}<p>If you want to come only together with somebody, we offer both of you a chair, or neither. You then stand where the later of you stands, and two chairs are free at the same time less often than one.</p>
<form class="stack g3" method="post" action="${urls.waitingPartner(secret)}" novalidate>
${field({ label: 'Their e-mail address', name: 'email', type: 'email', value: invite?.email, error, autocomplete: 'off', maxlength: 254, hint: 'They get a letter that names you and says nothing of a group. The page behind its link does.' })}
<p><button class="btn quiet">Ask them</button></p></form>`;
};

const parting = (secret: string, words: string): Html =>
  html`<form method="post" action="${urls.waitingParting(secret)}" data-once><button class="btn quiet sm">${words}</button></form>`;

const otherName = ({ invitingName, invitedName }: Pair, { name }: Entry): string => {
  const mine = name?.trim().split(/\s+/)[0];
  return mine === invitingName && invitedName !== null ? invitedName : invitingName;
};

const PAIRS: Readonly<Record<Pair['state'], (view: OwnPage, pair: Pair) => Html>> = {
  invited: ({ secret }, { invitedEmail }) =>
    html`<p>You have asked <b class="long">${invitedEmail}</b>, who has not answered yet. Until then we offer you no chair.</p>${parting(secret, 'Take the question back')}`,
  linked: ({ secret, entry }, pair) =>
    html`<p>You wait together with <b>${otherName(pair, entry)}</b>. We offer both of you a chair, or neither.</p>${parting(secret, 'I would rather wait alone')}`,
  'one-left': ({ secret, entry }, pair) =>
    html`${notice('care', html`<p><b>${pair.invitedName === null ? 'They said no' : `${otherName(pair, entry)} does not wait with you any more`}.</b> Would you like to stay on the list alone? You keep your place. Until you have answered we offer you no chair.</p>`)}${parting(secret, 'Yes, I stay alone')}`,
  parted: () => html`<p>You wait alone.</p>`,
};

const ACCEPT_REFUSALS = {
  over: 'This question is not open any more. Perhaps it was taken back.',
  'has-pair': 'You wait together with somebody else already. On your own page you can change that.',
  'has-offer': 'A chair is kept for you alone at this moment. Answer that first, then come back here.',
} as const satisfies Record<AcceptRefusal['because'], string>;

export type InvitationPage = {
  readonly secret: string;
  readonly pair: Pair;
  readonly group: GroupAtDoor | undefined;
  readonly typed?: string;
  readonly error?: string;
  readonly refusal?: AcceptRefusal;
};

/** What somebody is asked behind the link of an invitation. */
export const invitationPage = (frame: Frame, view: InvitationPage): Html => {
  const { secret, pair, group, typed, error, refusal } = view;
  const open = pair.state === 'invited';
  return page(frame, {
    title: open ? `${pair.invitingName} asks you something` : 'This question is answered',
    main: html`<div class="wrap stack g5 py narrow">
<h1>${open ? `${pair.invitingName} asks you something` : 'This question is answered'}</h1>
${refusal && notice('care', html`<p>${ACCEPT_REFUSALS[refusal.because]}</p>`, { say: true })}
${error !== undefined && errorSummary({ name: error })}
${
  open
    ? html`<p class="lead">${pair.invitingName} waits for a chair in ${group ? html`<a href="${urls.group(group.address)}">${group.name}</a>` : 'one of our therapy groups'}, and would like to come only together with you.</p>
<p>If you say yes, you are on the waiting list too. We then offer both of you a chair, or neither. Each pays for the own chair. You can leave the list at any time, with one press.</p>
<form method="post" action="${urls.together(secret)}" class="stack g4" data-once novalidate>
${field({ label: 'What may we call you?', name: 'name', value: typed, error, autocomplete: 'name', maxlength: 100, hint: `${pair.invitingName} sees your first name.`, required: true })}
<p><button class="btn">Yes, I would like to come, too</button></p></form>
<form method="post" action="${urls.togetherRefusal(secret)}" data-once><p><button class="btn quiet">No, thank you</button></p></form>
<p class="small soft">If you say no, ${pair.invitingName} learns that, and not why. We keep your address for no other use.</p>`
    : html`<p class="lead">There is nothing more to do here.</p><p class="row"><a class="btn quiet" href="${urls.groups()}">See the groups</a></p>`
}</div>`,
  });
};

/** After a no. */
export const refusedPage = (frame: Frame): Html =>
  page(frame, {
    title: 'You said no to coming together',
    main: html`<div class="wrap stack g5 py narrow"><h1>You said no</h1><p class="lead">That is all right. They learn that you said no, and not why.</p><p class="row"><a class="btn quiet" href="${urls.home()}">Go home</a></p></div>`,
  });
