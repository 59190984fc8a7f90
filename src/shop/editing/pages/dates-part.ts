import { field, selectField } from '../../../ui/field.ts';
import { type Html, html } from '../../../ui/html.ts';
import { radios } from '../../../ui/pick.ts';
import { BREAKS, MOVES } from '../dates-forms.ts';
import { addButton, filled, type PartView, type RowView, rowButton, rowsOf } from './part-view.ts';

/** First date, rhythm, end, breaks and moved meetings. */
export const datesPart = (view: PartView): Html => html`
<div class="grid g4">
${field({ ...filled(view, 'first_on'), label: 'First meeting on', type: 'date', hint: 'Its weekday is the group’s weekday.' })}
${field({ ...filled(view, 'time'), label: 'At', type: 'time', hint: 'It stays this hour when the clocks change.' })}
${field({ ...filled(view, 'minutes'), label: 'For how many minutes', type: 'number', inputmode: 'numeric', min: 15, max: 480 })}
</div>
<div class="grid g4">
${field({ ...filled(view, 'every'), label: 'Every how many weeks', type: 'number', inputmode: 'numeric', min: 1, max: 12, hint: '1 is every week, 2 every other week.' })}
${selectField({ ...filled(view, 'zone'), label: 'Time zone', choices: view.zones.map((zone) => ({ value: zone, words: zone.replaceAll('_', ' ') })) })}
</div>
${radios({
  legend: 'Until when',
  name: 'ends',
  chosen: view.typed['ends'],
  error: view.errors['ends'],
  options: [
    { value: 'never', label: 'It has no end' },
    {
      value: 'after',
      label: 'It ends after so many meetings',
      hint: 'Breaks do not count: the last meeting moves back.',
    },
  ],
})}
${field({ ...filled(view, 'sessions'), label: 'How many meetings, if it ends', type: 'number', inputmode: 'numeric', min: 1, max: 200 })}
${breaks(view)}
${moves(view)}`;

const breaks = (view: PartView): Html =>
  html`<fieldset class="stack g3" id="breaks"><legend>Breaks</legend><p class="hint">Days without a group. For one day leave “to” empty.</p>
${rowsOf(view, BREAKS, 1).map((row) => breakRow(view, row))}
${addButton(BREAKS, 'One more break')}</fieldset>`;

const breakRow = (view: PartView, { name, index }: RowView): Html => html`<div class="entry">
${field({ ...filled(view, name('from')), label: `Break ${index + 1}: from`, type: 'date' })}
${field({ ...filled(view, name('to')), label: `Break ${index + 1}: to`, type: 'date', required: false })}
<p>${rowButton(BREAKS, index, { deed: 'remove', words: 'Take away', which: `break ${index + 1}` })}</p></div>`;

const moves = (view: PartView): Html =>
  html`<fieldset class="stack g3" id="moves"><legend>Moved meetings</legend><p class="hint">One meeting on another day or at another hour. Whoever bought it gets a letter when you publish.</p>
${rowsOf(view, MOVES, 1).map((row) => moveRow(view, row))}
${addButton(MOVES, 'One more moved meeting')}</fieldset>`;

const moveRow = (view: PartView, { name, index }: RowView): Html => html`<div class="entry">
${field({ ...filled(view, name('on')), label: `Move ${index + 1}: the meeting of`, type: 'date' })}
${field({ ...filled(view, name('to')), label: `Move ${index + 1}: is held on`, type: 'date' })}
${field({ ...filled(view, name('time')), label: `Move ${index + 1}: at`, type: 'time', required: false })}
<p>${rowButton(MOVES, index, { deed: 'remove', words: 'Take away', which: `move ${index + 1}` })}</p></div>`;
