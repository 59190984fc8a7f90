import { writeDate } from '../../../kernel/formats.ts';
import type { Frame } from '../../../ui/frame.ts';
import { html, type Piece } from '../../../ui/html.ts';
import { momentWords } from '../../../ui/local-time.ts';
import { urls } from '../../../urls.ts';
import { answeredAt, type Facts, type Item } from '../checklist.ts';

/** What the program found for one line, in words. */
export const found = (item: Item, facts: Facts, frame: Frame): Piece => FOUND[item](facts, frame);

const moment = (at: NonNullable<Facts['heardAt']>, { practice }: Frame): string =>
  momentWords(at, practice.zone, practice.locale);

const crisis: Found = ({ crisisCheck: check, numbers }, { practice }) => {
  if (!check) return 'Nobody has written down yet that the numbers on your pages were called.';
  const day = writeDate(check.on, practice.locale, { dateStyle: 'long' });
  const isSame =
    numbers.length === check.numbers.length && numbers.every((one) => check.numbers.includes(one));
  const since = isSame ? '' : ' Your pages show other numbers since then.';
  return `Called on ${day} by ${check.who}.${since}`;
};

const group: Found = ({ groups }) => {
  const { ready, alone } = groups;
  const there = ready === 1 ? 'One group is on the site.' : `${ready} groups are on the site.`;
  const named = alone.map(
    ({ id, name }, index) =>
      html`${index > 0 && ', '}<a href="${urls.deskGroupPart(id, 'people')}">${name}</a>`,
  );
  return html`${ready === 0 ? 'No group with a facilitator and a meeting to come is on the site.' : there}${alone.length > 0 && html` Nobody holds the room of ${named}.`}`;
};

const PLACES = {
  local: 'It is the one on this machine: no money is real.',
  sandbox: 'It is PayPal’s sandbox, where no money is real. Set PAYPAL_ENV to live before you open.',
  live: 'It is the real one.',
} as const satisfies Record<Facts['payPal']['place'], string>;

const paypal: Found = (facts, frame) => {
  const { place, asked } = facts.payPal;
  const last = answeredAt(facts);
  if (last) return `PayPal took our credentials on ${moment(last, frame)}. ${PLACES[place]}`;
  if (!asked)
    return `Credentials are set; PayPal has not been asked yet whether it takes them. ${PLACES[place]}`;
  const when = moment(asked.at, frame);
  return asked.answer === 'unauthorised'
    ? `On ${when} PayPal refused our credentials. Please look at PAYPAL_CLIENT_ID, PAYPAL_CLIENT_SECRET and PAYPAL_ENV.`
    : `On ${when} PayPal did not answer. Please ask again in a while; if it stays so, this server may not reach it.`;
};

const mail: Found = ({ mail: { leftAt, stuckSince } }, frame) => {
  if (stuckSince)
    return `A letter from ${moment(stuckSince, frame)} could not be sent. Please look at SMTP_URL, and at the letters that did not arrive.`;
  return leftAt ? `The last letter left on ${moment(leftAt, frame)}.` : 'No letter has left yet.';
};

const refundRule: Found = ({ rule }) =>
  rule?.isOwn
    ? `You wrote it; version ${rule.version} holds.`
    : 'The one that every practice begins with holds. Change it, or save it as it is, so that it is yours.';

type Found = (facts: Facts, frame: Frame) => Piece;

const regionNames = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'code' });
const placeName = (code: string): string => (/^[A-Z]{2}$/.test(code) ? (regionNames.of(code) ?? code) : code);

const FOUND = {
  name: ({ name }) => name,
  'neutral-name': ({ neutralName, tells }) =>
    tells === undefined ? neutralName : `“${neutralName}” speaks of health: “${tells}”.`,
  contact: ({ email, address }) =>
    address.length === 0 ? `${email}. There is no postal address yet.` : `${email}; ${address.join(', ')}`,
  region: ({ region }, { practice }) =>
    `${placeName(region)}; times of ${practice.zone.replaceAll('_', ' ')}`,
  crisis,
  colors: ({ hasOwnColor }) =>
    hasOwnColor ? 'Your own color.' : 'The color that every practice begins with.',
  facilitator: ({ facilitators }) => {
    if (facilitators === 0) return 'Nobody is named yet.';
    return facilitators === 1 ? 'One facilitator is named.' : `${facilitators} facilitators are named.`;
  },
  agreement: ({ agreement }) =>
    agreement === undefined
      ? 'There is none yet. A text to begin from is ready.'
      : `Version ${agreement} is published.`,
  'refund-rule': refundRule,
  group,
  paypal,
  webhook: ({ heardAt }, frame) =>
    heardAt
      ? `PayPal last told us something on ${moment(heardAt, frame)}.`
      : 'PayPal has not told us anything yet.',
  mail,
} as const satisfies Record<Item, Found>;
