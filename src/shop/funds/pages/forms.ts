import { field, textArea } from '../../../ui/field.ts';
import { type Html, html } from '../../../ui/html.ts';
import { radios } from '../../../ui/pick.ts';
import { urls } from '../../../urls.ts';
import type { FundView } from '../pages.ts';

/** What a sponsor gave, outside PayPal. */
export const giftForm = ({ currency, today, once, gift }: FundView): Html => {
  const { typed, errors = {} } = gift ?? {};
  return html`<form method="post" action="${urls.deskFundGifts()}" class="stack g4" data-once novalidate><input type="hidden" name="once" value="${once}">
${field({ name: 'amount', label: `Amount in ${currency}`, value: typed?.amount, error: errors['amount'], inputmode: 'decimal', required: true, maxlength: 16, autocomplete: 'off' })}
${field({ name: 'day', label: 'Day it came', type: 'date', value: typed?.day ?? today, error: errors['day'], required: true })}
${textArea({ name: 'note', label: 'Note', hint: 'What you want to remember of it. It stands in the table and its export.', value: typed?.note, error: errors['note'], required: false, rows: 2, maxlength: 300 })}
<p><button class="btn">Put it into the fund</button></p></form>`;
};

/** Nothing in the books is changed: what was wrong is put right by a line of its own. */
export const correctionForm = ({ currency, once, correction }: FundView): Html => {
  const { typed, errors = {} } = correction ?? {};
  return html`<p class="small soft">A line in the books is never changed. What was wrong is put right by a line of its own.</p>
<form method="post" action="${urls.deskFundCorrections()}" class="stack g4" data-once novalidate><input type="hidden" name="once" value="${once}">
${radios({
  legend: 'The fund holds',
  name: 'correction_way',
  chosen: typed?.way,
  error: errors['correction_way'],
  options: [
    { value: 'less', label: 'less than it says' },
    { value: 'more', label: 'more than it says' },
  ],
})}
${field({ name: 'correction_amount', label: `By how much, in ${currency}`, value: typed?.amount, error: errors['correction_amount'], inputmode: 'decimal', required: true, maxlength: 16, autocomplete: 'off' })}
${field({ name: 'correction_note', label: 'Why', value: typed?.note, error: errors['correction_note'], required: true, maxlength: 300, autocomplete: 'off' })}
<p><button class="btn quiet">Write the correction</button></p></form>`;
};
