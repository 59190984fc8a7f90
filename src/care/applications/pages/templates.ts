import { textArea } from '../../../ui/field.ts';
import type { Frame } from '../../../ui/frame.ts';
import { type Html, html } from '../../../ui/html.ts';
import { errorSummary, notice } from '../../../ui/notice.ts';
import { page } from '../../../ui/page.ts';
import { urls } from '../../../urls.ts';
import { LETTER_KINDS, type LetterKind, LONGEST_LETTER } from '../letter-words.ts';
import type { LetterTemplates } from '../question-actions.ts';

export type TemplatesPage = {
  readonly templates: LetterTemplates;
  readonly typed?: { readonly kind: LetterKind; readonly body: string };
  readonly error?: string;
  readonly refusal?: { readonly because: 'changed-meanwhile' };
  readonly saved?: boolean;
};

const TITLES = {
  yes: 'When you say yes',
  talk: 'When you would like to talk first',
  no: 'When you say no',
  removed: 'When somebody is taken off a waiting list',
} as const satisfies Record<LetterKind, string>;

/** What tells one of the four forms from the others, for whoever hears it. */
const OF = {
  yes: 'of a yes',
  talk: 'of “let us talk”',
  no: 'of a no',
  removed: 'of a goodbye',
} as const satisfies Record<LetterKind, string>;

/** The practice's own words for its letters. Each letter is shown once more, and can be changed, before it goes. */
export const templatesPage = (frame: Frame, view: TemplatesPage): Html =>
  page(frame, {
    title: 'Words for letters',
    current: urls.deskApplications(),
    room: 'desk',
    main: html`<div class="wrap stack g5 py">
<p class="small"><a href="${urls.deskApplications()}">All applications</a></p>
<div class="stack narrow"><h1 class="t3">Words for letters</h1><p>A letter begins with these words. Whoever sends it sees it first and can change it. {name} becomes the person’s name.</p></div>
${view.saved && notice('good', html`<p>Saved.</p>`, { say: true })}
${view.refusal && notice('care', html`<p><b>Not saved.</b> Somebody else changed this letter while you wrote. What you wrote is still here; save once more to put it in place of theirs.</p>`, { say: true })}
${view.error !== undefined && view.typed && errorSummary({ [`body-${view.typed.kind}`]: view.error })}
<div class="grid wide-min">${LETTER_KINDS.map((kind) => oneTemplate(kind, view))}</div></div>`,
  });

const oneTemplate = (kind: LetterKind, { templates, typed, error }: TemplatesPage): Html => {
  const mine = typed?.kind === kind ? typed : undefined;
  const id = `body-${kind}`;
  return html`<form class="card stack g4" method="post" action="${urls.deskLetterWords()}" aria-labelledby="${kind}-h" novalidate><h2 class="t2" id="${kind}-h">${TITLES[kind]}</h2>
<input type="hidden" name="kind" value="${kind}"><input type="hidden" name="seen" value="${String(templates[kind].version)}">
${textArea({ label: `Words ${OF[kind]}`, name: id, value: mine?.body ?? templates[kind].body, error: mine && error, rows: 12, maxlength: LONGEST_LETTER })}
<p><button class="btn quiet">Save the words ${OF[kind]}</button></p></form>`;
};
