import { field } from '../../../ui/field.ts';
import { type Html, html } from '../../../ui/html.ts';
import { notice } from '../../../ui/notice.ts';
import { radios } from '../../../ui/pick.ts';
import { urls } from '../../../urls.ts';
import { isNeutral } from '../address.ts';
import { filled, type PartView } from './part-view.ts';

/** Room or video, and what the address of its page gives away. */
export const placePart = (view: PartView): Html => html`
${radios({
  legend: 'How it meets',
  name: 'format',
  chosen: view.typed['format'],
  error: view.errors['format'],
  options: [
    { value: 'in-person', label: 'In person', hint: 'In a room of yours.' },
    { value: 'online', label: 'By video', hint: 'The link comes by mail.' },
  ],
})}
${field({ ...filled(view, 'place'), label: 'Where', hint: 'What people need to find it: “Room 2, 214 Rowan Street. Step-free.” or “By video. You get the link by mail.”', maxlength: 200 })}
${field({ ...filled(view, 'address'), label: 'Address of its page', hint: `What stands behind ${view.origin}${urls.group('')}. Empty means letters drawn by chance.`, maxlength: 80, autocomplete: 'off' })}
${addressNotice(view)}`;

/** The default says nothing; words of one's own tell whoever sees the address. */
const addressNotice = ({ typed, content }: PartView): Html =>
  isNeutral(typed['address'] ?? '') || (typed['address'] ?? '') === ''
    ? html`<p class="small soft">Drawn letters say nothing. Words would stand in the history of a shared computer, in links that people pass on, and in what a browser tells the next site. ${content.address !== '' && 'A page that changes its address can still be found at the old one.'}</p>`
    : notice(
        'care',
        html`<p><b>These words can be read by others.</b> The address stands in the history of a shared computer, on a screen that somebody looks at, and in every link that is passed on. If it tells what the group is about, it tells that about whoever opens it.</p>`,
      );
