import { badge } from '../../../ui/badge.ts';
import { seatRing } from '../../../ui/drawings/seat-ring.ts';
import { attributes, flat, type Html, html } from '../../../ui/html.ts';
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

/** A group among others: ring, name, state of its chairs, two sentences, facts. Drawn once for each state of its seats. */
export const groupCard = (shown: ShownCard, look: CardLook): Html => {
  const of = stateOf(shown, look);
  const known = drawn.get(shown.card);
  if (known?.of === of) return known.markup;
  const markup = flat(draw(shown, look));
  drawn.set(shown.card, { of, markup });
  return markup;
};

/** A card's words change only with the card itself; all else that is drawn of it stands in this key. */
const drawn = new WeakMap<Card, { readonly of: string; readonly markup: Html }>();

const stateOf = ({ begun, seats }: ShownCard, { locale, level }: CardLook): string =>
  `${seats.capacity},${seats.held},${seats.confirmed},${seats.minSeats},${begun},${level},${locale}`;

const draw = ({ card, begun, seats }: ShownCard, look: CardLook): Html => {
  const note = noteOf({ kind: card.kind, begun, seats });
  return html`<article class="card"><div class="group">${ringOf(seats, card.facilitators.length)}
<div class="stack name g2">${heading(card, look.level)}<p class="row">${badge(note.words, note.look)}</p></div>
${facts(card, begun, look.locale)}
</div></article>`;
};

const ringOf = ({ capacity, held, confirmed }: Seats, facilitators: number): Html =>
  seatRing({ total: capacity, taken: confirmed, held, facilitators });

const heading = (card: Card, level: 2 | 3): Html => {
  const link = html`<a href="${urls.group(card.address)}" ${attributes({ lang: otherLanguage(card.languages) })}>${card.name}</a>`;
  return level === 2 ? html`<h2>${link}</h2>` : html`<h3>${link}</h3>`;
};

const facts = (card: Card, begun: boolean, locale: string): Html => {
  const other = otherLanguage(card.languages);
  return html`<p ${attributes({ lang: other })}>${card.summary}</p>
<dl class="facts small"><dt>When</dt><dd>${scheduleInWords(card.schedule)}</dd><dt>Where</dt><dd>${whereInWords(card.format, card.place)}</dd><dt>With</dt><dd>${card.facilitators.join(', ')}</dd><dt>Runs</dt><dd>${runInWords(card.schedule, begun, locale)}</dd>${(card.languages.length > 1 || other !== undefined) && html`<dt>Language</dt><dd>${languagesInWords(card.languages)}</dd>`}<dt>Each time</dt><dd class="price">${pricesInWords(card.prices, card.currency, locale)}</dd></dl>`;
};
