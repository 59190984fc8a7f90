import type { LostLetter } from '../../platform/mail/lost.ts';
import { empty } from '../../ui/empty.ts';
import type { Frame } from '../../ui/frame.ts';
import { type Html, html } from '../../ui/html.ts';
import { momentWords } from '../../ui/local-time.ts';
import { notice } from '../../ui/notice.ts';
import { page } from '../../ui/page.ts';
import { urls } from '../../urls.ts';

export type LettersView = {
  readonly letters: readonly LostLetter[];
  readonly done: 'again' | 'aside' | undefined;
};

const DONE = {
  again: 'The letter is being tried once more. If it comes back, it shows here again.',
  aside: 'The letter is put aside. It stays in the story of its order.',
} as const;

/** Letters that did not arrive, each with why, and what can be done about it. */
export const lettersPage = (frame: Frame, { letters, done }: LettersView): Html =>
  page(frame, {
    title: 'Letters that did not arrive',
    current: urls.desk(),
    room: 'desk',
    main: html`<div class="wrap narrow stack g5 py"><p class="small"><a href="${urls.desk()}">Today</a></p>
<h1 class="t3">Letters that did not arrive</h1>
${done && notice('good', html`<p>${DONE[done]}</p>`, { say: true })}
<p class="soft">A letter is tried for five days. After that it waits here: most often the address is mistyped. Call the person, or write from your own mailbox, and put the letter aside.</p>
${letters.length === 0 ? empty('Every letter has arrived or is on its way.') : html`<ul class="stack g4 plain">${letters.map((letter) => one(frame, letter))}</ul>`}</div>`,
  });

const one = ({ practice }: Frame, letter: LostLetter): Html => html`<li class="card stack g3">
<p><b>${letter.to}</b><br>${letter.subject}</p>
<dl class="facts small"><dt>Written</dt><dd>${momentWords(letter.createdAt, practice.zone, practice.locale)}</dd><dt>Given up</dt><dd>${momentWords(letter.gaveUpAt, practice.zone, practice.locale)}</dd>${letter.lastError && html`<dt>The mail server said</dt><dd class="long">${letter.lastError}</dd>`}</dl>
<div class="row"><form method="post" action="${urls.deskLetterTry(letter.id)}" data-once><button class="btn sm">Try again<span class="vh"> to ${letter.to}</span></button></form><form method="post" action="${urls.deskLetterAside(letter.id)}" data-once><button class="btn quiet sm">Put aside<span class="vh"> the letter to ${letter.to}</span></button></form>${letter.orderId && html`<a href="${urls.deskOrder(letter.orderId)}">The order</a>`}</div></li>`;
