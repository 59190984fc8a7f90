import { formatMoney, type Money } from '../../../kernel/money.ts';
import { seatRing } from '../../../ui/drawings/seat-ring.ts';
import { oneBundle, oneSheet } from '../../../ui/drawings/things.ts';
import type { Frame } from '../../../ui/frame.ts';
import { attributes, type Html, html, type Piece } from '../../../ui/html.ts';
import { type PurchaseLine, runWords } from '../../../ui/purchase.ts';
import { urls } from '../../../urls.ts';
import type { LineProblem, LineView, PackageView, PartView, SeatView } from '../line.ts';

const PROBLEMS = {
  closed: 'It takes nobody new at the moment. Remove it to go on.',
  begun: 'It has begun, and takes nobody new once it has. Remove it to go on.',
  over: 'It has had its last meeting. Remove it to go on.',
  full: 'Every chair is taken or held right now. Remove it to go on, or look again later.',
  'apply-first':
    'One comes into this group after a talk and a yes. Remove it to go on; its page says how to ask.',
  'offer-elsewhere':
    'You are taking this chair in another window or on another device. Go on there, or remove it here.',
  'unknown-price': 'The price you chose is no longer offered. Please choose one below.',
  'fund-low':
    'This price is partly paid by our sponsors’ fund, and is open again when the fund has been filled. Please choose another one below, or look again later.',
  'not-sold': 'It is not sold at the moment. Remove it to go on.',
  'part-not-sold': 'A part of it cannot be had right now. Remove it to go on, or look again later.',
  twice: 'A part of it lies in your cart a second time. Remove one of the two to go on.',
} satisfies Record<LineProblem, string>;

/** Why a part of a package cannot be had; the practice chose its price, not the buyer. */
export const PART_PROBLEMS = {
  closed: 'takes nobody new at the moment',
  begun: 'has begun, and takes nobody new',
  over: 'has had its last meeting',
  full: 'every chair is taken or held right now',
  'apply-first': 'one comes in after a talk and a yes',
  'offer-elsewhere': 'you are taking it in another window',
  'unknown-price': 'its price has been withdrawn',
  'fund-low': 'its price opens again when our sponsors’ fund has been filled',
  'not-sold': 'not sold at the moment',
  'part-not-sold': 'not sold at the moment',
  twice: 'in your cart already',
} satisfies Record<LineProblem, string>;

/** One line of the cart, whatever it is. */
export const cartLine = (frame: Frame, line: LineView, from: string | undefined): PurchaseLine => {
  const { locale } = frame.practice;
  return {
    drawing: drawingOf(line),
    name: nameOf(line),
    hint: hintOf(line, locale),
    more: line.kind === 'package' && partsOf(line, locale),
    price: line.problem ? '' : priceWords(line.total, locale),
    word: wordOf(line, locale),
    doors: html`${line.kind === 'seat' && otherPrice(line, locale, from)}
<form method="post" action="${urls.cartLineRemoval(line.id)}">${fromField(from)}<button class="btn plain sm">Remove<span class="vh"> ${line.name}</span></button></form>`,
  };
};

export const priceWords = (total: Money, locale: string) =>
  total.minor === 0 ? 'Free' : formatMoney(total, locale);

export const fromField = (from: string | undefined): Html | false =>
  from !== undefined && html`<input type="hidden" name="from" value="${from}">`;

const drawingOf = (line: LineView): Html => {
  if (line.kind === 'workbook') return oneSheet();
  if (line.kind === 'package') return oneBundle();
  const { capacity, confirmed, held } = line.seats;
  return seatRing({
    total: capacity,
    taken: confirmed + (line.heldByBuyer ? 1 : 0),
    held: held - (line.heldByBuyer ? 1 : 0),
    mine: line.heldByBuyer,
  });
};

const nameOf = (line: LineView): Piece => {
  if (line.address === undefined) return line.name;
  const page = { seat: urls.group, workbook: urls.workbook, package: urls.package }[line.kind];
  return html`<a href="${page(line.address)}">${line.name}</a>`;
};

const hintOf = (line: LineView, locale: string): string => {
  if (line.kind === 'workbook') return 'A file to download after paying.';
  if (line.kind === 'package') return packageHint(line, locale);
  const run = runOf(line, locale);
  return `${run && `${run}. `}“${line.tier.name}” price${line.unit.minor === 0 ? ', free' : `, ${formatMoney(line.unit, locale)} each`}.${line.fundUnit.minor > 0 ? ` Our sponsors’ fund adds ${formatMoney(line.fundUnit, locale)} each.` : ''}`;
};

const packageHint = ({ alone, saving, problem }: PackageView, locale: string): string =>
  saving.minor > 0 && !problem
    ? `A package. Alone its parts cost ${formatMoney(alone, locale)}; together you save ${formatMoney(saving, locale)}.`
    : 'A package.';

const runOf = ({ meetings, zone }: Pick<SeatView, 'meetings' | 'zone'>, locale: string): string =>
  runWords(
    meetings.map(({ startsAt }) => startsAt),
    zone,
    locale,
  );

/** Each part with what it costs alone, so that a saving can be checked. */
const partsOf = (line: PackageView, locale: string): Html =>
  html`<ul class="small parts">${line.parts.map((part) => html`<li>${part.name}: <span class="soft">${partWords(part, locale)}</span></li>`)}</ul>`;

const partWords = (part: PartView, locale: string): Piece => {
  if (part.problem) return html`<b>${PART_PROBLEMS[part.problem]}</b>`;
  const price = priceWords(part.total, locale);
  if (part.kind === 'workbook') return `a file to download, ${price} alone`;
  return `${runOf(part, locale)}, ${price} alone`;
};

const wordOf = (line: LineView, locale: string): Html | undefined => {
  if (line.problem) return html`<p class="small error">${PROBLEMS[line.problem]}</p>`;
  if (!line.listedBefore) return undefined;
  const each = line.kind === 'seat' ? ' each' : '';
  return html`<p class="small">The price has changed since you put it in: it was ${formatMoney(line.listedBefore, locale)}${each}, now it is ${formatMoney(line.unit, locale)}.</p>`;
};

const otherPrice = (line: SeatView, locale: string, from: string | undefined): Html =>
  html`<details class="more" ${attributes({ open: line.problem === 'unknown-price' || line.problem === 'fund-low' })}><summary>Change<span class="vh"> the price of ${line.name}</span></summary>
<form class="stack g2" method="post" action="${urls.cartLine(line.id)}"><label for="tier-${line.id}">What you pay each time</label><select id="tier-${line.id}" name="tier">${line.tiers.map((tier) => html`<option ${attributes({ value: tier.id, selected: tier.id === line.tier.id })}>${tier.name}, ${formatMoney(tier.unit, locale)}</option>`)}</select>${fromField(from)}<button class="btn quiet sm">Save</button></form></details>`;
