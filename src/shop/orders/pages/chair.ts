import { field } from '../../../ui/field.ts';
import type { Frame } from '../../../ui/frame.ts';
import { type Html, html } from '../../../ui/html.ts';
import { momentWords } from '../../../ui/local-time.ts';
import { errorSummary, notice } from '../../../ui/notice.ts';
import { page } from '../../../ui/page.ts';
import { checkbox } from '../../../ui/pick.ts';
import { prose } from '../../../ui/prose.ts';
import { urls } from '../../../urls.ts';
import type { Agreement } from '../../catalogue/public.ts';
import type { Form } from '../forms.ts';
import { attestationsOf, type Chair } from '../order.ts';
import { datesList, placeMoved } from './dates.ts';

export type ChairPage = {
  readonly chair: Chair;
  readonly secret: string;
  readonly agreement: Agreement;
  readonly form: Form;
};

/** The attendee's own page, where somebody else paid: the own chair, no price, and the signature. */
export const chairPage = (frame: Frame, shown: ChairPage): Html =>
  page(frame, {
    title: 'Your chair',
    main: html`<div class="wrap narrow py"><section class="drawer" aria-labelledby="chair-heading"><h1 class="t2" id="chair-heading">Your chair</h1>${bodyOf(frame, shown)}</section></div>`,
  });

const bodyOf = (frame: Frame, shown: ChairPage): Html => {
  const { chair } = shown;
  if (chair.isFreed)
    return html`<p class="lead">This chair has been given back. There is nothing to do.</p><a class="btn quiet full" href="${urls.contact()}">Write to us</a>`;
  return html`<p class="lead">Hello ${chair.attendeeName}. ${chair.payerFirstName} has paid for a chair for you.</p>
${aboutChair(frame, shown)}${chair.signedAt ? signed(frame, shown) : unsigned(shown)}
<p class="small soft">Keep the address of this page to yourself. Not for you, or a question? You are free to say no: <a href="${urls.seatWithdrawal(shown.secret, chair.seatId)}">give the chair back</a>, or <a href="${urls.contact()}">write to us</a>.</p>`;
};

const aboutChair = (frame: Frame, { chair, secret }: ChairPage): Html =>
  html`<h2 class="t2">${chair.name}</h2><p>${chair.place}</p>
${placeMoved(chair.placeNow)}${datesList(chair, frame.practice.locale)}
<p><a href="${urls.chairCalendar(secret)}">Add to calendar</a> <span class="soft">(it says “Appointment”)</span></p>`;

const signed = (frame: Frame, { chair, agreement }: ChairPage): Html =>
  html`${notice(
    'good',
    html`<p><b>You have said yes and signed.</b> ${chair.signedName}, ${chair.signedAt && momentWords(chair.signedAt, frame.practice.zone, frame.practice.locale)}. We look forward to meeting you.</p>`,
    { say: true },
  )}
<details class="more"><summary>What you signed: ${agreement.title}, version ${agreement.version}</summary>${prose(agreement.body, 2)}</details>`;

const unsigned = ({ chair, secret, agreement, form }: ChairPage): Html => {
  const { typed, errors } = form;
  return html`${errorSummary(errors)}<p>Please read this and sign before the first meeting.</p>
<section class="card stack" aria-labelledby="agreement"><h2 class="t2" id="agreement">${agreement.title}</h2><p class="small soft">Version ${agreement.version}</p>${prose(agreement.body, 3)}</section>
<form class="stack" method="post" action="${urls.chair(secret)}" novalidate>
<fieldset class="stack g2"><legend>True of you</legend>${attestationsOf(chair).map((sentence, index) => checkbox({ name: `attest_${index}`, label: sentence, checked: typed[`attest_${index}`] === 'yes', required: true, error: errors[`attest_${index}`] }))}</fieldset>
${field({ name: 'signed_name', label: 'Your name, as your signature', value: typed['signed_name'], error: errors['signed_name'], required: true, autocomplete: 'name', maxlength: 120 })}
${checkbox({ name: 'agree', label: 'I want this chair. I have read the agreement and I agree.', checked: typed['agree'] === 'yes', required: true, error: errors['agree'] })}
<button class="btn full">Say yes and sign</button></form>`;
};
