import { FACTOR_NAMES, FACTORS } from '../../../factors/factor.ts';
import { type Choice, field, selectField, textArea } from '../../../ui/field.ts';
import { type Html, html, type Piece } from '../../../ui/html.ts';
import { checkbox } from '../../../ui/pick.ts';
import { urls } from '../../../urls.ts';
import { languageName, STRUGGLE_NAMES, STRUGGLES } from '../../catalogue/public.ts';
import { LANGUAGES, LEANS } from '../people-forms.ts';
import { filled, type PartView, rowsOf } from './part-view.ts';

/** Whom it is for, what it leans on, and who leads it. */
export const peoplePart = (view: PartView): Html => html`
${boxes(
  view,
  {
    legend: 'What brings people here',
    hint: 'Choose what this group is about. It is how people find it, and fewer is clearer.',
  },
  STRUGGLES.map((struggle) => [`struggle_${struggle}`, STRUGGLE_NAMES[struggle]]),
)}
${leans(view)}
${facilitators(view)}
${languages(view)}
<fieldset class="stack g3"><legend>Ages</legend><div class="grid g4">
${field({ ...filled(view, 'age_from'), label: 'From', type: 'number', inputmode: 'numeric', min: 18, max: 120 })}
${field({ ...filled(view, 'age_to'), label: 'To', type: 'number', inputmode: 'numeric', min: 18, max: 120, required: false })}
</div></fieldset>
${textArea({ ...filled(view, 'attestations'), label: 'What people confirm before they pay', hint: 'One sentence to a line, as they would say it: “I am in Oregon on the days of the meetings.” Never a question about health.', rows: 3 })}`;

type Legend = { readonly legend: string; readonly hint: string };

const boxes = (
  { typed }: PartView,
  { legend, hint }: Legend,
  list: readonly (readonly [name: string, label: Piece])[],
): Html =>
  html`<fieldset class="stack g2"><legend>${legend}</legend><p class="hint">${hint}</p><div class="columns">${list.map(([name, label]) => checkbox({ name, label, checked: typed[name] === 'yes' }))}</div></fieldset>`;

const facilitators = (view: PartView): Html =>
  view.facilitators.length === 0
    ? html`<fieldset class="stack g2"><legend>Who holds the room</legend><p class="hint">Nobody is named as a facilitator of this practice yet, and a group needs one before it can be published. <a href="${urls.practiceFacilitators()}">Facilitators</a> are added in the practice room. Save this page first; it may be unfinished.</p></fieldset>`
    : boxes(
        view,
        { legend: 'Who holds the room', hint: 'They are named on the page, in the order of the practice.' },
        view.facilitators.map(({ id, name, credentials }) => [
          `facilitator_${id}`,
          `${name}, ${credentials}`,
        ]),
      );

const NOTHING: Choice = { value: '', words: 'None' };

const leans = (view: PartView): Html =>
  html`<fieldset class="stack g3"><legend>Three benefits that do most of the work here</legend>
<p class="hint">All nine turn up in any group. Name up to three, each with a line in your own words.</p>
${rowsOf(view, LEANS, LEANS.most).map(
  ({ name, index }) => html`<div class="card stack g3">
${selectField({ ...filled(view, name('factor')), label: `Benefit ${index + 1}`, choices: [NOTHING, ...FACTORS.map((factor) => ({ value: factor, words: FACTOR_NAMES[factor] }))] })}
${field({ ...filled(view, name('line')), label: `How this group leans on it, ${index + 1}`, maxlength: 200 })}</div>`,
)}</fieldset>`;

const languages = (view: PartView): Html => {
  const choices = [
    NOTHING,
    ...view.languages
      .map((code) => ({ value: code, words: languageName(code) }))
      .sort((a, b) => a.words.localeCompare(b.words, 'en')),
  ];
  return html`<fieldset class="stack g3"><legend>Languages spoken in the group</legend><p class="hint">Where English is not among them, the page’s own words are read as the first of these.</p><div class="grid g4">${rowsOf(
    view,
    LANGUAGES,
    LANGUAGES.most,
  ).map(({ name, index }) =>
    selectField({ ...filled(view, name('code')), label: `Language ${index + 1}`, choices }),
  )}</div></fieldset>`;
};
