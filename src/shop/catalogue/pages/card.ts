import { badge } from '../../../ui/badge.ts';
import { seatRing } from '../../../ui/drawings/seat-ring.ts';
import { attributes, type Html, html } from '../../../ui/html.ts';
import { urls } from '../../../urls.ts';
import type { Card, Seats } from '../listing.ts';
import { languagesInWords, noteOf, otherLanguage, whereInWords } from '../listing-words.ts';
import { pricesInWords } from '../price-words.ts';
import { runInWords, scheduleInWords } from '../schedule-words.ts';

export type ShownCard = {
  readonly card: Card;
  readonly begun: boolean;
  /** The ledger's counters, fresher than the card's own. */
  readonly seats: Seats;
};

export type CardLook = { readonly locale: string; readonly level: 2 | 3 };

/** A group among others: ring, name, state of its chairs, two sentences, facts. */
export const groupCard = ({ card, begun, seats }: ShownCard, look: CardLook): Html => {
  const { name, facts } = wordsOf({ card, begun }, look);
  const note = noteOf({ kind: card.kind, begun, seats });
  return html`<article class="card"><div class="group">${ringOf(seats, card.facilitators.length)}
<div class="stack name g2">${name}<p class="row">${badge(note.words, note.look)}</p></div>
${facts}
</div></article>`;
};

const ringOf = ({ capacity, held, confirmed }: Seats, facilitators: number): Html => {
  const key = [capacity, confirmed, held, facilitators].join();
  const known = rings.get(key);
  if (known) return known;
  const ring = seatRing({ total: capacity, taken: confirmed, held, facilitators });
  if (rings.size > 2000) rings.clear();
  rings.set(key, ring);
  return ring;
};

/** A ring is its four numbers, and a page has two dozen of them. */
const rings = new Map<string, Html>();

type Words = {
  readonly begun: boolean;
  readonly locale: string;
  readonly level: number;
  readonly name: Html;
  readonly facts: Html;
};

/** The words of a card change only with the card itself, so they are drawn once for each. */
const drawn = new WeakMap<Card, Words>();

const wordsOf = ({ card, begun }: Pick<ShownCard, 'card' | 'begun'>, { locale, level }: CardLook): Words => {
  const known = drawn.get(card);
  if (known?.begun === begun && known.locale === locale && known.level === level) return known;
  const made = { begun, locale, level, name: heading(card, level), facts: facts(card, begun, locale) };
  drawn.set(card, made);
  return made;
};

const heading = (card: Card, level: 2 | 3): Html => {
  const link = html`<a href="${urls.group(card.address)}" ${attributes({ lang: otherLanguage(card.languages) })}>${card.name}</a>`;
  return level === 2 ? html`<h2>${link}</h2>` : html`<h3>${link}</h3>`;
};

const facts = (card: Card, begun: boolean, locale: string): Html => {
  const other = otherLanguage(card.languages);
  return html`<p ${attributes({ lang: other })}>${card.summary}</p>
<dl class="facts small"><dt>When</dt><dd>${scheduleInWords(card.schedule)}</dd><dt>Where</dt><dd>${whereInWords(card.format, card.place)}</dd><dt>With</dt><dd>${card.facilitators.join(', ')}</dd><dt>Runs</dt><dd>${runInWords(card.schedule, begun, locale)}</dd>${(card.languages.length > 1 || other !== undefined) && html`<dt>Language</dt><dd>${languagesInWords(card.languages)}</dd>`}<dt>Each time</dt><dd class="price">${pricesInWords(card.prices, card.currency, locale)}</dd></dl>`;
};
