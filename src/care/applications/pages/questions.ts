import { field, selectField, textArea } from '../../../ui/field.ts';
import type { Frame } from '../../../ui/frame.ts';
import { type Html, html } from '../../../ui/html.ts';
import { errorSummary, notice } from '../../../ui/notice.ts';
import { page } from '../../../ui/page.ts';
import { checkbox } from '../../../ui/pick.ts';
import { urls } from '../../../urls.ts';
import { MOST_QUESTIONS, QUESTION_KINDS, type Question, type QuestionKind } from '../questions.ts';

export type QuestionsPage = {
  /** Undefined: the questions of every group without its own. */
  readonly group: { readonly id: string; readonly name: string } | undefined;
  readonly groups: readonly { readonly id: string; readonly name: string }[];
  /** True where the questions for all may be written too. */
  readonly mayWriteForAll: boolean;
  readonly questions: readonly Question[];
  readonly version: number;
  readonly isOwn: boolean;
  readonly errors?: Readonly<Record<string, string>>;
  readonly refusal?: { readonly because: 'changed-meanwhile' };
  readonly saved?: boolean;
};

const KIND_WORDS = {
  short: 'A line',
  long: 'A few sentences',
  choice: 'One of several',
  'yes-no': 'Yes or no',
} as const satisfies Record<QuestionKind, string>;

/** What is asked of somebody who applies. Saving writes a new version; nobody is asked anew. */
export const questionsPage = (frame: Frame, view: QuestionsPage): Html => {
  const { group, errors = {}, refusal } = view;
  const title = group ? `Questions: ${group.name}` : 'Questions for every group';
  return page(frame, {
    title,
    current: urls.deskApplications(),
    room: 'desk',
    main: html`<div class="wrap stack g5 py">
<p class="small"><a href="${urls.deskApplications()}">All applications</a></p>
<div class="stack narrow"><h1 class="t3">${title}</h1><p>${standing(view)}</p></div>
${chooser(view)}
${view.saved && notice('good', html`<p>Saved. Whoever asks for a link from now on is asked these. Others go on with the questions they were given.</p>`, { say: true })}
${refusal && notice('care', html`<p><b>Not saved.</b> Somebody else changed the questions while you wrote. What you wrote is still here; save once more to put it in place of theirs.</p>`, { say: true })}
${errorSummary(errors)}
<form method="post" action="${urls.deskQuestions({ group: group?.id })}" class="stack g5" novalidate>
<input type="hidden" name="seen" value="${String(view.version)}">
${rowsShown(view).map((question, index) => questionRow(question, index + 1, errors))}
<p class="row"><button class="btn">Save the questions</button></p>
<p class="small soft">An empty row is left out. Ask for what you need to say yes or no, and for nothing that can wait for the first talk.</p>
</form></div>`,
  });
};

const standing = ({ group, version, isOwn }: QuestionsPage): string => {
  if (group && !isOwn)
    return 'This group asks what every group asks. Once you save here, it has questions of its own.';
  return version === 0
    ? 'These are our suggestions. Once you save them they are yours.'
    : `Version ${version} is in use.`;
};

const chooser = ({ group, groups, mayWriteForAll }: QuestionsPage): Html | false =>
  groups.length > 0 &&
  html`<form class="row" method="get" action="${urls.deskQuestions()}"><label for="group">Questions of</label><select id="group" name="group">${mayWriteForAll && html`<option value="">Every group without its own</option>`}${groups.map(({ id, name }) => (id === group?.id ? html`<option value="${id}" selected>${name}</option>` : html`<option value="${id}">${name}</option>`))}</select><button class="btn quiet sm">Show</button></form>`;

const EMPTY: Question = { id: '', kind: 'long', words: '', hint: '', isRequired: false, choices: [] };
const SPARE_ROWS = 2;

const rowsShown = ({ questions }: QuestionsPage): readonly Question[] =>
  [...questions, ...Array.from({ length: SPARE_ROWS }, () => EMPTY)].slice(0, MOST_QUESTIONS);

const questionRow = (question: Question, row: number, errors: Readonly<Record<string, string>>): Html => {
  const shared = (part: string) => ({ name: `${part}_${row}`, error: errors[`${part}_${row}`] });
  return html`<fieldset class="card stack g4"><legend class="vh">Question ${row}</legend>
<div class="grid">
${field({ ...shared('words'), label: `Question ${row}`, value: question.words, maxlength: 300 })}
${field({ ...shared('hint'), label: 'A word below it', value: question.hint, maxlength: 300, required: false })}
</div>
<div class="grid">
${selectField({ ...shared('kind'), label: 'Answered with', value: question.kind, choices: QUESTION_KINDS.map((value) => ({ value, words: KIND_WORDS[value] })) })}
${textArea({ ...shared('choices'), label: 'Answers to choose from', value: question.choices.join('\n'), rows: 3, maxlength: 2500, hint: 'One a line; only for “one of several”.' })}
${field({ ...shared('position'), label: 'Place', type: 'number', inputmode: 'numeric', min: 1, max: 99, value: String(row) })}
</div>
${checkbox({ ...shared('required'), label: 'It must be answered', checked: question.isRequired })}
</fieldset>`;
};
