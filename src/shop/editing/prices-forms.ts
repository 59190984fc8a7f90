import { type Currency, money, toDecimal } from '../../kernel/money.ts';
import type { Tier, TierId } from '../catalogue/public.ts';
import type { PartContent } from './draft.ts';
import { type PriceProblem, readPrice } from './price.ts';
import { isEmptyRow, type Row, type RowShape, rowsIn, type Typed, withRows } from './rows.ts';
import {
  type ErrorList,
  finished,
  listErrors,
  oneLine,
  type Read,
  readText,
  readWhole,
} from './typed-forms.ts';

export const TIERS: RowShape = { name: 'tier', fields: ['id', 'name', 'line', 'price', 'fund'], most: 8 };

export const typedPrices = (content: PartContent<'prices'>, currency: Currency): Typed => {
  const rows: Row[] = content.tiers.map(({ id, name, line, unitMinor, fundSupported }) => ({
    id,
    name,
    line,
    price: toDecimal(money(unitMinor, currency)),
    fund: fundSupported === true ? 'yes' : '',
  }));
  return withRows(TIERS, { meetings_sold: String(content.meetingsSold) }, rows);
};

export type PriceChoices = {
  readonly currency: Currency;
  /** Prices that this group has or had: no form brings another one's id. */
  readonly tierIds: readonly string[];
  readonly newId: () => string;
};

const PROBLEMS = {
  'no-price': 'Please write an amount such as 45 or 45.50. Nothing to pay is 0.',
  'too-fine': 'This amount is finer than the currency’s smallest coin.',
  'too-high': 'This looks too high for one meeting. Please check it.',
} as const satisfies Record<PriceProblem, string>;

export const readPrices = (typed: Typed, choices: PriceChoices): Read<PartContent<'prices'>> => {
  const list = listErrors();
  const seen: Tier[] = [];
  for (const [index, row] of rowsIn(TIERS, typed).entries()) {
    if (isBlank(row)) continue;
    const tier = readTier(typed, { row, index, before: seen }, choices, list);
    if (seen.some(({ name }) => name !== '' && name === tier.name))
      list.add(`tier_name_${index}`, 'Two prices have this name. Please give each its own.');
    seen.push(tier);
  }
  return finished(list.errors, {
    tiers: seen,
    meetingsSold: readWhole(typed, { field: 'meetings_sold', from: 1, to: 60 }, list),
  });
};

/** A row whose id alone is left was emptied: the price is taken away. */
const isBlank = ({ id: _id, fund: _fund, ...row }: Row): boolean => isEmptyRow(row);

const readTier = (
  typed: Typed,
  { row, index, before }: { readonly row: Row; readonly index: number; readonly before: readonly Tier[] },
  { currency, tierIds, newId }: PriceChoices,
  list: ErrorList,
): Tier => {
  const name = readText(typed, { field: `tier_name_${index}`, most: 40 }, list);
  if (name === '') list.add(`tier_name_${index}`, 'Please give this price a name, such as “Even”.');
  const price = readPrice(oneLine(row['price']), currency);
  if (!price.ok) list.add(`tier_price_${index}`, PROBLEMS[price.refusal]);
  const isKnown = tierIds.includes(row['id'] ?? '') && !before.some(({ id }) => id === row['id']);
  return {
    id: (isKnown ? row['id'] : newId()) as TierId,
    name,
    line: readText(typed, { field: `tier_line_${index}`, most: 120 }, list),
    unitMinor: price.ok ? price.value : 0,
    fundSupported: row['fund'] === 'yes',
  };
};
