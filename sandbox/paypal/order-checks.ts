import {
  type Currency,
  fromDecimal,
  isCurrency,
  type Money,
  money,
  sum,
  times,
  zero,
} from '../../src/kernel/money.ts';
import type { Flaw } from './answer.ts';
import type { AmountRequest, ItemRequest, UnitRequest } from './order-forms.ts';
import type { WireMoney } from './records.ts';

/** An amount that passed: or the flaws that stop it. */
export type ReadAmount = { readonly money: Money | undefined; readonly flaws: readonly Flaw[] };

/** Reads one amount; `zeroAllowed` for the parts of a breakdown, which may be nothing but not less. */
export const readAmount = (wire: WireMoney, field: string, zeroAllowed = false): ReadAmount => {
  const flaw = (issue: Flaw['issue'], at: string, value: string): ReadAmount => ({
    money: undefined,
    flaws: [{ issue, field: `${field}/${at}`, value, location: 'body' }],
  });
  if (!isCurrency(wire.currency_code))
    return flaw('INVALID_CURRENCY_CODE', 'currency_code', wire.currency_code);
  if (/^-?\d{14,}/.test(wire.value)) return flaw('MAX_VALUE_EXCEEDED', 'value', wire.value);
  const read = fromDecimal(wire.value.replace(/^(-?)\./, '$10.'), wire.currency_code);
  if (!read) return flaw('DECIMAL_PRECISION', 'value', wire.value);
  if (zeroAllowed && read.minor < 0) return flaw('CANNOT_BE_NEGATIVE', 'value', wire.value);
  if (!zeroAllowed && read.minor <= 0) return flaw('CANNOT_BE_ZERO_OR_NEGATIVE', 'value', wire.value);
  return { money: read, flaws: [] };
};

/** Everything PayPal would object to in the units of an order, once their form is right. */
export const checkUnits = (units: readonly UnitRequest[]): Flaw[] => {
  const flaws = [...checkReferences(units), ...units.flatMap(checkUnit)];
  const currencies = new Set(units.map((unit) => unit.amount.currency_code));
  return currencies.size > 1
    ? [...flaws, { issue: 'MULTI_CURRENCY_ORDER', field: '/purchase_units' }]
    : flaws;
};

/** Where PayPal says a unit stands. */
export const unitPointer = (unit: UnitRequest): string =>
  `/purchase_units/@reference_id=='${unit.reference_id ?? 'default'}'`;

const checkReferences = (units: readonly UnitRequest[]): Flaw[] => {
  if (units.length > 1 && units.some((unit) => unit.reference_id === undefined))
    return [{ issue: 'REFERENCE_ID_REQUIRED', field: '/purchase_units', location: 'body' }];
  const names = units.map((unit) => unit.reference_id);
  return new Set(names).size < names.length
    ? [{ issue: 'DUPLICATE_REFERENCE_ID', field: '/purchase_units', location: 'body' }]
    : [];
};

const checkUnit = (unit: UnitRequest): Flaw[] => {
  const field = `${unitPointer(unit)}/amount`;
  const whole = readAmount(unit.amount, field);
  if (!whole.money) return [...whole.flaws];
  const parts = Object.entries(unit.amount.breakdown ?? {});
  const foreign = [
    ...parts.map(([, part]) => part),
    ...(unit.items ?? []).map((item) => item.unit_amount),
  ].some((part) => part !== undefined && part.currency_code !== unit.amount.currency_code);
  if (foreign) return [{ issue: 'MULTI_CURRENCY_ORDER', field, location: 'body' }];
  const partFlaws = parts.flatMap(([name, part]) =>
    part ? readAmount(part, `${field}/breakdown/${name}`, true).flaws : [],
  );
  if (partFlaws.length > 0) return partFlaws;
  return [...checkItems(unit, whole.money.currency), ...checkSum(unit.amount, whole.money, field)];
};

const part = (
  amount: AmountRequest,
  name: keyof NonNullable<AmountRequest['breakdown']>,
  currency: Currency,
): Money => {
  const wire = amount.breakdown?.[name];
  return (wire && fromDecimal(wire.value, currency)) || zero(currency);
};

const checkSum = (amount: AmountRequest, whole: Money, field: string): Flaw[] => {
  if (!amount.breakdown) return [];
  const value = (name: keyof NonNullable<AmountRequest['breakdown']>) =>
    part(amount, name, whole.currency).minor;
  const expected =
    value('item_total') +
    value('tax_total') +
    value('shipping') +
    value('handling') +
    value('insurance') -
    value('shipping_discount') -
    value('discount');
  return expected === whole.minor
    ? []
    : [{ issue: 'AMOUNT_MISMATCH', field: `${field}/value`, value: amount.value, location: 'body' }];
};

const checkItems = (unit: UnitRequest, currency: Currency): Flaw[] => {
  const items = unit.items ?? [];
  if (items.length === 0) return [];
  const field = `${unitPointer(unit)}/amount/breakdown`;
  const total = (wire: (item: ItemRequest) => WireMoney | undefined): Money | undefined => {
    const lines = items.map((item) => {
      const amount = wire(item);
      if (!amount) return zero(currency);
      const unitAmount = fromDecimal(amount.value, currency);
      return unitAmount && times(unitAmount, Number(item.quantity));
    });
    return lines.every((line) => line !== undefined) ? sum(lines, currency) : undefined;
  };
  const itemTotal = total((item) => item.unit_amount);
  const taxTotal = total((item) => item.tax);
  if (!itemTotal || !taxTotal)
    return [{ issue: 'DECIMAL_PRECISION', field: `${unitPointer(unit)}/items`, location: 'body' }];
  const { item_total, tax_total } = unit.amount.breakdown ?? {};
  const flaws: Flaw[] = [];
  if (!item_total)
    flaws.push({ issue: 'ITEM_TOTAL_REQUIRED', field: `${field}/item_total`, location: 'body' });
  else if (part(unit.amount, 'item_total', currency).minor !== itemTotal.minor)
    flaws.push({
      issue: 'ITEM_TOTAL_MISMATCH',
      field: `${field}/item_total/value`,
      value: item_total.value,
      location: 'body',
    });
  if (taxTotal.minor > 0 && !tax_total)
    flaws.push({ issue: 'TAX_TOTAL_REQUIRED', field: `${field}/tax_total`, location: 'body' });
  else if (
    part(unit.amount, 'tax_total', currency).minor !== taxTotal.minor &&
    items.some((item) => item.tax)
  )
    flaws.push({ issue: 'TAX_TOTAL_MISMATCH', field: `${field}/tax_total/value`, location: 'body' });
  return flaws;
};

/** PayPal's share, as the local PayPal reckons it: 3.49 % and 49 hundredths, never above the whole. */
export const feeOf = (gross: Money): Money =>
  money(Math.min(gross.minor, Math.round((gross.minor * 349) / 10_000) + 49), gross.currency);
