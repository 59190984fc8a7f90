import type { Db } from './platform/db.ts';
import { openGroupCards } from './shop/catalogue/public.ts';
import { ruleInForce, ruleList } from './shop/refund-rule/public.ts';
import { aboutPage, firstSessionPage } from './site/about/public.ts';
import { contactPage } from './site/contact/public.ts';
import { homePage } from './site/home/public.ts';
import { accessibilityPage, privacyPage, termsPage } from './site/legal/public.ts';
import type { Place, ShownWords } from './site/words/public.ts';
import type { Frame } from './ui/frame.ts';
import type { Html } from './ui/html.ts';

type Draw = (db: Db, frame: Frame, shown: ShownWords) => Html | Promise<Html>;

const home: Draw = async ({ sql }, frame, { words, practice }) =>
  homePage(frame, { words, cards: await openGroupCards(sql, practice.id, 2) });
const terms: Draw = async ({ sql }, frame, { words, practice }) =>
  termsPage(frame, words, ruleList(await ruleInForce(sql, practice), practice));

/** The public page on which each place for own words stands. */
const PAGES = {
  'home-notice': home,
  'home-title': home,
  'home-introduction': home,
  'home-questions': home,
  about: (_db, frame, { words }) => aboutPage(frame, words),
  'first-meeting': (_db, frame, { words }) => firstSessionPage(frame, words),
  contact: (_db, frame, { words }) => contactPage(frame, { words, stamp: '' }),
  privacy: (_db, frame, { words }) => privacyPage(frame, words),
  terms,
  'money-back': terms,
  accessibility: (_db, frame, { words }) => accessibilityPage(frame, words),
} as const satisfies Record<Place, Draw>;

/** Draws the page of a place with these words. */
export const wordPages =
  (db: Db) =>
  async (place: Place, frame: Frame, shown: ShownWords): Promise<Html> =>
    PAGES[place](db, frame, shown);
