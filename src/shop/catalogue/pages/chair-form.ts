import { seatRing } from '../../../ui/drawings/seat-ring.ts';
import type { Frame } from '../../../ui/frame.ts';
import { type Html, html } from '../../../ui/html.ts';
import { localTime } from '../../../ui/local-time.ts';
import { radios } from '../../../ui/pick.ts';
import { urls } from '../../../urls.ts';
import { type Listing, seatsLeft, seatsMissing } from '../listing.ts';
import { priceInWords } from '../price-words.ts';
import type { NotForSale } from '../sale.ts';
import type { Meeting } from '../schedule.ts';
import { dateInWords, plainDate } from '../schedule-words.ts';
import type { GroupPage } from './group.ts';

/** The right-hand side of a group's page: its chairs, and a way to take one or an honest reason why not. */
export const chairCard = (frame: Frame, shown: GroupPage): Html => {
  const { listing, sale } = shown;
  const inner = innerOf(frame, shown, sale);
  return html`<section class="card stack sticky g4" id="chair" aria-labelledby="take">${bigRing(listing, sale.ok || sale.refusal.because === 'full')}${inner}</section>`;
};

/** A group by application has one door, whether or not a chair is free: the yes comes first. */
const innerOf = (frame: Frame, shown: GroupPage, sale: GroupPage['sale']): Html => {
  const joinable = sale.ok || sale.refusal.because === 'full';
  if (shown.listing.entry === 'apply' && joinable) return applyFirst(shown, sale.ok);
  return sale.ok ? takeChair(frame, shown, sale.value) : noChair(shown, sale.refusal);
};

const applyFirst = (shown: GroupPage, isFree: boolean): Html => {
  const {
    listing: { address },
    isPreview = false,
  } = shown;
  return html`<h2 class="t2" id="take">Apply for a chair</h2>
<p>The facilitators would like to know a little about you before they say yes. You write to them behind a private link, in your own time.</p>
${!isFree && html`<p>Every chair is taken just now. After a yes you are on the waiting list by itself.</p>`}
${door({ isPreview, leads: urls.groupApplication(address), words: 'Apply for a chair' })}
<p class="small soft">Nothing is paid before a yes, and applying binds you to nothing.</p>
${!isPreview && html`<p class="row"><a href="${urls.groupQuestion(address)}">Ask a question first</a></p>`}${estimateLink(shown)}`;
};

type Door = { readonly isPreview: boolean; readonly leads: string; readonly words: string };

/** In a preview the way on is shown and leads nowhere: the address may not be there yet. */
const door = ({ isPreview, leads, words }: Door): Html =>
  isPreview
    ? html`<p><button class="btn full" type="button">${words}</button></p><p class="hint">This is the preview: the button does nothing here.</p>`
    : html`<p><a class="btn full" href="${leads}">${words}</a></p>`;

/** An empty chair is called open only where somebody may take one. */
const bigRing = ({ seats, facilitators }: Listing, open: boolean): Html => {
  const left = seatsLeft(seats);
  const count = open ? left : seats.confirmed;
  return seatRing({
    total: seats.capacity,
    taken: seats.confirmed,
    held: seats.held,
    facilitators: facilitators.length,
    look: 'big',
    centre: { large: String(count), small: `${count === 1 ? 'chair' : 'chairs'} ${open ? 'open' : 'taken'}` },
  });
};

const takeChair = (frame: Frame, shown: GroupPage, meetings: readonly Meeting[]): Html => {
  const { listing, isPreview = false } = shown;
  const { locale, neutralName } = frame.practice;
  const middle = listing.tiers[Math.floor((listing.tiers.length - 1) / 2)];
  const isFreeToo = listing.tiers.some(({ unitMinor }) => unitMinor === 0);
  return html`<h2 class="t2" id="take">Take a chair</h2>
<form action="${urls.cartLines()}" method="post" class="stack g4" data-once>
<input type="hidden" name="offering" value="${listing.offeringId}">
${radios({
  legend: 'Choose what you pay each time',
  name: 'tier',
  look: 'cards',
  chosen: middle?.id,
  options: listing.tiers.map(({ id, name, line, unitMinor, fundSupported }) => ({
    value: id,
    label: name,
    hint: html`${line}${sumInWords(unitMinor, meetings.length, listing, locale)}${fundSupported === true && html`<br>${FUND_WORDS}`}`,
    price: priceInWords(unitMinor, listing.currency, locale),
  })),
})}
${listing.tiers.length > 1 && html`<p class="hint">No proof, no questions. Other members never see it.</p>`}
<p>${coverInWords(meetings, listing, locale)}</p>
${startInWords(listing, locale)}
${isPreview ? html`<button class="btn full" type="button">Add to cart</button><p class="hint">This is the preview: the button does nothing here.</p>` : html`<button class="btn full">Add to cart</button>`}
</form>
<p class="small soft">Nothing is held or paid yet. When you check out we hold your chair for 15 minutes. ${isFreeToo ? 'Unless it is free, you' : 'You'} pay with PayPal, which shows only “${neutralName}”.</p>
${estimateLink(shown)}
<hr>
${afterwards(meetings, listing, locale)}`;
};

/** Where the practice gives estimates; a preview leads nowhere. */
const estimateLink = ({ listing, hasEstimate = false, isPreview = false }: GroupPage): Html | false =>
  hasEstimate &&
  !isPreview &&
  html`<p class="small"><a href="${urls.groupEstimate(listing.address)}">An estimate of all of it, to read and print</a></p>`;

/** Nobody is asked why, and nobody else learns who pays such a price. */
const FUND_WORDS = 'Friends of this practice pay the rest into a fund, so that you can come.';

const sumInWords = (unitMinor: number, count: number, { currency }: Listing, locale: string): Html | false =>
  unitMinor > 0 &&
  count > 1 &&
  html`<br>${priceInWords(unitMinor * count, currency, locale)} for ${count} meetings.`;

const dayOf = (meeting: Meeting, { schedule }: Listing, locale: string): string =>
  dateInWords(meeting.startsAt.toZonedDateTimeISO(schedule.zone).toPlainDate(), locale);

const coverInWords = (meetings: readonly Meeting[], listing: Listing, locale: string): Html => {
  const [first] = meetings;
  const last = meetings.at(-1);
  if (!first || !last) return html``;
  if (meetings.length === 1)
    return html`This chair is for <b>one meeting</b>, on ${dayOf(first, listing, locale)}.`;
  return html`This chair is for <b>${meetings.length} meetings</b>, from ${dayOf(first, listing, locale)} to ${dayOf(last, listing, locale)}.`;
};

/** A group that still needs people says so before anybody pays. */
const startInWords = ({ seats, decisionOn }: Listing, locale: string): Html | false => {
  const missing = seatsMissing(seats);
  return (
    decisionOn !== null &&
    missing > 0 &&
    html`<p class="small">It needs ${missing} more ${missing === 1 ? 'person' : 'people'} to start. We decide by ${dateInWords(plainDate(decisionOn), locale)}. If it does not start, you get all your money back.</p>`
  );
};

const afterwards = (meetings: readonly Meeting[], listing: Listing, locale: string): Html => {
  const [first] = meetings;
  return html`<details class="more"><summary>What happens after I pay?</summary><ol class="small pt"><li>You get a mail from us with your order and the dates. Its subject says nothing about a group.</li><li>You have read and signed the group agreement by then. It is part of the checkout.</li>${first && html`<li>You come on ${localTime(first.startsAt, listing.schedule.zone, locale)}.</li>`}<li>If it turns out not to be a fit, tell us. <a href="${urls.terms()}">When you get money back</a> is written down in plain words.</li></ol></details>`;
};

type Reason = { readonly title: string; readonly words: Html };

/** Words for every reason why no chair can be bought; each leads on. */
const NO_CHAIR: { [Because in NotForSale['because']]: (shown: GroupPage) => Reason } = {
  closed: () => ({
    title: 'Not taking people now',
    words: html`<p>This group has stopped taking new people for the moment.</p>`,
  }),
  begun: () => ({
    title: 'Under way',
    words: html`<p>This group began together and stays together until its last meeting, so nobody joins on the way. It may start again.</p>`,
  }),
  over: () => ({
    title: 'This group has ended',
    words: html`<p>Its last meeting has been. It may start again.</p>`,
  }),
  full: ({ listing: { seats, address }, isPreview = false }) => ({
    title: seats.held > 0 ? 'No chair free at this moment' : 'All chairs are taken',
    words: html`<p>${
      seats.held > 0
        ? `${seats.held === 1 ? 'One chair is' : `${seats.held} chairs are`} kept for somebody. If that ends, the chair goes to the next who waits.`
        : 'A chair opens when somebody leaves. It is then offered to the next who waits.'
    }</p>${door({ isPreview, leads: urls.groupWaiting(address), words: 'Wait for a chair' })}`,
  }),
};

const noChair = (shown: GroupPage, refusal: NotForSale): Html => {
  const { listing, isPreview = false } = shown;
  const { title, words } = NO_CHAIR[refusal.because](shown);
  return html`<h2 class="t2" id="take">${title}</h2>${words}
${!isPreview && html`<p class="row"><a class="btn quiet" href="${urls.groupQuestion(listing.address)}">Write to us about it</a></p>`}
<p class="row"><a href="${urls.groups({ for: listing.struggles, open: '1' })}">See groups like this with an open chair</a></p>`;
};
