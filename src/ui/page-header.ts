import { urls } from '../urls.ts';
import { crisisInBrief } from './crisis.ts';
import { mark } from './drawings/mark.ts';
import type { Frame, PageOptions } from './frame.ts';
import { attributes, type Html, html } from './html.ts';

/** Where "Leave this site" leads: a page nobody wonders about, known in the region. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  US: 'https://www.weather.gov/',
  GB: 'https://www.metoffice.gov.uk/',
  AU: 'https://www.bom.gov.au/',
};

/** Help and the way out, first on every page and always on screen. It says nothing of therapy. */
export const strip = (
  frame: Frame,
): Html => html`<aside class="strip" aria-label="Help and quick exit"><div class="wrap">
${crisisInBrief(frame.practice.region)}
<quick-exit><a class="exit" href="${ELSEWHERE[frame.practice.region] ?? 'https://www.wikipedia.org/'}" rel="noreferrer">Leave this site</a></quick-exit>
</div></aside>`;

export const exampleBanner = (): Html =>
  html`<aside class="banner" aria-label="Example mode">Example practice. Nothing here is real: no money moves, and no mail leaves this computer.</aside>`;

type Entry = readonly [address: string, words: string];

const ownRoom = ({ signedIn }: Frame): Entry => {
  if (signedIn?.desk) return [urls.desk(), 'Desk'];
  if (signedIn?.facilitates) return [urls.deskApplications(), 'Desk'];
  return [urls.signIn(), signedIn ? 'Signed in' : 'Sign in'];
};

const publicEntries = (frame: Frame): readonly Entry[] => [
  [urls.groups(), 'Find a group'],
  [urls.benefits(), 'What groups do'],
  [urls.firstSession(), 'Your first meeting'],
  ownRoom(frame),
];

const DESK_ENTRIES: readonly Entry[] = [
  [urls.desk(), 'Today'],
  [urls.deskGroups(), 'Groups'],
  [urls.deskWaiting(), 'Waiting'],
  [urls.deskApplications(), 'Applications'],
  [urls.deskOrders(), 'Orders'],
  [urls.deskShop(), 'Shop'],
  [urls.practice(), 'Practice'],
  [urls.home(), 'The public site'],
];

/** Whoever facilitates groups and does not sit at the desk has two rooms there. */
const FACILITATOR_ENTRIES: readonly Entry[] = [
  [urls.deskApplications(), 'Applications'],
  [urls.deskWaiting(), 'Waiting'],
  [urls.home(), 'The public site'],
];

const roomsOf = ({ signedIn }: Frame): readonly Entry[] =>
  signedIn?.desk === false ? FACILITATOR_ENTRIES : DESK_ENTRIES;

export const pageHeader = (frame: Frame, { room, current }: PageOptions): Html => {
  const desk = room === 'desk';
  const entries = desk ? roomsOf(frame) : publicEntries(frame);
  return html`<header class="top wrap">
<a class="brand" href="${desk ? (entries[0]?.[0] ?? urls.desk()) : urls.home()}">${mark()}<span>${frame.practice.name}<small>${desk ? 'The desk' : 'Therapy groups'}</small></span></a>
<nav aria-label="Main"><button class="btn quiet sm menu" type="button" popovertarget="nav">Menu</button><div id="nav" popover>${entries.map((entry) => navLink(entry, current))}</div></nav>
${desk ? signOut(frame) : cartLink(frame.cartCount)}
</header>`;
};

const navLink = ([address, words]: Entry, current: string | undefined): Html =>
  html`<a href="${address}" ${attributes({ 'aria-current': address === current && 'page' })}>${words}</a>`;

/** With script the cart opens over the page; without, it is a page. Only a chair that is yours gets the lamp. */
const cartLink = (count: number): Html =>
  html`<cart-drawer><a class="cart" href="${urls.cart()}">Cart${count > 0 && html` <span class="count">${count}<span class="vh"> in it</span></span>`}</a></cart-drawer>`;

const signOut = (frame: Frame): Html =>
  html`<form class="out" method="post" action="${urls.signOut()}">${frame.signedIn && html`<span class="small soft">${frame.signedIn.name}</span>`}<button class="btn plain sm" type="submit">Sign out</button></form>`;
