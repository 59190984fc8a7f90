import { field } from '../../../ui/field.ts';
import type { Frame } from '../../../ui/frame.ts';
import { flag, type Html, html } from '../../../ui/html.ts';
import { errorSummary, notice } from '../../../ui/notice.ts';
import { radios } from '../../../ui/pick.ts';
import { plainText } from '../../../ui/plain-text.ts';
import { table } from '../../../ui/table.ts';
import { urls } from '../../../urls.ts';
import type { Look } from '../actions.ts';
import type { Choice } from '../decision.ts';
import type { Form } from '../forms.ts';
import type { Planned, Wish } from '../plan-actions.ts';
import { dayWords, decisionRoom, groupFacts, peopleWords, priceWords, wayBack } from './parts.ts';

export type ShownSeat = {
  readonly name: string;
  readonly paidBy: string | undefined;
  /** In minor units, what would go back for it. */
  readonly allMinor: number;
};

export type DecideView = {
  readonly look: Look;
  readonly currency: Parameters<typeof priceWords>[1];
  readonly seats: readonly ShownSeat[];
  readonly form: Form;
};

/** The choice, with all that it is about. Nothing happens here: what would happen is shown first. */
export const decidePage = (frame: Frame, view: DecideView): Html => {
  const { look, form } = view;
  const { typed, errors } = form;
  const { group } = look;
  return decisionRoom(
    frame,
    look,
    'Go, postpone, or pay back',
    html`<div class="narrow stack g4">${errorSummary(errors)}
<p class="lead">${peopleWords(group.minSeats - group.confirmed)} ${group.minSeats - group.confirmed === 1 ? 'is' : 'are'} missing, and the day to decide is here.</p>
${groupFacts(frame, look)}
<form class="card stack g4" method="post" action="${urls.deskGroupDecision(group.offeringId)}" novalidate>
${radios({
  legend: 'What becomes of it?',
  name: 'choice',
  chosen: typed['choice'],
  error: errors['choice'],
  look: 'cards',
  options: [
    {
      value: 'go',
      label: 'It goes ahead',
      hint: 'With the people who are there. Everybody gets a letter that says so.',
    },
    {
      value: 'postpone',
      label: 'We decide later',
      hint: 'It gets more time to fill, until the day below. Everybody gets a letter with that day.',
    },
    {
      value: 'refund-all',
      label: 'It is not held, and everybody is paid back',
      hint: 'Every chair is given back with all that was paid for it, and the group is closed.',
    },
  ],
})}
${field({ name: 'until', label: 'If later: decide by', type: 'date', value: typed['until'], error: errors['until'], hint: look.firstMeetingOn && `At the latest on the day of the first meeting, ${dayWords(look.firstMeetingOn, frame)}.` })}
<p><button class="btn" name="do" value="look">Show what would happen</button></p><p class="small soft">Nothing happens yet: the letters come first.</p></form>
${seatsTable(frame, view)}<p>${wayBack(look)}</p></div>`,
  );
};

const seatsTable = (frame: Frame, { seats, currency }: DecideView): Html | false =>
  seats.length > 0 &&
  html`<h2 class="t2">Who has a chair</h2>${table<ShownSeat>(
    'Who has a chair',
    [
      { head: 'Who comes', cell: ({ name }) => name },
      { head: 'Who paid', cell: ({ paidBy }) => paidBy ?? 'Nobody: you gave it' },
      {
        head: 'Paid, and not gone back',
        cell: ({ allMinor }) => priceWords(allMinor, currency, frame),
        number: true,
      },
    ],
    seats,
  )}`;

export type PreviewView = DecideView & {
  readonly wish: Wish;
  readonly letters: readonly Pick<Planned, 'name' | 'to' | 'letter'>[];
  /** True where it was confirmed, and was not any more as it had been shown. */
  readonly moved: boolean;
};

const TITLES = {
  go: 'Go ahead?',
  postpone: 'Decide later?',
  'refund-all': 'Pay everybody back?',
} as const satisfies Record<Choice, string>;

/** What a choice would do, and every letter of it, before it is confirmed. */
export const previewPage = (frame: Frame, view: PreviewView): Html => {
  const { look, wish, letters, moved } = view;
  const { offeringId } = look.group;
  const hidden = {
    choice: wish.choice,
    until: wish.until?.toString() ?? '',
    number: look.group.decisions + 1,
    shown: look.mark,
  };
  return decisionRoom(
    frame,
    look,
    TITLES[wish.choice],
    html`<div class="narrow stack g4">${moved && notice('care', html`<p><b>Something has changed since you looked: who has a chair, an offer, or a sum.</b> Nothing has happened yet. Here is how it would be now.</p>`, { say: true })}
<ul>${happens(frame, view).map((sentence) => html`<li>${sentence}</li>`)}</ul>
${groupFacts(frame, look)}
<section class="stack g3" aria-labelledby="letters"><h2 class="t2" id="letters">${letters.length === 0 ? 'No letter goes out' : `The letters, ${letters.length} in all`}</h2>
${letters.length > 0 && html`<p class="small soft">As they would be sent. The private links in them are shortened here.</p>`}
${letters.map(({ name, to, letter }, index) => html`<details class="more" ${flag('open', index === 0)}><summary>To ${name}, ${to}</summary><dl class="facts"><dt>Subject</dt><dd>${letter.subject}</dd></dl><div class="prose">${plainText(letter.text)}</div></details>`)}</section>
<form class="row" method="post" action="${urls.deskGroupDecision(offeringId)}" data-once>${Object.entries(hidden).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<button class="btn" name="do" value="confirm">${BUTTONS[wish.choice]}</button><a class="btn quiet" href="${urls.deskGroupDecision(offeringId)}">Choose again</a></form></div>`,
  );
};

const BUTTONS = {
  go: 'Go ahead, and send the letters',
  postpone: 'Give it more time, and send the letters',
  'refund-all': 'Pay everybody back, and send the letters',
} as const satisfies Record<Choice, string>;

const happens = (frame: Frame, view: PreviewView): string[] => {
  const { wish } = view;
  if (wish.choice === 'go')
    return [
      'The group takes place with the people who are there, and stays open for more.',
      'Its page no longer says that it may not start. Your name and the day are kept with it.',
    ];
  if (wish.until)
    return [
      `The new day is ${dayWords(wish.until, frame)}; its page says so. If it is still below its minimum then, you are asked again.`,
      'Chairs, dates and money stay as they are.',
    ];
  return notHeld(frame, view);
};

const notHeld = (frame: Frame, { look, seats, currency }: PreviewView): string[] => {
  const sum = seats.reduce((all, { allMinor }) => all + allMinor, 0);
  return [
    `${seats.length === 1 ? 'One chair is' : `${seats.length} chairs are`} given back, and ${priceWords(sum, currency, frame)} in all goes back the way it was paid.`,
    'When PayPal has paid, whoever paid gets one more letter that says so.',
    'The group is closed: nobody can take a chair, and who waits is offered none. Its page stays until you take it off the site.',
    ...(look.group.offered > 0
      ? ['Offers that are open end, with the letter below and no word of other people.']
      : []),
    ...(look.group.held > 0
      ? ['Somebody is paying at this moment. If they do pay, that chair is given back as well.']
      : []),
    'It cannot be undone here. The group can be opened again later.',
  ];
};
