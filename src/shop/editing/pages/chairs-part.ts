import { field, selectField } from '../../../ui/field.ts';
import { type Html, html } from '../../../ui/html.ts';
import { radios } from '../../../ui/pick.ts';
import { filled, type PartView } from './part-view.ts';

/** How many chairs, how one joins, and when it is decided whether the group starts. */
export const chairsPart = (view: PartView): Html => html`
${radios({
  legend: 'Kind of group',
  name: 'kind',
  chosen: view.typed['kind'],
  error: view.errors['kind'],
  options: [
    { value: 'slow-open', label: 'Slow-open', hint: 'A few join at a time when chairs come free.' },
    { value: 'open', label: 'Open', hint: 'Whoever finds a free chair may join at any time.' },
    {
      value: 'closed',
      label: 'Closed',
      hint: 'All begin and end together. Nobody joins after the first meeting.',
    },
  ],
})}
${radios({
  legend: 'How one joins',
  name: 'entry',
  chosen: view.typed['entry'],
  error: view.errors['entry'],
  options: [
    { value: 'buy', label: 'Take a chair at once', hint: 'The chair is theirs as soon as they have paid.' },
    {
      value: 'apply',
      label: 'Apply first',
      hint: 'They answer your questions. Nothing is paid before a facilitator says yes.',
    },
  ],
})}
<div class="grid g4">
${field({ ...filled(view, 'capacity'), label: 'Chairs', type: 'number', inputmode: 'numeric', min: 1, max: 500, hint: takenWords(view.taken) })}
${field({ ...filled(view, 'min_seats'), label: 'Needed to start', type: 'number', inputmode: 'numeric', min: 1, max: 500, hint: '1 means it starts with whoever comes.' })}
${field({ ...filled(view, 'decision_on'), label: 'We decide by', type: 'date', hint: 'If too few have come by then, you decide: go, postpone, or pay back.', required: false })}
</div>
${agreement(view)}`;

const takenWords = (taken: number): string => {
  if (taken === 0) return 'Without the facilitators.';
  return taken === 1
    ? 'Without the facilitators. 1 is taken or held.'
    : `Without the facilitators. ${taken} are taken or held.`;
};

const agreement = (view: PartView): Html =>
  view.agreements.length === 0
    ? html`<p class="soft">There is no group agreement yet. It is written in the practice room; without one nobody can sign.</p>`
    : selectField({
        ...filled(view, 'agreement_version'),
        label: 'Agreement that people sign',
        hint: 'Who signed an earlier version keeps it.',
        choices: view.agreements.map(({ version, title }, index) => ({
          value: String(version),
          words: `Version ${version}: ${title}${index === 0 ? ' (newest)' : ''}`,
        })),
      });
