import { field, textArea } from '../../../ui/field.ts';
import type { Frame } from '../../../ui/frame.ts';
import { type Html, html } from '../../../ui/html.ts';
import { errorSummary, notice } from '../../../ui/notice.ts';
import { page } from '../../../ui/page.ts';
import { urls } from '../../../urls.ts';
import { type Application, MOST_OFFER_DAYS } from '../application.ts';
import type { DecisionRefusal, Say } from '../decision-actions.ts';
import { LONGEST_LETTER } from '../letter-words.ts';
import { dayWords } from './words.ts';

export type DecisionPage = {
  readonly application: Application;
  readonly groupName: string;
  readonly say: Say;
  readonly letter: string;
  readonly subject: string;
  readonly days: string;
  readonly takesBack: boolean;
  readonly errors?: Readonly<Record<string, string>>;
  readonly refusal?: DecisionRefusal;
};

const TITLES = { yes: 'Say yes', talk: 'Let us talk', no: 'Say no' } as const satisfies Record<Say, string>;

const HAPPENS = {
  yes: 'A chair is kept for them as soon as one is free, before those who wait without a yes. They get a letter of their own for it, with a private link and the date. Nothing is paid before they take it.',
  talk: 'The application stays open, and you can say yes or no later.',
  no: 'The application ends. What they wrote is deleted after 90 days.',
} as const satisfies Record<Say, string>;

const REFUSALS = {
  'moved-on':
    'Something happened to this application in the meantime, so nothing was sent. Please look at it again before you decide.',
  'being-paid':
    'They are paying for the chair at this moment, so the yes could not be taken back. Please look again in a few minutes.',
} as const satisfies Record<DecisionRefusal['because'], string>;

/** The letter before it goes: what is read here is what arrives. */
export const decisionPage = (frame: Frame, view: DecisionPage): Html => {
  const { application, groupName, say, takesBack, errors = {}, refusal } = view;
  const title = takesBack ? 'Take the yes back' : TITLES[say];
  return page(frame, {
    title: `${title}: ${application.name ?? 'application'}`,
    current: urls.deskApplications(),
    room: 'desk',
    main: html`<div class="wrap stack g5 py narrow">
<p class="small"><a href="${urls.deskApplication(application.id)}">Back to the application</a></p>
<div class="stack g2"><h1 class="t3">${title}</h1><p class="soft">${application.name}, for ${groupName}</p></div>
${refusal && notice('care', html`<p>${REFUSALS[refusal.because]}</p>`, { say: true })}
${errorSummary(errors)}
<p>${takesBack ? 'They lose the chair that is kept for them, or the place in line. The application is open again.' : HAPPENS[say]}</p>
<form method="post" action="${urls.deskApplicationDecision(application.id)}" class="stack g5" data-once novalidate>
<input type="hidden" name="say" value="${say}"><input type="hidden" name="seen" value="${application.state}">
${say === 'yes' && days(frame, view)}
<section class="card stack g4" aria-labelledby="letter-h"><h2 class="t2" id="letter-h">The letter</h2>
<dl class="facts"><dt>To</dt><dd>${application.email}</dd><dt>Subject</dt><dd>${view.subject}</dd></dl>
${textArea({ label: 'Words', name: 'letter', value: view.letter, error: errors['letter'], rows: 14, maxlength: LONGEST_LETTER, hint: 'Please leave out details of their health, and the name of the group. Mail is open to many eyes.', required: true })}
<p class="small soft">Below your words follow the link to their own page, “Keep this link to yourself”, and the practice’s address.</p></section>
<p class="row"><button class="btn">${takesBack ? 'Take it back and send the letter' : 'Send the letter'}</button><a class="btn quiet" href="${urls.deskApplication(application.id)}">Not now</a></p>
</form></div>`,
  });
};

const days = (frame: Frame, { application, days: typed, errors = {} }: DecisionPage): Html => {
  const whole = /^\d{1,2}$/.test(typed) ? Number(typed) : undefined;
  const until = whole && dayWords(application.now.add({ hours: 24 * whole }), frame);
  return field({
    label: 'For how many days do we keep the chair?',
    name: 'days',
    type: 'number',
    inputmode: 'numeric',
    min: 1,
    max: MOST_OFFER_DAYS,
    value: typed,
    error: errors['days'],
    required: true,
    hint: `Counted from when it can be offered${until ? `; ${whole} days from today is ${until}` : ''}. After that it goes to the next.`,
  });
};
