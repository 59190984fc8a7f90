import { urls } from '../urls.ts';
import { type CrisisLine, crisisRegion, EVERYWHERE } from './crisis-lines.ts';
import { flat, type Html, html } from './html.ts';

/** The card with a way to somebody who answers now. It stands on every page and depends on nothing. */
export const crisisCard = (region: string, level: 2 | 3 = 2): Html => {
  const key = `${region} ${level}`;
  const known = drawn.get(key) ?? flat(draw(region, level));
  // A region is two letters of a practice's settings, so the map stays small.
  drawn.set(key, known);
  return known;
};

const drawn = new Map<string, Html>();

const draw = (region: string, level: 2 | 3): Html => {
  const known = crisisRegion(region);
  const title = 'If you are thinking of ending your life, or you are not safe';
  const heading = level === 2 ? html`<h2 id="crisis-h">${title}</h2>` : html`<h3 id="crisis-h">${title}</h3>`;
  return html`<section class="crisis" aria-labelledby="crisis-h">
  ${heading}
  ${known ? regionWords(known.lines[0], known.emergency, known.place) : anywhereWords()}
  <p class="small">Nobody watches this site in real time.</p>
</section>`;
};

const regionWords = (
  line: CrisisLine,
  emergency: string,
  place: string,
): Html => html`<p>You do not have to be sure it is an emergency. ${verbs(line)} <b>${line.number}</b> (${line.name}, ${line.hours}, in ${place}). In danger now? Call <b>${emergency}</b>. Somewhere else? <a href="${urls.crisis()}">See lines near you</a>.</p>
  ${lineButtons(line)}`;

const anywhereWords = (): Html =>
  html`<p>You do not have to be sure it is an emergency. In danger now? Call your local emergency number. To talk with somebody, <a href="${urls.crisis()}">see lines near you</a> or <a href="${EVERYWHERE.address}" rel="noreferrer">${EVERYWHERE.name}</a>.</p>`;

const verbs = (line: CrisisLine): string => (line.text ? 'Call or text' : 'Call');

/** Call and text buttons of one line. */
export const lineButtons = (line: CrisisLine): Html =>
  html`<p class="row">${line.call && html`<a class="btn" href="tel:${line.call}">Call ${line.number}</a>`}${line.text && html`<a class="btn" href="sms:${line.text}">Text ${line.number}</a>`}</p>`;

/** The few words at the top of every page. */
export const crisisInBrief = (region: string): Html => {
  const line = crisisRegion(region)?.lines[0];
  return line?.call
    ? html`<p>In crisis? <a href="tel:${line.call}">${verbs(line)} ${line.number}</a></p>`
    : html`<p>In crisis? <a href="${urls.crisis()}">See lines near you</a></p>`;
};
