import { botTrap } from '../../../ui/bot-trap.ts';
import { field } from '../../../ui/field.ts';
import type { Frame } from '../../../ui/frame.ts';
import { type Html, html } from '../../../ui/html.ts';
import { errorSummary, notice } from '../../../ui/notice.ts';
import { page } from '../../../ui/page.ts';
import { urls } from '../../../urls.ts';
import type { AskRefusal } from '../../asking/public.ts';
import { type GroupWords, KEPT_DAYS } from '../application.ts';
import type { Question } from '../questions.ts';
import { listOfNames } from './words.ts';

const REFUSALS = {
  trap: 'A field that people do not see was filled in, so we could not tell you from a program. It is empty again. Please press the button once more.',
  'too-many':
    'Many letters were asked for in the last hour, so we did not send this one. Please try again later. A link you already have still works.',
} as const satisfies Record<AskRefusal['because'], string>;

export type AskPage = {
  readonly group: GroupWords;
  readonly questions: readonly Question[];
  readonly typed?: { readonly name: string; readonly email: string };
  readonly errors?: Readonly<Record<string, string>>;
  readonly refusal?: AskRefusal;
};

/** The first step of applying: a name and an address, to which a private link goes. */
export const askPage = (frame: Frame, { group, questions, typed, errors = {}, refusal }: AskPage): Html =>
  page(frame, {
    title: `Apply for a chair: ${group.name}`,
    current: urls.groups(),
    main: html`<div class="wrap pt"><p class="small"><a href="${urls.group(group.address)}">Back to ${group.name}</a></p></div>
<div class="wrap split py">
<div class="stack g5">
<div class="stack narrow"><h1>Apply for a chair</h1>
<p class="lead">The facilitators of ${group.name} would like to know a little about you before they say yes. You can ask them things, too.</p></div>
${errorSummary(errors)}${refusal && notice('care', html`<p><b>Not sent yet.</b> ${REFUSALS[refusal.because]}</p>`, { say: true })}
<form method="post" action="${urls.groupApplication(group.address)}" class="stack g4 narrow" data-once novalidate>
<p>First we mail you a private link. Behind it you write to them in your own time. You can stop half way and come back.</p>
${field({ label: 'What may we call you?', name: 'name', value: typed?.name, error: errors['name'], hint: 'A first name is enough.', autocomplete: 'name', maxlength: 100, required: true })}
${field({ label: 'Your e-mail address', name: 'email', type: 'email', value: typed?.email, error: errors['email'], hint: 'Our letters have a plain subject and never name a group.', autocomplete: 'email', maxlength: 254, required: true })}
${botTrap()}
<p><button class="btn" type="submit">Mail me my private link</button></p>
</form>
${asked(questions)}
</div>
${whoReads(group)}
</div>`,
  });

const asked = (questions: readonly Question[]): Html =>
  html`<details class="more narrow"><summary>What we will ask</summary><ol>${questions.map(({ words, isRequired }) => html`<li>${words}${!isRequired && html` <span class="optional">(if you like)</span>`}</li>`)}</ol></details>`;

/** Who reads what is written, and where it never goes. */
export const whoReads = ({ facilitators }: Pick<GroupWords, 'facilitators'>): Html =>
  html`<aside class="card stack g3" aria-labelledby="who-h"><h2 class="t2" id="who-h">Who reads it</h2>
<p>${facilitators.length === 0 ? 'The facilitators of this group' : listOfNames(facilitators)}, and nobody else in the practice.</p>
<p>No word of it goes to the shop, to PayPal or into a letter. It is kept encrypted.</p>
<p>If it comes to nothing, we delete what you wrote ${KEPT_DAYS} days later.</p>
<p>Nothing is paid before a yes. You can take your application back at any time, with one press.</p>
<p class="small soft">Nobody reads this at night or in real time. If you are not safe, please use the <a href="${urls.crisis()}">crisis lines</a>.</p></aside>`;

/** The one answer to every address, known or not. */
export const askedPage = (frame: Frame, { name, address }: GroupWords): Html =>
  page(frame, {
    title: 'Your private link is on its way',
    current: urls.groups(),
    main: html`<div class="wrap stack g5 py narrow">
<h1>Please look at your mail</h1>
<p class="lead">We have sent a private link to that address. It can take a minute.</p>
<p>If you have applied to this group before, the link leads to what you wrote.</p>
<p class="soft">Nothing there? Look in the spam folder, or <a href="${urls.groupApplication(address)}">ask again</a>.</p>
<p class="row"><a class="btn quiet" href="${urls.group(address)}">Back to ${name}</a></p>
</div>`,
  });
