import { field } from '../../../ui/field.ts';
import { type Html, html } from '../../../ui/html.ts';
import { checkbox } from '../../../ui/pick.ts';
import { TIERS } from '../prices-forms.ts';
import { addButton, filled, type PartView, type RowView, rowButton, rowsOf } from './part-view.ts';

/** The sliding scale, and how many meetings are paid for at once. */
export const pricesPart = (view: PartView): Html => html`
${field({ ...filled(view, 'meetings_sold'), label: 'Meetings one pays for', type: 'number', inputmode: 'numeric', min: 1, max: 60, hint: 'A chair is bought for so many meetings ahead. Near the end of a group it is fewer, and so is the price.' })}
<fieldset class="stack g4"><legend>Prices of one meeting</legend>
<p class="hint">People choose for themselves. No proof, no questions. The middle one is chosen when the page opens. Name a price for what it does, not for who takes it: “Helped, Even, Helping”.</p>
${rowsOf(view, TIERS, 1).map((row) => tierRow(view, row))}
${addButton(TIERS, 'One more price')}</fieldset>`;

const tierRow = (view: PartView, { name, index, row }: RowView): Html => {
  const which = `price ${index + 1}`;
  return html`<div class="card stack g3"><input type="hidden" name="${name('id')}" value="${row['id'] ?? ''}">
<div class="grid g4">
${field({ ...filled(view, name('name')), label: `Price ${index + 1}: name`, maxlength: 40 })}
${field({ ...filled(view, name('price')), label: `Amount in ${view.currency}`, inputmode: 'decimal', maxlength: 20 })}
</div>
${field({ ...filled(view, name('line')), label: 'A line about it', maxlength: 120, required: false })}
${checkbox({ name: name('fund'), label: 'The sponsors’ fund makes it up to the next full price', checked: row['fund'] === 'yes' })}
<p class="row g4">${rowButton(TIERS, index, { deed: 'up', words: 'Move up', which })}${rowButton(TIERS, index, { deed: 'down', words: 'Move down', which })}${rowButton(TIERS, index, { deed: 'remove', words: 'Take away', which })}</p></div>`;
};
