import { urls } from '../../../urls.ts';
import type { Item } from '../checklist.ts';

type Words = {
  readonly title: string;
  readonly why: string;
  /** The screen where it is done; absent where that is this page, or no page at all. */
  readonly way?: { readonly href: string; readonly words: string };
};

const SETTINGS = { href: urls.practiceSettings(), words: 'Names and contact' };

/** What each line is called, why a practice needs it, and where it is done. */
export const ITEMS: Readonly<Record<Item, Words>> = {
  name: {
    title: 'Name',
    why: 'It stands on every page, so that people know whose door this is.',
    way: SETTINGS,
  },
  'neutral-name': {
    title: 'Neutral name',
    why: 'Bank statements lie open on tables. This name stands there, at PayPal and above every letter, and says nothing of health.',
    way: SETTINGS,
  },
  contact: {
    title: 'How to reach you',
    why: 'People write before they come, and the law wants a postal address where something is sold.',
    way: SETTINGS,
  },
  region: {
    title: 'Country and time',
    why: 'Crisis numbers, the hours of meetings, the currency and the rules for giving back follow from them.',
    way: SETTINGS,
  },
  crisis: {
    title: 'Crisis numbers',
    why: 'They stand on every page and may be called in the worst hour of a life. Numbers change: somebody has to have called them.',
  },
  colors: {
    title: 'Colors',
    why: 'A practice may wear its own color. Each one is looked at first, so that it can be read.',
    way: { href: urls.practiceColors(), words: 'Colors' },
  },
  facilitator: {
    title: 'Facilitators',
    why: 'People come to people. Whoever holds a group is named on its page.',
    way: { href: urls.practiceFacilitators(), words: 'Facilitators' },
  },
  agreement: {
    title: 'Group agreement',
    why: 'Everybody signs it before they pay: what is said here stays here.',
    way: { href: urls.practiceAgreements(), words: 'Group agreement' },
  },
  'refund-rule': {
    title: 'Refund rule',
    why: 'It says what goes back when a chair is given back. Buyers read it before they pay, and it binds you.',
    way: { href: urls.deskRefundRule(), words: 'Refund rule' },
  },
  group: {
    title: 'A group on the site',
    why: 'Without one there is nothing to come to.',
    way: { href: urls.deskGroups(), words: 'Groups' },
  },
  paypal: {
    title: 'PayPal',
    why: 'It takes the money. The credentials belong to whoever runs this server; they are no setting of the desk.',
  },
  webhook: {
    title: 'News from PayPal',
    why: 'PayPal tells by itself when money moved. Without its news we ask every few minutes, and hear of disputes late.',
  },
  mail: {
    title: 'Mail',
    why: 'Receipts, private links and moved dates travel by mail. Where it leaves is set by whoever runs this server.',
  },
};
