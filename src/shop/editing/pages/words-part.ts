import { field, textArea } from '../../../ui/field.ts';
import { type Html, html } from '../../../ui/html.ts';
import { filled, type PartView } from './part-view.ts';

/** What people read. */
export const wordsPart = (view: PartView): Html => html`
${field({ ...filled(view, 'name'), label: 'Name', hint: 'Short and kind. People say it to each other. “After a loss”, “Steadier”.', maxlength: 80 })}
${textArea({ ...filled(view, 'summary'), label: 'In the list of groups', hint: 'Two sentences: whom it is for, and what you do together.', rows: 3 })}
${textArea({ ...filled(view, 'lead'), label: 'Opening lines of its page', hint: 'Speak to somebody who reads this at night. What do they feel, and what will be different here?', rows: 3 })}
${textArea({ ...filled(view, 'focus'), label: 'Focus', hint: 'What the group keeps to, in a line.', rows: 2 })}
${textArea({ ...filled(view, 'suits'), label: 'It may suit you if…', hint: 'One sentence to a line, small first letter: “worry gets in your way most weeks”.', rows: 4 })}
${textArea({ ...filled(view, 'talk_first'), label: 'Please talk with us first if…', hint: 'One sentence to a line. A door, not a wall.', rows: 3 })}
${textArea({ ...filled(view, 'first_session'), label: 'What a first meeting is like', hint: 'Who meets them at the door, what is asked, and that they may pass.', rows: 6 })}`;
