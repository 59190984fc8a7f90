/** `amount` is a number that keeps its decimals, also below zero: "-45.00" of our own making is no formula. */
export type CsvValue = string | number | { readonly amount: string } | null;

/** Spreadsheets take a cell that begins so for a formula; what strangers typed must not run at the desk. */
const FORMULA = /^\s*[=+\-@\t\r＝＋－＠]/;

/** One cell by RFC 4180; text that a spreadsheet would run is led by an apostrophe. */
export const cell = (value: CsvValue): string => {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'object') return value.amount;
  const harmless = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) || harmless !== harmless.trim()
    ? `"${harmless.replaceAll('"', '""')}"`
    : harmless;
};

export const row = (values: readonly CsvValue[]): string => `${values.map(cell).join(',')}\r\n`;

/** Spreadsheets read UTF-8 only where the file begins with this. */
export const BYTE_ORDER_MARK = '\uFEFF';
