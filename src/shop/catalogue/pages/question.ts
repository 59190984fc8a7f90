import { botTrap } from '../../../ui/bot-trap.ts';
import { field, textArea } from '../../../ui/field.ts';
import type { Frame } from '../../../ui/frame.ts';
import { type Html, html } from '../../../ui/html.ts';
import { errorSummary, notice } from '../../../ui/notice.ts';
import { page } from '../../../ui/page.ts';
import { urls } from '../../../urls.ts';
import type { Listing } from '../listing.ts';
import type { QuestionRefusal } from '../question.ts';

export type QuestionPage = {
  readonly listing: Pick<Listing, 'name' | 'address'>;
  readonly typed?: { readonly name: string; readonly email: string; readonly body: string };
  readonly errors?: Readonly<Record<string, string | undefined>>;
  readonly refusal?: QuestionRefusal;
};

const REFUSED = {
  trap: 'The form was filled in a way that programs do. If you are a person, please leave the hidden field empty and send it again.',
  'too-many':
    'Many messages have come from your network in the last hour, so we did not take this one. What you wrote is still here. Please try later, or call us.',
} as const satisfies Record<QuestionRefusal['because'], string>;

/** A question to the facilitators of one group. */
export const questionPage = (frame: Frame, { listing, typed, errors = {}, refusal }: QuestionPage): Html =>
  page(frame, {
    title: `Ask a question: ${listing.name}`,
    current: urls.groups(),
    main: html`<div class="wrap pt"><p class="small"><a href="${urls.group(listing.address)}">Back to ${listing.name}</a></p></div>
<div class="wrap stack g5 py narrow">
<h1>Ask a question</h1>
<p class="lead">About the group ${listing.name}. A facilitator reads it and answers by mail.</p>
${refusal && notice('care', html`<p>${REFUSED[refusal.because]}</p>`, { say: true })}
${errorSummary(errors)}
<form method="post" action="${urls.groupQuestion(listing.address)}" class="stack g5" data-once novalidate>
${field({ label: 'What may we call you?', name: 'name', value: typed?.name, error: errors['name'], autocomplete: 'name', maxlength: 100 })}
${field({ label: 'Your e-mail address', name: 'email', type: 'email', value: typed?.email, error: errors['email'], autocomplete: 'email', maxlength: 254, hint: 'Only the practice sees it. Our answer has a plain subject.' })}
${textArea({ label: 'Your question', name: 'body', value: typed?.body, error: errors['body'], maxlength: 3000, rows: 6, hint: 'You do not need to say anything about your health here.' })}
${botTrap()}
<p class="row"><button class="btn">Send question</button></p>
</form>
<p class="small soft">Nobody watches this in real time. If you are not safe, please use the <a href="${urls.crisis()}">crisis lines</a>.</p>
</div>`,
  });

/** After it was sent. */
export const questionSentPage = (frame: Frame, { name, address }: Pick<Listing, 'name' | 'address'>): Html =>
  page(frame, {
    title: 'Your question is on its way',
    current: urls.groups(),
    main: html`<div class="wrap stack g5 py narrow">
<h1>Your question is on its way</h1>
<p class="lead">We have kept it and sent it to the practice. The answer comes by mail.</p>
<p class="row"><a class="btn" href="${urls.group(address)}">Back to ${name}</a></p>
</div>`,
  });
