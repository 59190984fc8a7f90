import { type Bought, buyingSteps } from '../../../ui/buying-steps.ts';
import type { Frame } from '../../../ui/frame.ts';
import { type Html, html } from '../../../ui/html.ts';
import { clockTime } from '../../../ui/local-time.ts';
import { notice } from '../../../ui/notice.ts';
import { page } from '../../../ui/page.ts';
import { holdShown } from '../../../ui/purchase.ts';
import { urls } from '../../../urls.ts';
import {
  boughtIn,
  type Checkout,
  HOLD_MINUTES,
  MOST_PROLONGATIONS,
  minutesLeft,
  type Step,
} from '../checkout.ts';

/** What a step's page shows beside the step itself. */
export type StepPage = {
  readonly checkout: Checkout;
  /** After "I need more time" was pressed too often. */
  readonly noMoreTime?: boolean;
};

const NAMES = { you: 'About you', agreement: 'Agreement', pay: 'Pay' } satisfies Record<Step, string>;

export const stepPage = (frame: Frame, shown: StepPage, step: Step, body: Html): Html =>
  page(frame, {
    title: NAMES[step],
    main: html`<div class="wrap narrow py"><section class="drawer" aria-labelledby="step-heading"><h1 class="t2" id="step-heading">${NAMES[step]}</h1>
${buyingSteps(boughtIn(shown.checkout.lines), step, true)}
${holdOf(frame, shown, step)}${body}${leave(boughtIn(shown.checkout.lines))}</section></div>`,
  });

const holdOf = (frame: Frame, { checkout, noMoreTime }: StepPage, step: Step): Html | false => {
  const { chairs } = boughtIn(checkout.lines);
  if (chairs === 0) return false;
  const more =
    checkout.prolonged < MOST_PROLONGATIONS &&
    html`<form method="post" action="${urls.checkoutProlongation()}" data-once><input type="hidden" name="step" value="${step}"><button class="btn plain sm">I need more time</button></form>`;
  return html`${noMoreTime === true && notice('care', html`<p>We have given you more time twice, and others may be waiting for a chair. When this time is over, you can take the chair again if it is free. What you typed is kept.</p>`, { say: true })}
${holdShown({
  until: clockTime(checkout.holdsUntil, frame.practice.zone, frame.practice.locale),
  minutesLeft: minutesLeft(checkout),
  minutesInAll: HOLD_MINUTES,
  chairs,
  more: more || undefined,
})}`;
};

const leave = ({ chairs, things }: Bought): Html => {
  const exit = html`<a class="btn quiet full" href="${urls.groups()}" data-exit>Exit Shopping Cart</a>`;
  if (chairs === 0) return html`${exit}<p class="small soft">Leaving keeps your cart.</p>`;
  return html`${exit}
<form method="post" action="${urls.checkoutEnd()}"><p class="small soft">Leaving keeps your cart. If you do not want the ${chairs === 1 ? 'chair' : 'chairs'} now, <button class="btn plain sm">give ${chairs === 1 ? 'it' : 'them'} back</button> so that somebody else can sit.${things > 0 && ' The rest stays in your cart.'}</p></form>`;
};
