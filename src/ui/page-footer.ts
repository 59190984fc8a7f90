import { urls } from '../urls.ts';
import { crisisCard } from './crisis.ts';
import { mark } from './drawings/mark.ts';
import type { Frame } from './frame.ts';
import { attributes, flat, type Html, html } from './html.ts';

export const pageFooter = (
  frame: Frame,
  room: 'public' | 'desk',
): Html => html`<footer class="foot nine-edge"><div class="wrap stack g6">
${room === 'public' && html`<div class="split">${crisisCard(frame.practice.region)}${practiceAddress(frame)}</div><hr>`}
<div class="row apart"><p class="row">${mark()}<span>Runs on Ninefold.<br><small>Free and open source. Your practice keeps the data.</small></span></p>${themeChoice(frame)}</div>
${room === 'public' && footerLinks}
</div></footer>`;

const practiceAddress = ({ practice }: Frame): Html => html`<div class="stack"><h2>${practice.name}</h2>
<p>${practice.address.map((line, index) => html`${index > 0 && html`<br>`}${line}`)}</p>
<p>${practice.phone && html`<a href="tel:${practice.phone.replace(/[^+\d]/g, '')}">${practice.phone}</a><br>`}<a href="mailto:${practice.email}">${practice.email}</a></p></div>`;

const THEMES = [
  ['auto', 'As my device'],
  ['light', 'Day'],
  ['dark', 'Evening'],
] as const;

/** Three buttons, so that it works without script; the choice is kept in a cookie and nowhere else. */
const themeChoice = (
  frame: Frame,
): Html => html`<form class="themes small" method="post" action="${urls.theme()}" aria-label="Colors">
<input type="hidden" name="back" value="${frame.path}">
${THEMES.map(([value, words]) => html`<button type="submit" name="theme" value="${value}" ${attributes({ 'aria-pressed': String(frame.theme === value) })}>${words}</button>`)}
</form>`;

const LINKS = [
  [urls.about(), 'About us'],
  [urls.facilitators(), 'Facilitators'],
  [urls.workbooks(), 'Workbooks'],
  [urls.packages(), 'Packages'],
  [urls.contact(), 'Write to us'],
  [urls.privacy(), 'Privacy, in plain words'],
  [urls.agreement(), 'Group agreement'],
  [urls.terms(), 'Terms and money back'],
  [urls.accessibility(), 'Accessibility'],
  [urls.orderFind(), 'Find my order'],
] as const;

const footerLinks: Html = flat(
  html`<nav class="row small g5" aria-label="More">${LINKS.map(([address, words]) => html`<a href="${address}">${words}</a>`)}</nav>`,
);
