import { botTrap } from '../../ui/bot-trap.ts';
import { field, textArea } from '../../ui/field.ts';
import type { Frame } from '../../ui/frame.ts';
import { type Html, html } from '../../ui/html.ts';
import { errorSummary, notice } from '../../ui/notice.ts';
import { page } from '../../ui/page.ts';
import { richText } from '../../ui/rich-text.ts';
import { urls } from '../../urls.ts';
import type { Words } from '../words/public.ts';
import type { MessageErrors } from './forms.ts';
import type { Message, MessageRefusal } from './message.ts';

const REFUSALS: Readonly<Record<MessageRefusal['because'], string>> = {
  trap: 'A field that people do not see was filled in, so we could not tell you from a program. It is empty again. Please press Send once more.',
  'too-quick': 'That was very quick, so we could not tell you from a program. Please press Send once more.',
  'too-old': 'This page had been open for a long time. It is fresh again. Please press Send once more.',
  'too-many':
    'Many messages came from your network in the last hour. Please try again later, or write to us by e-mail.',
};

export type ContactPage = {
  readonly stamp: string;
  readonly words: Words;
  readonly typed?: Message;
  readonly errors?: MessageErrors;
  readonly refusal?: MessageRefusal;
};

export const contactPage = (frame: Frame, { stamp, words, typed, errors = {}, refusal }: ContactPage): Html =>
  page(frame, {
    title: 'Write to us',
    canonical: urls.contact(),
    description: `Write to ${frame.practice.name}: ask about a group, or whether a group is right for you.`,
    main: html`<div class="wrap split py">
<div class="stack g5">
<div class="stack narrow"><h1>Write to us</h1><p class="lead">Ask about a group, about prices, or whether a group is right for you at all. You do not have to tell us why you ask.</p></div>
${errorSummary(errors)}${refusal && notice('care', html`<p><b>Not sent yet.</b> ${REFUSALS[refusal.because]} What you wrote is still here.</p>`, { say: true })}
<form method="post" action="${urls.contact()}" class="stack narrow" data-once novalidate>
${field({ label: 'Your name', name: 'name', value: typed?.name, error: errors.name, hint: 'Any name you would like us to use.', autocomplete: 'name', maxlength: 100, required: true })}
${field({ label: 'Your e-mail address', name: 'email', type: 'email', value: typed?.email, error: errors.email, hint: 'We answer here. Our mail never names a group in its subject.', autocomplete: 'email', maxlength: 254, required: true })}
${textArea({ label: 'Your message', name: 'body', value: typed?.body, error: errors.body, hint: 'Please leave out details of your health. E-mail is not private enough for them.', rows: 6, maxlength: 5000, required: true })}
${botTrap()}<input type="hidden" name="stamp" value="${stamp}">
<p><button class="btn" type="submit">Send</button></p>
<p class="small soft">Those who run the practice read it. We keep it so that no message gets lost. See <a href="${urls.privacy()}">Privacy, in plain words</a>.</p>
</form></div>
${otherWays(frame, words)}</div>`,
  });

const otherWays = (
  { practice }: Frame,
  words: Words,
): Html => html`<aside class="card stack" aria-labelledby="ways-h"><h2 class="t2" id="ways-h">Other ways</h2>
<p>By e-mail: <a href="mailto:${practice.email}">${practice.email}</a></p>
${practice.phone && html`<p>By phone: <a href="tel:${practice.phone.replace(/[^+\d]/g, '')}">${practice.phone}</a></p>`}
${richText(words.contact.blocks, 3)}
<p>Nobody reads messages at night or in real time. If you are not safe, please use the <a href="${urls.crisis()}">crisis lines</a>.</p></aside>`;

export const messageSentPage = (frame: Frame): Html =>
  page(frame, {
    title: 'Your message is with us',
    main: html`<div class="wrap stack g5 py narrow"><h1>Your message is with us</h1>
${notice('good', html`<p>Thank you for writing. We answer by e-mail.</p>`, { say: true })}
<p>If you do not hear from us within a few working days, please write to <a href="mailto:${frame.practice.email}">${frame.practice.email}</a>. Our answer may have landed among your junk mail.</p>
<p class="row"><a class="btn" href="${urls.groups()}">Find a group</a><a class="btn quiet" href="${urls.home()}">Go home</a></p></div>`,
  });
