import { formatMoney, money } from '../../kernel/money.ts';
import { buyingSteps } from '../../ui/buying-steps.ts';
import type { Frame } from '../../ui/frame.ts';
import { attributes, type Html, html, type Piece } from '../../ui/html.ts';
import { clockTime } from '../../ui/local-time.ts';
import { notice } from '../../ui/notice.ts';
import { page } from '../../ui/page.ts';
import { urls } from '../../urls.ts';
import type { Attempt } from './attempt.ts';
import { canTryAgain, type Outcome, type Standing } from './outcome.ts';
import { NOT_CHARGED, TOLD, type Told, WITHOUT_CHAIR } from './pages/outcome-words.ts';
import type { PaymentRefusal } from './start-actions.ts';

export type PaymentShown = {
  readonly attempt: Attempt;
  readonly standing: Standing;
  readonly outcome: Outcome;
  /** The secret in this page's own address. */
  readonly secret: string;
  readonly reference: string;
};

/** The page of one payment, for every way it can stand. */
export const paymentPage = (frame: Frame, shown: PaymentShown): Html => {
  const told = toldOf(shown);
  const waiting = shown.outcome === 'confirming' || shown.outcome === 'review';
  const body = html`${notice(told.kind, html`<p><b>${told.head}</b></p>${[...told.words, ...chairWords(frame, shown)].map((words) => html`<p>${words}</p>`)}${door(told, shown)}`, { say: true })}${waiting && watch(shown)}${facts(frame, shown)}`;
  const refresh =
    shown.outcome === 'confirming'
      ? { head: html`<noscript><meta http-equiv="refresh" content="6"></noscript>` }
      : {};
  return drawer(frame, { title: told.title, standing: shown.standing, ...refresh }, body);
};

/** Where no chair is bought, nothing is said of one. */
const toldOf = ({ outcome, standing }: PaymentShown): Told => ({
  ...TOLD[outcome],
  ...(standing.chairs === 0 ? WITHOUT_CHAIR[outcome] : {}),
});

/** What is still true of money and chair where the buyer may go on. */
const chairWords = (frame: Frame, { outcome, standing }: PaymentShown): Html[] => {
  if (!canTryAgain(outcome)) return [];
  if (standing.chairs === 0) return [html`${NOT_CHARGED}, and your cart is as you left it.`];
  const until = clockTime(standing.holdsUntil, frame.practice.zone, frame.practice.locale);
  const yours = standing.chairs === 1 ? 'your chair is' : 'your chairs are';
  return [html`${NOT_CHARGED}, and ${yours} still yours until ${until}.`];
};

const door = (told: Told, { secret, outcome }: PaymentShown): Piece => {
  const link = (address: string, words: string) => html`<p><a class="btn" href="${address}">${words}</a></p>`;
  if (told.door === 'cart') return link(urls.cart(), 'Back to my cart');
  if (told.door === 'order') return link(urls.orderFind(), 'Send me the link to my order');
  if (told.door === 'groups') return link(urls.groups(), 'See other groups');
  if (told.door !== 'retry') return false;
  const words = outcome === 'go-on' ? 'Go on at PayPal' : 'Click here to try again';
  return html`<form method="post" action="${urls.paymentRetry(secret)}" data-once><p><button class="btn">${words}</button></p></form>`;
};

const watch = ({ secret, outcome }: PaymentShown): Html =>
  html`<confirming-payment ${attributes({ 'data-state': urls.paymentState(secret), 'data-now': outcome })}><p class="small soft">Nothing more to do here. <a href="${urls.payment(secret)}">Look again</a></p></confirming-payment>`;

/** Where these are told, no money moved, and none will. */
const NOTHING_MOVES: ReadonlySet<Outcome> = new Set([
  'not-needed', 'hold-ran-out', 'given-back', 'seat-gone', 'duplicate', 'requote', 'review-no',
]); // biome-ignore format: a list

const facts = (frame: Frame, { attempt, reference, outcome }: PaymentShown): Html =>
  NOTHING_MOVES.has(outcome)
    ? html`<p class="small soft">A question? <a href="${urls.contact()}">Write to us</a> and name ${reference}.</p>`
    : html`<p class="small soft">PayPal and your bank see <b>“${frame.practice.neutralName}, order ${reference}”</b> and ${formatMoney(money(attempt.amountMinor, attempt.currency), frame.practice.locale)}. Nothing about groups or health.</p>`;

type Around = { readonly title: string; readonly standing: Standing; readonly head?: Html };

const drawer = (frame: Frame, { title, standing, ...more }: Around, body: Piece): Html =>
  page(frame, {
    title,
    ...more,
    main: html`<div class="wrap narrow py"><section class="drawer" aria-labelledby="payment-heading"><h1 class="t2" id="payment-heading">${title}</h1>
${buyingSteps(standing, 'pay')}
${body}<a class="btn quiet full" href="${urls.groups()}" data-exit>Exit Shopping Cart</a></section></div>`,
  });

/** After "cancel" at PayPal. It is not final: the same payment can still be finished, here or in the other tab. */
export const cancelledPage = (frame: Frame, shown: PaymentShown): Html =>
  drawer(
    frame,
    { title: 'Not paid yet', standing: shown.standing },
    html`${notice('care', html`<p><b>You left PayPal before paying.</b></p>${chairWords(frame, shown).map((words) => html`<p>${words}</p>`)}<form method="post" action="${urls.paymentRetry(shown.secret)}" data-once><p><button class="btn">Go on at PayPal</button></p></form>`, { say: true })}
${giveBack(shown.standing)}${facts(frame, shown)}`,
  );

const giveBack = ({ chairs }: Standing): Html | false =>
  chairs > 0 &&
  html`<form method="post" action="${urls.checkoutEnd()}"><p class="small soft">You do not want the ${chairs === 1 ? 'chair' : 'chairs'} now? <button class="btn plain sm">Give ${chairs === 1 ? 'it' : 'them'} back</button> Your cart stays as it is.</p></form>`;

/** Somebody came back from PayPal with the name of another payment: nothing is taken, and the truth is told. */
export const otherPaymentPage = (frame: Frame, shown: PaymentShown): Html =>
  drawer(
    frame,
    { title: 'Another payment', standing: shown.standing },
    html`${notice('care', html`<p><b>PayPal sent you here with another payment’s number.</b></p><p>We have taken nothing because of it. Here is how this payment stands.</p><p><a class="btn" href="${urls.payment(shown.secret)}">Show this payment</a></p>`, { say: true })}`,
  );

const REFUSED = {
  'not-ready': 'A step before paying is missing. You have not been charged.',
  'hold-ended': 'The time for which we held your chair is over. You have not been charged.',
  'seat-gone': 'Somebody else has the chair now. You have not been charged.',
  'offer-ended':
    'The chair is not kept for you any more, or you are taking it in another window. You have not been charged.',
  'terms-changed':
    'The price or the dates have changed. You have not been charged. Your cart shows the new ones.',
  'already-paying':
    'You are already paying in another window. Please finish there; nothing is charged twice.',
  'paypal-unreachable':
    'There was an error with PayPal. We cannot reach it right now. You have not been charged.',
  'wrote-to-address': 'Not charged. We wrote to an address you gave us.',
} as const satisfies Record<PaymentRefusal['because'], string>;

/** "Try again" was pressed and led nowhere. */
export const retryRefusedPage = (
  frame: Frame,
  shown: PaymentShown,
  because: PaymentRefusal['because'],
): Html =>
  drawer(
    frame,
    { title: 'Not paid', standing: shown.standing },
    html`${notice('care', html`<p>${REFUSED[because]}</p><p><a class="btn" href="${because === 'paypal-unreachable' ? urls.payment(shown.secret) : urls.cart()}">${because === 'paypal-unreachable' ? 'Look again' : 'Back to my cart'}</a></p>`, { say: true })}`,
  );
