import { writeZone } from '../../kernel/formats.ts';
import { formatMoney, times } from '../../kernel/money.ts';
import type { Instant } from '../../kernel/time.ts';
import { oneChair } from '../../ui/drawings/seat-ring.ts';
import type { Frame } from '../../ui/frame.ts';
import { type Html, html } from '../../ui/html.ts';
import { clockTime, localTime } from '../../ui/local-time.ts';
import { notice } from '../../ui/notice.ts';
import { page } from '../../ui/page.ts';
import { radios } from '../../ui/pick.ts';
import { runWords } from '../../ui/purchase.ts';
import { urls } from '../../urls.ts';
import type { Meeting, OfferingForSale } from '../catalogue/public.ts';
import { type Offer, type OfferStanding, standingOf } from './offer.ts';

export type OfferPage = {
  readonly offer: Offer;
  readonly offering: OfferingForSale;
  /** The meetings that the seat covers when it is taken now; empty when the group takes nobody any more. */
  readonly meetings: readonly Meeting[];
  readonly secret: string;
  /** While it lies in a checkout: whether that is this browser's, and until when it holds. */
  readonly checkout: { readonly isOwn: boolean; readonly until: Instant } | undefined;
  readonly error?: string | undefined;
};

const drawer = (frame: Frame, title: string, body: Html): Html =>
  page(frame, {
    title,
    main: html`<div class="wrap narrow py"><section class="drawer" aria-labelledby="offer-heading"><h1 class="t2" id="offer-heading">${title}</h1>${body}</section></div>`,
  });

/** What is kept for one person, however it stands. */
export const offerPage = (frame: Frame, shown: OfferPage): Html => {
  const standing = standingOf(shown.offer);
  if (standing === 'open' && shown.meetings.length > 0) return openPage(frame, shown);
  if (standing === 'in-checkout') return inCheckoutPage(frame, shown);
  const told = standing === 'open' ? NOT_ANY_MORE : OVER[standing](shown.offer);
  return drawer(
    frame,
    told.title,
    html`${notice(standing === 'paid' ? 'good' : 'care', html`${told.words.map((words) => html`<p>${words}</p>`)}`)}
${standing !== 'paid' && shown.offering.state === 'published' && html`<a class="btn quiet full" href="${urls.group(shown.offering.address)}">Look at the group</a>`}
<a class="btn quiet full" href="${urls.groups()}">See all groups</a>
<p class="small soft">A question? <a href="${urls.contact()}">Write to us</a>.</p>`,
  );
};

type Told = { readonly title: string; readonly words: readonly string[] };

const NOT_ANY_MORE: Told = {
  title: 'This group takes nobody new',
  words: [
    'The group has begun or has had its last meeting, so the chair cannot be taken any more. We are sorry.',
  ],
};

const OVER: { [Standing in Exclude<OfferStanding, 'open' | 'in-checkout'>]: (offer: Offer) => Told } = {
  paid: () => ({
    title: 'This chair is yours',
    words: [
      'It is taken, and there is nothing more to do here. Our letter with the order leads to its page.',
    ],
  }),
  declined: ({ source, stays }) => ({
    title: 'You said no',
    words: [
      'Thank you for telling us. The chair goes to somebody else, and nothing was charged.',
      ...(source === 'waiting-list'
        ? [stays ? 'You stay on the list for a later chair.' : 'You are not on the list any more.']
        : []),
      'Changed your mind? Write to us soon, and we look whether it is still free.',
    ],
  }),
  expired: () => ({
    title: 'The time for this chair is over',
    words: [
      'We had kept it for you for a while, and now it goes to somebody else. Nothing was charged.',
      'That is quite all right. If you still want it, write to us and we look for a way together.',
    ],
  }),
  withdrawn: ({ endedBecause, endsBecause }) => ({
    title: 'This chair is not kept any more',
    words:
      endedBecause === 'pair' || endsBecause === 'pair'
        ? [
            'Two chairs were kept together, and one of the two could not be taken. So the other has ended as well.',
            'Nothing was charged. If you would like to come alone, write to us.',
          ]
        : ['We had to take it back. We are sorry. Nothing was charged.', 'Our letter says more.'],
  }),
  ending: () => ({
    title: 'This chair is not kept any more',
    words: [
      'It was ended while you were about to take it. We are sorry. You are not charged.',
      'Our letter says more.',
    ],
  }),
};

const openPage = (frame: Frame, shown: OfferPage): Html => {
  const { offer, offering, secret, error } = shown;
  return drawer(
    frame,
    'A chair is kept for you',
    html`<p class="lead">Hello ${offer.person.name}. We keep a chair for you in <b>${offering.name}</b>.</p>
${kept(frame, shown)}
${offer.note !== null && notice('inform', html`<p><b>A word from us.</b> ${offer.note}</p>`)}
${facts(frame, shown)}
<form class="stack g4" method="post" action="${urls.offer(secret)}" data-once>
${prices(frame, shown, error)}
<button class="btn full">Take this chair</button></form>
<p class="small soft">Next you say who pays, read the agreement and pay with PayPal. Nothing is paid before that. Somebody else may pay for you.</p>
<p class="row"><a class="btn plain" href="${urls.offerNo(secret)}">No, thank you</a></p>
<p class="small soft">Keep the address of this page to yourself. If you do nothing, the chair goes to somebody else at that time, and nothing is charged.</p>`,
  );
};

const kept = (frame: Frame, { offer }: OfferPage): Html => {
  const { zone, locale } = frame.practice;
  return html`<div class="hold row keep g4"><div class="tiny">${oneChair('held')}</div><p><b>Kept for you until ${localTime(offer.until, zone, locale)}</b> <span class="soft">(${writeZone(zone, locale)})</span>${offer.pairRule === 'together' && html`<br><span class="small">It belongs together with the chair of the person you come with. If one is not taken, both end.</span>`}</p></div>`;
};

const facts = (frame: Frame, { offering, meetings }: OfferPage): Html => {
  const { locale } = frame.practice;
  const run = runWords(
    meetings.map(({ startsAt }) => startsAt),
    offering.schedule.zone,
    locale,
  );
  return html`<dl class="facts"><dt>When</dt><dd>${run}</dd><dt>Where</dt><dd>${offering.place}</dd>${offering.facilitators.length > 0 && html`<dt>With</dt><dd>${offering.facilitators.map(({ name }) => name).join(', ')}</dd>`}</dl>
${offering.state === 'published' && html`<p><a href="${urls.group(offering.address)}">Everything about this group</a></p>`}`;
};

/** The tiers of this offer: the one that was fixed, or all of them. */
export const tiersOf = ({ offer, offering }: Pick<OfferPage, 'offer' | 'offering'>) =>
  offer.tierId === null ? offering.tiers : offering.tiers.filter(({ id }) => id === offer.tierId);

const prices = (frame: Frame, shown: OfferPage, error: string | undefined): Html => {
  const { locale } = frame.practice;
  const tiers = tiersOf(shown);
  const each = (tier: (typeof tiers)[number]) =>
    tier.unitMinor === 0 ? 'Free' : formatMoney(tier.unit, locale);
  const count = shown.meetings.length;
  const sum = (tier: (typeof tiers)[number]) =>
    tier.unitMinor > 0 && count > 1
      ? html`<br>${formatMoney(times(tier.unit, count), locale)} for ${count} meetings.`
      : '';
  return radios({
    legend: tiers.length === 1 ? 'What you pay each time' : 'Choose what you pay each time',
    name: 'tier',
    look: 'cards',
    chosen: tiers[Math.floor((tiers.length - 1) / 2)]?.id,
    error,
    options: tiers.map((tier) => ({
      value: tier.id,
      label: tier.name,
      hint: html`${tier.line}${sum(tier)}`,
      price: each(tier),
    })),
  });
};

const inCheckoutPage = (frame: Frame, { offering, checkout }: OfferPage): Html => {
  const { zone, locale } = frame.practice;
  if (checkout?.isOwn)
    return drawer(
      frame,
      'You are taking this chair',
      html`<p class="lead">Your chair in <b>${offering.name}</b> is held for you until ${clockTime(checkout.until, zone, locale)}.</p>
<a class="btn full" href="${urls.checkout()}">Go on</a>
<form method="post" action="${urls.checkoutEnd()}"><p class="small soft">Not now, or not at all? <button class="btn plain sm">Give it back</button> Then this page lets you choose again.</p></form>`,
    );
  return drawer(
    frame,
    'You are taking this chair in another window',
    html`${notice('inform', html`<p>Your chair in <b>${offering.name}</b> is being taken in another window or on another device. Please go on there.</p>${checkout && html`<p>If nobody goes on there, it comes back here at ${clockTime(checkout.until, zone, locale)}.</p>`}`)}
<p class="small soft">Was it not you? <a href="${urls.contact()}">Write to us</a>, and do not hand on the link in our letter.</p>`,
  );
};

export type NoPage = Pick<OfferPage, 'offer' | 'offering' | 'secret'> & {
  readonly error?: string | undefined;
};

/** "No, thank you", asked once more: it cannot be taken back. */
export const noPage = (frame: Frame, { offer, offering, secret, error }: NoPage): Html =>
  drawer(
    frame,
    'No, thank you?',
    html`<p class="lead">Then the chair in <b>${offering.name}</b> goes to somebody else. That cannot be taken back, and it is quite all right.</p>
${offer.pairRule === 'together' && notice('care', html`<p>The chair of the person you come with ends as well: the two were kept together.</p>`)}
<form class="stack g4" method="post" action="${urls.offerNo(secret)}">
${
  offer.source === 'waiting-list' &&
  radios({
    legend: 'And the waiting list?',
    name: 'stay',
    error,
    options: [
      { value: 'yes', label: 'I stay on the list for a later chair' },
      { value: 'no', label: 'Please take me off the list' },
    ],
  })
}
<button class="btn full">No, thank you</button><a class="btn quiet full" href="${urls.offer(secret)}">Back</a></form>`,
  );
