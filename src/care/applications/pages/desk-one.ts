import { textArea } from '../../../ui/field.ts';
import type { Frame } from '../../../ui/frame.ts';
import { type Html, html } from '../../../ui/html.ts';
import { localTime } from '../../../ui/local-time.ts';
import { notice } from '../../../ui/notice.ts';
import { page } from '../../../ui/page.ts';
import { plainText } from '../../../ui/plain-text.ts';
import { urls } from '../../../urls.ts';
import type { Application, Chairs, Step } from '../application.ts';
import type { ApplicationState } from '../application-states.ts';
import type { Say } from '../decision-actions.ts';
import type { Answers, Question } from '../questions.ts';
import { dayWords, stateBadge } from './words.ts';

export type OnePage = {
  readonly application: Application;
  readonly groupName: string;
  readonly answers: Answers;
  readonly note: string;
  readonly noteError?: string;
  readonly way: readonly Step[];
  readonly sayable: readonly Say[];
  readonly chairs: Chairs | undefined;
  /** How many wait for a chair in this group. */
  readonly waiting: number;
  readonly done?: 'noted' | 'decided' | undefined;
};

const DONE = { noted: 'The note is kept.', decided: 'Done. The letter is on its way.' } as const;

/** One application, as the group's facilitators read it. */
export const onePage = (frame: Frame, view: OnePage): Html => {
  const { application, groupName, done } = view;
  return page(frame, {
    title: `${application.name ?? 'Somebody'}: application`,
    current: urls.deskApplications(),
    room: 'desk',
    main: html`<div class="wrap stack g5 py">
<p class="small"><a href="${urls.deskApplications()}">All applications</a></p>
<div class="stack g2"><h1 class="t3">${application.name ?? 'An application that was forgotten'}</h1>
<p class="row">${stateBadge(application.state)}<span class="soft">${groupName}${application.sentAt && html`, sent ${dayWords(application.sentAt, frame)}`}</span></p></div>
${done && notice('good', html`<p>${DONE[done]}</p>`, { say: true })}
<div class="split">
<div class="stack g5">
${written(view)}
${wayShown(frame, view.way)}
</div>
<div class="stack g5">
${nextSteps(view)}
${noteForm(view)}
</div></div></div>`,
  });
};

const written = ({ application: { questions, email, forgottenAt }, answers }: OnePage): Html =>
  html`<section class="card stack g4" aria-labelledby="written-h"><h2 class="t2" id="written-h">In their own words</h2>
${
  forgottenAt === null
    ? html`${email && html`<p>E-mail: <a href="mailto:${email}">${email}</a></p>`}${questions.map((question) => answered(question, answers[question.id]))}`
    : html`<p>What was written is deleted, as was promised. The steps are kept.</p>`
}</section>`;

const YES_NO: Readonly<Record<string, string>> = { yes: 'Yes', no: 'No' };

const answered = ({ kind, words }: Question, answer: string | undefined): Html =>
  html`<div class="stack g2"><h3 class="t1">${words}</h3>${answer === undefined ? html`<p class="soft">Left open</p>` : html`<div class="prose">${plainText(kind === 'yes-no' ? (YES_NO[answer] ?? answer) : answer)}</div>`}</div>`;

const SAY_WORDS = { yes: 'Say yes', talk: 'Let us talk', no: 'Say no' } as const satisfies Record<
  Say,
  string
>;

const nextSteps = ({ application, sayable, chairs, waiting }: OnePage): Html =>
  html`<section class="card stack g4" aria-labelledby="next-h"><h2 class="t2" id="next-h">What next?</h2>
${chairs && html`<p>${chairsWords(chairs, waiting)}</p>`}
${sayable.length === 0 && html`<p class="soft">${AT_REST[application.state]}</p>`}
${
  sayable.length > 0 &&
  html`<p class="row">${sayable.map((say, index) => html`<a class="btn ${index === 0 && say === 'yes' ? '' : 'quiet'}" href="${urls.deskApplicationDecision(application.id)}?say=${say}">${isTakingBack(application.state) && say === 'talk' ? 'Take the yes back' : SAY_WORDS[say]}</a>`)}</p>
<p class="small soft">You see the letter before it goes, and can change every word of it.</p>`
}</section>`;

const isTakingBack = (state: ApplicationState): boolean =>
  state === 'accepted' || state === 'waiting' || state === 'offered';

const chairsWords = ({ capacity, taken, free }: Chairs, waiting: number): string => {
  const chairs =
    free === 0
      ? `All ${capacity} chairs are taken or kept for somebody.`
      : `${taken} of ${capacity} chairs are taken, ${free} ${free === 1 ? 'is' : 'are'} free.`;
  if (waiting === 0) return chairs;
  return `${chairs} ${waiting === 1 ? 'One person waits' : `${waiting} people wait`} for one.`;
};

const AT_REST: Readonly<Record<ApplicationState, string>> = {
  draft: 'It was not sent yet.',
  applied: 'It waits for your word.',
  talking: 'You are talking.',
  accepted: 'The chair is being looked for.',
  waiting: 'They wait for a chair.',
  offered: 'A chair is kept for them.',
  enrolled:
    'They have a chair in this group. Whoever leaves gives it back on the order page, or at the desk.',
  refused: 'The no was said and sent. Whoever wants to ask again applies again.',
  withdrawn: 'They took it back themselves.',
  lapsed: 'The date passed without an answer.',
};

const noteForm = ({ application, note, noteError }: OnePage): Html | false =>
  application.forgottenAt === null &&
  html`<form class="card stack g3" method="post" action="${urls.deskApplicationNote(application.id)}"><h2 class="t2">Your note</h2>
${textArea({ label: 'For the facilitators of this group only', name: 'note', value: note, error: noteError, rows: 4, maxlength: 5000, hint: 'The applicant never sees it. It is encrypted, and deleted with the application.' })}
<p><button class="btn quiet">Keep the note</button></p></form>`;

const STEP_WORDS: Readonly<Record<ApplicationState, string>> = {
  draft: 'Asked for a link',
  applied: 'Sent',
  talking: '“Let us talk” was said',
  accepted: 'Yes was said',
  waiting: 'Put on the waiting list',
  offered: 'A chair was offered',
  enrolled: 'Took the chair',
  refused: 'No was said',
  withdrawn: 'Taken back by the applicant',
  lapsed: 'The date passed',
};

const wayShown = (frame: Frame, way: readonly Step[]): Html | false =>
  way.length > 0 &&
  html`<section class="card stack g3" aria-labelledby="way-h"><h2 class="t2" id="way-h">So far</h2>
<ol class="stack g3 plain">${way.map(
    (step) =>
      html`<li><p><b>${STEP_WORDS[step.became]}</b>${step.byName && html` by ${step.byName}`}<br><span class="small soft">${localTime(step.at, frame.practice.zone, frame.practice.locale)}</span></p>${step.letter && html`<details class="more"><summary>The letter</summary><div class="prose">${plainText(step.letter)}</div></details>`}</li>`,
  )}</ol></section>`;
