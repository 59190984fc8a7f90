import assert from 'node:assert/strict';
import { test } from 'node:test';
import { numberFormat, writeDate, writeTime, writeZone } from './formats.ts';
import { Temporal } from './time.ts';

const LOCALES = ['en-US', 'en-GB', 'de-DE', 'es-MX'];
const DATES = [
  { month: 'long', day: 'numeric' },
  { weekday: 'long', month: 'long', day: 'numeric' },
  { year: 'numeric', month: 'short', day: 'numeric' },
  { dateStyle: 'long' },
] as const;

test('dates read as Temporal itself would write them, at the ends of years and on leap days too', () => {
  for (const iso of ['2026-10-14', '2024-02-29', '2025-12-31', '2026-01-01'])
    for (const locale of LOCALES)
      for (const options of DATES) {
        const date = Temporal.PlainDate.from(iso);
        assert.equal(writeDate(date, locale, options), date.toLocaleString(locale, options));
      }
});

test('times of day read as Temporal itself would write them', () => {
  for (const iso of ['00:00', '06:05', '12:00', '18:30', '23:59:59'])
    for (const locale of LOCALES) {
      const time = Temporal.PlainTime.from(iso);
      const options = { hour: 'numeric', minute: '2-digit' } as const;
      assert.equal(writeTime(time, locale, options), time.toLocaleString(locale, options));
    }
});

test('a zone has the name people give it', () => {
  assert.equal(writeZone('America/Los_Angeles', 'en-US'), 'Pacific Time');
});

test('one formatter serves all who ask for the same, and another for others', () => {
  const dollars = { style: 'currency', currency: 'USD' } as const;
  assert.equal(numberFormat('en-US', dollars), numberFormat('en-US', { ...dollars }));
  assert.equal(numberFormat('en-US', dollars).format(45), '$45.00');
  assert.notEqual(numberFormat('en-US', dollars), numberFormat('de-DE', dollars));
});
