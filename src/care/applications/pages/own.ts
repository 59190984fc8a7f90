import { field, textArea } from '../../../ui/field.ts';
import type { Frame } from '../../../ui/frame.ts';
import { type Html, html } from '../../../ui/html.ts';
import { errorSummary, notice } from '../../../ui/notice.ts';
import { page } from '../../../ui/page.ts';
import { radios } from '../../../ui/pick.ts';
import { urls } from '../../../urls.ts';
import { type Application, type GroupWords, KEPT_DAYS, type Step } from '../application.ts';
import { canApplicationBecome, isUndecided } from '../application-states.ts';
import { type Answers, LONGEST_ANSWER, type Question } from '../questions.ts';
import { whoReads } from './ask.ts';
import { standsNow } from './stands.ts';

export type OwnPage = {
  readonly secret: string;
  readonly application: Application;
  readonly group: GroupWords | undefined;
  readonly answers: Answers;
  /** Typed just now, where something stood in its way. */
  readonly name: string;
  readonly errors?: Readonly<Record<string, string>>;
  readonly way: readonly Step[];
  /** What was just done. */
  readonly done?: Done | undefined;
  /** Where one's chair or place in line is looked at, once there is one. */
  readonly next?: { readonly path: string; readonly words: string } | undefined;
};

export type Done = 'kept' | 'sent' | 'corrected' | 'told';

const DONE = {
  kept: 'Kept, and not sent yet. The link in our letter brings you back here.',
  sent: 'Sent. The facilitators have it now.',
  corrected: 'Changed. The facilitators see what you wrote now.',
  told: 'Told. Only the facilitators can read it, and they see to it.',
} as const satisfies Record<Done, string>;

/** An applicant's own page: what they write, where it stands, and the way out. */
export const ownPage = (frame: Frame, shown: OwnPage): Html => {
  const { application, group, errors = {}, done } = shown;
  const writable = application.state === 'draft' || isUndecided(application.state);
  const title = application.state === 'draft' ? 'Write to the facilitators' : 'Your application';
  return page(frame, {
    title,
    main: html`<div class="wrap split py">
<div class="stack g5">
<div class="stack narrow"><h1>${title}</h1><p class="lead">${group === undefined ? 'For a group that is not on our site any more.' : html`For <a href="${urls.group(group.address)}">${group.name}</a>.`}</p></div>
${done && notice('good', html`<p>${DONE[done]}</p>`, { say: true })}
${errorSummary(errors)}
${application.state !== 'draft' && standsNow(frame, shown)}
${writable && writing(shown)}
${leaving(shown)}
</div>
${group && whoReads(group)}
</div>`,
  });
};

const writing = ({ secret, application, answers, name, errors = {} }: OwnPage): Html => {
  const isDraft = application.state === 'draft';
  return html`<section class="stack g4 narrow" aria-labelledby="answers-h">
<h2 id="answers-h" class="t2">${isDraft ? 'In your own words' : 'What you wrote'}</h2>
<p class="soft">${isDraft ? 'It need not be well put. Leave out whatever you would rather say in person.' : 'Until it is decided you can change it here.'}</p>
<form method="post" action="${urls.application(secret)}" class="stack g5" novalidate>
${field({ label: 'What may we call you?', name: 'name', value: name, error: errors['name'], autocomplete: 'name', maxlength: 100, required: true })}
${application.questions.map((question) => answerField(question, answers[question.id], errors[question.id]))}
<p class="row">${
    isDraft
      ? html`<button class="btn" name="do" value="send">Send it to the facilitators</button><button class="btn quiet" name="do" value="save">Keep it for later</button>`
      : html`<button class="btn" name="do" value="save">Save the changes</button>`
  }</p>
</form></section>`;
};

const answerField = (question: Question, value: string | undefined, error: string | undefined): Html => {
  const { id, kind, words, hint, isRequired, choices } = question;
  const shared = {
    label: words,
    name: id,
    value,
    error,
    required: isRequired,
    maxlength: LONGEST_ANSWER[kind],
  };
  const withHint = hint === '' ? shared : { ...shared, hint };
  if (kind === 'long') return textArea({ ...withHint, rows: 5 });
  if (kind === 'short') return field({ ...withHint, autocomplete: 'off' });
  const options =
    kind === 'yes-no'
      ? [
          { value: 'yes', label: 'Yes' },
          { value: 'no', label: 'No' },
        ]
      : choices.map((choice) => ({ value: choice, label: choice }));
  const legend = isRequired ? words : `${words} (if you like)`;
  return radios({ legend, name: id, options, chosen: value, error, ...(hint === '' ? {} : { hint }) });
};

const leaving = ({ secret, application: { state } }: OwnPage): Html | false => {
  if (state === 'draft')
    return html`<p class="small soft narrow">Changed your mind? <a href="${urls.applicationWithdrawal(secret)}">Delete all of it now</a>. What is not sent within 30 days is deleted by itself.</p>`;
  if (!canApplicationBecome(state, 'withdrawn')) return false;
  return html`<section class="stack g3 narrow" aria-labelledby="more-h"><h2 class="t2" id="more-h">What else you can do</h2>
<ul><li><a href="${urls.applicationApart(secret)}">Tell us about somebody you must not sit with</a></li>
<li><a href="${urls.applicationWithdrawal(secret)}">Take your application back</a></li></ul></section>`;
};

/** What taking it back does, before it is done. */
export const withdrawalPage = (
  frame: Frame,
  { secret, isDraft, isBeingPaid }: { secret: string; isDraft: boolean; isBeingPaid?: boolean },
): Html => {
  const title = isDraft ? 'Delete what you wrote' : 'Take your application back';
  return page(frame, {
    title,
    main: html`<div class="wrap stack g5 py narrow"><h1>${title}</h1>
${isBeingPaid && notice('care', html`<p><b>Not taken back.</b> A payment for your chair is under way at this moment. Please look again in a few minutes. If you have paid, your order page shows how to get the money back.</p>`, { say: true })}
<p class="lead">${isDraft ? 'It was never sent, so nobody has read it. Once deleted it cannot be brought back.' : `The facilitators see that you took it back, and not why. A chair that is kept for you goes to somebody else. What you wrote is deleted ${KEPT_DAYS} days from now.`}</p>
<p>You can apply again whenever you like.</p>
<form method="post" action="${urls.applicationWithdrawal(secret)}" class="row" data-once><button class="btn">${isDraft ? 'Delete it' : 'Take it back'}</button><a class="btn quiet" href="${urls.application(secret)}">Leave it as it is</a></form></div>`,
  });
};

/** After a draft was deleted: the link opens nothing any more. */
export const deletedPage = (frame: Frame): Html =>
  page(frame, {
    title: 'Deleted',
    main: html`<div class="wrap stack g5 py narrow"><h1>All of it is deleted</h1><p class="lead">Nobody has read it. The link in our letter opens nothing any more.</p>
<p class="row"><a class="btn" href="${urls.groups()}">See the groups</a></p></div>`,
  });
