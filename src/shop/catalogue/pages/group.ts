import { FACTOR_NAMES, seatOf } from '../../../factors/factor.ts';
import { writeDate } from '../../../kernel/formats.ts';
import type { Result } from '../../../kernel/result.ts';
import type { Instant } from '../../../kernel/time.ts';
import { glyph } from '../../../ui/drawings/glyph.ts';
import type { Frame } from '../../../ui/frame.ts';
import { attributes, type Html, html } from '../../../ui/html.ts';
import { localTime } from '../../../ui/local-time.ts';
import { page } from '../../../ui/page.ts';
import { urls } from '../../../urls.ts';
import type { Facilitator, Listing } from '../listing.ts';
import { KIND_NAMES, languagesInWords, otherLanguage } from '../listing-words.ts';
import type { NotForSale } from '../sale.ts';
import { type DateTile, dateTiles, type Meeting } from '../schedule.ts';
import { dayName, runInWords, scheduleInWords, timeInWords, zoneInWords } from '../schedule-words.ts';
import { chairCard } from './chair-form.ts';
import { schemaOf } from './schema.ts';
import { token } from './token.ts';

export type GroupPage = {
  readonly listing: Listing;
  readonly sale: Result<readonly Meeting[], NotForSale>;
  /** The next meeting, whether or not it can be bought. */
  readonly next: Meeting | undefined;
  readonly begun: boolean;
  readonly now: Instant;
  /** A page says what all of it is expected to cost. */
  readonly hasEstimate?: boolean;
  /** True where the desk looks at a draft: nothing on it can be pressed that would sell. */
  readonly isPreview?: boolean;
};

const TILES = 12;

/** A group's own page: words left, chair right. */
export const groupPage = (frame: Frame, shown: GroupPage): Html => {
  const { listing } = shown;
  return page(frame, {
    title: listing.name,
    current: urls.groups(),
    description: listing.summary,
    canonical: urls.group(listing.address),
    data: schemaOf(frame, shown),
    main: html`<div class="wrap pt"><p class="small"><a href="${urls.groups()}">All groups</a></p></div>
<div class="wrap split py">${groupBody(frame, shown)}</div>`,
  });
};

/** All that a group's page says, in its two columns: what it is, and its chair. */
export const groupBody = (frame: Frame, shown: GroupPage): Html => {
  const { listing, now, isPreview = false } = shown;
  const lang = otherLanguage(listing.languages);
  return html`<div class="stack g6">
<div class="stack g5">
${isPreview ? html`<h2 class="t4" ${attributes({ lang })}>${listing.name}</h2>` : html`<h1 ${attributes({ lang })}>${listing.name}</h1>`}
<p class="lead" ${attributes({ lang })}>${listing.lead}</p>
${facts(frame, shown)}
<p class="jump"><a class="btn" href="#chair">${jumpWords(shown)}</a></p>
</div>
${leansOn(listing, lang)}
${fitting(listing, lang)}
${holders(listing.facilitators)}
${dates(dateTiles(listing.schedule, now, TILES), shown, frame)}
${firstSession(listing, lang)}
${asking(shown)}
</div>
${chairCard(frame, shown)}`;
};

const jumpWords = ({ listing, sale }: GroupPage): string => {
  if (sale.ok) return listing.entry === 'apply' ? 'How to apply' : 'See prices and take a chair';
  return sale.refusal.because === 'full' ? 'How to wait for a chair' : 'About a chair here';
};

const facts = (frame: Frame, { listing, next, begun }: GroupPage): Html => {
  const { locale } = frame.practice;
  const { schedule } = listing;
  return html`<dl class="facts"><dt>When</dt><dd>${scheduleInWords(schedule)} <span class="soft">(${zoneInWords(schedule.zone, locale)})</span></dd>
${next && html`<dt>Next</dt><dd>${localTime(next.startsAt, schedule.zone, locale)}</dd>`}
<dt>Where</dt><dd ${attributes({ lang: otherLanguage(listing.languages) })}>${listing.place}</dd>
<dt>Runs</dt><dd>${runInWords(schedule, begun, locale)}. ${KIND_NAMES[listing.kind]}.</dd>
<dt>Language</dt><dd>${languagesInWords(listing.languages)}</dd>
<dt>Ages</dt><dd>${listing.ageTo === null ? `${listing.ageFrom} and older` : `${listing.ageFrom} to ${listing.ageTo}`}</dd>
<dt>Focus</dt><dd ${attributes({ lang: otherLanguage(listing.languages) })}>${listing.focus}</dd></dl>`;
};

const leansOn = ({ leansOn: leans, facilitators }: Listing, lang: string | undefined): Html | false =>
  leans.length > 0 &&
  html`<section class="stack" aria-labelledby="leans"><h2 id="leans">What this circle leans on</h2>
<p class="soft">All nine benefits can turn up in any group. ${facilitators.length === 1 ? 'The facilitator says' : 'The facilitators say'} these ${leans.length === 3 ? 'three ' : ''}do most of the work here.</p>
<ul class="stack leans">${leans.map(({ factor, line }) => html`<li class="f${seatOf(factor)} row keep g5">${glyph(factor)}<p><b><a href="${urls.benefit(factor)}">${FACTOR_NAMES[factor]}</a></b><br><span ${attributes({ lang })}>${line}</span></p></li>`)}</ul></section>`;

const fitting = ({ suits, talkFirst }: Listing, lang: string | undefined): Html => {
  const list = (title: string, lines: readonly string[]) =>
    lines.length > 0 &&
    html`<div class="stack"><h2 class="t2">${title}</h2><ul ${attributes({ lang })}>${lines.map((line) => html`<li>${line}</li>`)}</ul></div>`;
  return html`<section class="grid g6">${list('It may suit you if', suits)}${list('Please talk with us first if', talkFirst)}</section>`;
};

const holders = (
  facilitators: readonly Facilitator[],
): Html => html`<section class="stack" aria-labelledby="with"><h2 id="with">Who holds the room</h2>
<div class="grid">${facilitators.map((facilitator) => html`<div class="row keep top-y">${token(facilitator)}<p><b>${nameOf(facilitator)}</b><br><span class="soft">${facilitator.about}</span></p></div>`)}</div></section>`;

/** Of a group that is over, somebody may have gone since: the name stays, the page is no more. */
const nameOf = ({ name, credentials, address, isRetired }: Facilitator): Html | string =>
  isRetired
    ? `${name}, ${credentials}`
    : html`<a href="${urls.facilitator(address)}">${name}, ${credentials}</a>`;

const TILE_WORDS = {
  gone: 'past',
  next: 'next',
  later: '',
  rest: 'no group',
  away: 'moved',
} as const satisfies Record<DateTile['state'], string>;

/** What a tile says under its number: its state, and the hour where it is not the usual one. */
const tileWords = ({ state, otherTime }: DateTile): string =>
  [TILE_WORDS[state], otherTime === undefined ? '' : timeInWords(otherTime)].filter(Boolean).join(', ');

const dates = (tiles: readonly DateTile[], shown: GroupPage, { practice }: Frame): Html => {
  const { address, schedule } = shown.listing;
  const month = (tile: DateTile) => writeDate(tile.on, practice.locale, { month: 'short' });
  const words = (tile: DateTile) =>
    tileWords(tile) !== '' && html` <span class="small">${tileWords(tile)}</span>`;
  return html`<section class="stack" aria-labelledby="dates"><h2 id="dates">${dayName(schedule.weekday)}s ahead</h2>
<ol class="dates">${tiles.map((tile) => html`<li class="${tile.state}"><span class="small">${month(tile)}</span> <b>${tile.on.day}</b>${words(tile)}</li>`)}</ol>
<p class="small soft">${door(shown, urls.groupCalendar(address), 'Put the next meetings in my calendar')}. There they are called “Appointment”, and nothing else.</p></section>`;
};

const firstSession = (
  { firstSession: words }: Listing,
  lang: string | undefined,
): Html => html`<section class="stack" aria-labelledby="first"><h2 id="first">What a first meeting is like</h2>
<p ${attributes({ lang })}>${words}</p>
<p><a href="${urls.firstSession()}">More about first meetings</a></p></section>`;

/** A link to a page of this group; a draft has none yet, so that its preview only names it. */
const door = ({ isPreview = false }: GroupPage, address: string, words: string): Html =>
  isPreview ? html`<span class="soft">${words}</span>` : html`<a href="${address}">${words}</a>`;

const asking = (shown: GroupPage): Html => {
  const { address, facilitators } = shown.listing;
  return html`<section class="stack" aria-labelledby="before"><h2 id="before">Before you decide</h2>
<p>Everybody in a group agrees to the same few promises, about privacy most of all. <a href="${urls.agreement()}">Read the group agreement</a></p>
<p>Not sure whether it fits? ${door(shown, urls.groupQuestion(address), `Ask the ${facilitators.length === 1 ? 'facilitator' : 'facilitators'} a question`)}. It costs nothing, and you can still say no.</p></section>`;
};
