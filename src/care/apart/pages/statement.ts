import { field, textArea } from '../../../ui/field.ts';
import type { Frame } from '../../../ui/frame.ts';
import { type Html, html } from '../../../ui/html.ts';
import { errorSummary } from '../../../ui/notice.ts';
import { page } from '../../../ui/page.ts';

export type StatementPage = {
  /** Where it is sent, and the own page to go back to. */
  readonly action: string;
  readonly back: string;
  /** Tells the page of an applicant from that of somebody who waits. */
  readonly title: string;
  readonly typed?: { readonly name: string; readonly email: string; readonly why: string };
  readonly errors?: Readonly<Record<string, string>>;
};

/** Where somebody says, in private, with whom they must not sit. */
export const statementPage = (
  frame: Frame,
  { action, back, title, typed, errors = {} }: StatementPage,
): Html =>
  page(frame, {
    title,
    main: html`<div class="wrap pt"><p class="small"><a href="${back}">Back to your page</a></p></div>
<div class="wrap split py">
<div class="stack g5">
<div class="stack narrow"><h1>Somebody you must not sit with</h1>
<p class="lead">A partner, family, somebody from work. We keep the two of you in different rooms. You do not have to say why.</p></div>
${errorSummary(errors)}
<form method="post" action="${action}" class="stack g4 narrow" data-once novalidate>
${field({ label: 'Their name', name: 'name', value: typed?.name, error: errors['name'], autocomplete: 'off', maxlength: 100, required: true, hint: 'First and last name, as far as you know it.' })}
${field({ label: 'Their e-mail address', name: 'email', type: 'email', value: typed?.email, error: errors['email'], autocomplete: 'off', maxlength: 254, required: false, hint: 'With it we need not guess. We never write to it because of this.' })}
${textArea({ label: 'What we should know about it', name: 'why', value: typed?.why, error: errors['why'], rows: 3, maxlength: 1000, required: false })}
<p class="row"><button class="btn">Tell the facilitators</button><a class="btn quiet" href="${back}">Not now</a></p>
</form></div>
<aside class="card stack g3" aria-labelledby="who-h"><h2 class="t2" id="who-h">Who learns of it</h2>
<p>The facilitators of this group, and nobody else in the practice.</p>
<p>The other person never does, whatever they ask. No page, no letter and no place in line shows it, not to you either.</p>
<p>With an e-mail address it holds at once. With a name alone a facilitator looks at it first, and until then we offer you no chair.</p>
<p>It is kept encrypted. To take it back, tell a facilitator.</p></aside>
</div>`,
  });
