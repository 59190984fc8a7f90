import type { Instant } from '../../../kernel/time.ts';
import { badge } from '../../../ui/badge.ts';
import { selectField, textArea } from '../../../ui/field.ts';
import type { Frame } from '../../../ui/frame.ts';
import { type Html, html } from '../../../ui/html.ts';
import type { Letter } from '../../../ui/letter.ts';
import { momentWords } from '../../../ui/local-time.ts';
import { errorSummary, notice } from '../../../ui/notice.ts';
import { plainText } from '../../../ui/plain-text.ts';
import { urls } from '../../../urls.ts';
import type { Offer, OfferStanding } from '../../offers/public.ts';
import { room, saidNow } from '../pages.ts';
import type { Said } from '../said.ts';
import { SOURCE_WORDS, STANDING_WORDS, stepWords } from '../words.ts';

export type OfferView = {
  readonly offer: Offer;
  readonly standing: OfferStanding;
  readonly group: string;
  readonly story: readonly {
    readonly at: Instant;
    readonly became: string;
    readonly because: string | null;
  }[];
  /** The other one of two that were made together. */
  readonly other:
    | {
        readonly id: string;
        readonly name: string;
        readonly standing: OfferStanding;
        readonly settled: boolean;
      }
    | undefined;
  readonly said: Said | undefined;
  readonly error?: string | undefined;
  readonly daysError?: string | undefined;
};

const DAYS = [1, 2, 3, 5, 7, 14] as const;

/** One offer: whose, until when, what became of it, and what can be done. */
export const offerDeskPage = (frame: Frame, view: OfferView): Html => {
  const { offer, standing, group, said, error, daysError } = view;
  const { zone, locale } = frame.practice;
  const open = standing === 'open' || standing === 'in-checkout';
  return room(
    frame,
    `A chair for ${offer.person.name}`,
    html`<p class="small"><a href="${urls.deskOffers()}">All offers</a></p>
<div class="row g4"><h1 class="t3">A chair for ${offer.person.name}</h1>${badge(...STANDING_WORDS[standing])}</div>
${saidNow(said)}${error !== undefined && notice('alarm', html`<p>${error}</p>`, { say: true })}${errorSummary({ days: daysError })}
${broken(view)}
<section class="card stack g3"><h2 class="t2">The offer</h2>
<dl class="facts"><dt>Group</dt><dd><a href="${urls.deskGroupOffers(offer.offeringId)}">${group}</a></dd>
<dt>Letter to</dt><dd>${offer.person.email}</dd>
<dt>Until</dt><dd>${momentWords(offer.until, zone, locale)}${offer.extended > 0 && ', after more time'}</dd>
<dt>Where from</dt><dd>${SOURCE_WORDS[offer.source]}</dd>
${view.other && html`<dt>Together with</dt><dd><a href="${urls.deskOffer(view.other.id)}">${view.other.name}</a> ${badge(...STANDING_WORDS[view.other.standing])}${offer.pairRule === 'together' && html`<br><span class="small">If one is not taken, both end.</span>`}</dd>`}
${offer.note !== null && html`<dt>On its page</dt><dd>${offer.note}</dd>`}
${offer.stays !== null && offer.source === 'waiting-list' && html`<dt>Waiting list</dt><dd>${offer.stays ? 'Stays on it' : 'Left it'}</dd>`}</dl></section>
${open && actions(view)}
<section class="card stack g3"><h2 class="t2">What became of it</h2><ol class="plain stack g2">${view.story.map((step) => html`<li>${momentWords(step.at, zone, locale)}: ${stepWords(step.became, step.because)}</li>`)}</ol></section>`,
  );
};

const GONE: readonly OfferStanding[] = ['declined', 'expired', 'withdrawn'];

const broken = ({ offer, standing, other }: OfferView): Html | false => {
  if (!other || offer.pairRule !== 'together' || other.settled) return false;
  const standings = [standing, other.standing];
  if (!standings.includes('paid') || !standings.some((one) => GONE.includes(one))) return false;
  return notice(
    'care',
    html`<p><b>One of the two has paid, and the other does not come.</b> Perhaps a call helps. Giving the chair and its money back is on the page of the order.</p><form method="post" action="${urls.deskOfferSettled(offer.id)}"><button class="btn quiet sm">We have talked about it</button></form>`,
  );
};

const actions = ({ offer, standing, daysError }: OfferView): Html =>
  html`<section class="card stack g4"><h2 class="t2">What you can do</h2>
<form class="row" method="post" action="${urls.deskOfferTime(offer.id)}">
${selectField({ label: 'More time, counted from its end', name: 'days', value: '2', error: daysError, choices: DAYS.map((days) => ({ value: String(days), words: days === 1 ? 'One day' : `${days} days` })) })}
<button class="btn quiet">Give more time</button></form>
<p class="small soft">The person gets a letter with the new time. A time that was told never becomes shorter.</p>
<p><a class="btn quiet" href="${urls.deskOfferWithdrawal(offer.id)}">Take the offer back</a>${standing === 'in-checkout' && html` <span class="small soft">They are taking it at this moment.</span>`}</p></section>`;

export type WithdrawalView = Pick<OfferView, 'offer' | 'standing' | 'group' | 'other'> & {
  readonly words: string | undefined;
  readonly error: string | undefined;
  /** Undefined where there is nothing to say. */
  readonly letter: Letter | undefined;
};

/** What taking it back does, whom it touches, and the letter as it will be sent. */
export const withdrawalPage = (frame: Frame, view: WithdrawalView): Html => {
  const { offer, standing, group, other, words, error } = view;
  return room(
    frame,
    `Take back the chair for ${offer.person.name}`,
    html`<p class="small"><a href="${urls.deskOffer(offer.id)}">The offer</a></p>
<h1 class="t3">Take back the chair for ${offer.person.name}?</h1>
${errorSummary({ words: error })}
<p>The chair in ${group} is free at once and goes to whoever is next. ${offer.person.name} gets the letter below. It cannot be taken back, but a new offer can be made.${ON_A_LIST.includes(offer.source) && ' They keep their place on the waiting list and pause there: nothing is offered to them until you put them in line again.'}</p>
${standing === 'in-checkout' && notice('care', html`<p>They are taking the chair at this moment. From now on it cannot be paid, unless the money is moving already: then it is theirs.</p>`)}
${offer.pairRule === 'together' && other && notice('care', html`<p>It was made together with the one for ${other.name}. ${other.standing === 'paid' ? 'That chair is paid and stays.' : 'That one ends too, with a letter of its own.'}</p>`)}
<form class="card stack g4" method="get" action="${urls.deskOfferWithdrawal(offer.id)}">
${textArea({ label: 'A sentence of your own', name: 'words', value: words, error, required: false, maxlength: 600, rows: 3, hint: 'It stands at the end of the letter. Name no group in it: letters lie open.' })}
<p><button class="btn quiet">Show the letter with it</button></p></form>
${error === undefined && letterFirst(view)}`,
  );
};

const ON_A_LIST: readonly Offer['source'][] = ['waiting-list', 'application'];

const letterFirst = ({ offer, words, letter }: WithdrawalView): Html =>
  html`${
    letter &&
    html`<section class="card stack g3" aria-labelledby="letter"><h2 class="t2" id="letter">The letter</h2>
<dl class="facts"><dt>To</dt><dd>${offer.person.email}</dd><dt>Subject</dt><dd>${letter.subject}</dd></dl>
<div class="prose">${plainText(letter.text)}</div></section>`
  }
<form method="post" action="${urls.deskOfferWithdrawal(offer.id)}"><input type="hidden" name="words" value="${words ?? ''}"><p class="row"><button class="btn">Take it back and send this letter</button><a class="btn quiet" href="${urls.deskOffer(offer.id)}">Leave it as it is</a></p></form>`;
