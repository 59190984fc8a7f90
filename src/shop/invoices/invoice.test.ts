import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  counterFor,
  type InvoiceDocument,
  type InvoiceLine,
  invoiceFor,
  partOf,
  replacementFor,
  restoringFor,
  taxesOf,
} from './invoice.ts';

const frame = {
  seller: { name: 'Rowan Street Group Practice', lines: ['214 Rowan Street'] },
  buyer: { name: 'Pia Payer', lines: [] },
  orderNumber: 1001,
  placedOn: '2026-10-01',
  issuedOn: '2026-10-01',
  currency: 'USD',
  locale: 'en-US',
} as const;
const change = { number: 7, issuedOn: '2026-11-01', because: 'Given back', words: 'Given back' };

const line = (payableMinor: number, taxRate: number, taxMinor: number): InvoiceLine => ({
  words: 'Appointments',
  count: 1,
  unitMinor: payableMinor,
  savings: [],
  payableMinor,
  taxRate,
  taxMinor,
});

/** A line whose tax is its part of the price, rounded: as prices with tax within are frozen. */
const anyLine = fc
  .tuple(fc.integer({ min: 0, max: 500_000 }), fc.constantFrom(0, 7_000, 19_000, 5_125))
  .map(([payable, rate]) => line(payable, rate, Math.round((payable * rate) / (100_000 + rate))));
const anyInvoice = fc
  .array(anyLine, { minLength: 1, maxLength: 6 })
  .filter((lines) => lines.some(({ payableMinor }) => payableMinor > 0))
  .map((lines) => invoiceFor(frame, lines));
const total = (amounts: readonly number[]) => amounts.reduce((sum, minor) => sum + minor, 0);

/** Cuts an invoice's sum into parts at random places. */
const cuts = (invoice: InvoiceDocument, places: readonly number[]) => {
  const marks = [...new Set(places.map((place) => place % invoice.totalMinor))].filter((mark) => mark > 0);
  const ends = [...marks.sort((a, b) => a - b), invoice.totalMinor];
  return ends.map((end, index) => ({
    beforeMinor: ends[index - 1] ?? 0,
    amountMinor: end - (ends[index - 1] ?? 0),
  }));
};

test('an invoice sums to what its lines cost, by rate and in all', () => {
  const invoice = invoiceFor(frame, [
    line(11_900, 19_000, 1_900),
    line(4_500, 0, 0),
    line(2_380, 19_000, 380),
  ]);
  assert.deepEqual(invoice.taxes, [
    { rate: 19_000, netMinor: 12_000, taxMinor: 2_280, grossMinor: 14_280 },
    { rate: 0, netMinor: 4_500, taxMinor: 0, grossMinor: 4_500 },
  ]);
  assert.deepEqual([invoice.totalMinor, invoice.taxMinor], [18_780, 2_280]);
});

test('counter-invoices for all parts of an invoice are the invoice, tax for tax', () => {
  fc.assert(
    fc.property(anyInvoice, fc.array(fc.nat()), (invoice, places) => {
      const parts = cuts(invoice, places).map((part) => counterFor(invoice, part, change));
      assert.equal(total(parts.map(({ totalMinor }) => totalMinor)), -invoice.totalMinor);
      for (const { rate, grossMinor, taxMinor } of invoice.taxes) {
        const back = parts.flatMap(({ taxes }) => taxes.filter((sum) => sum.rate === rate));
        assert.equal(total(back.map((sum) => sum.grossMinor)) + grossMinor, 0);
        assert.equal(total(back.map((sum) => sum.taxMinor)) + taxMinor, 0);
      }
    }),
  );
});

test('each part is exactly the money that went back, and no tax in it is larger than itself', () => {
  fc.assert(
    fc.property(anyInvoice, fc.array(fc.nat()), (invoice, places) => {
      for (const part of cuts(invoice, places)) {
        const taxes = partOf(invoice.taxes, part);
        assert.equal(total(taxes.map(({ grossMinor }) => grossMinor)), part.amountMinor);
        for (const sum of taxes) {
          assert.equal(sum.netMinor + sum.taxMinor, sum.grossMinor);
          assert.ok(sum.grossMinor >= -1, 'a cent of rounding may wander from one rate to the next');
          assert.ok(sum.taxMinor >= -1 && sum.taxMinor <= sum.grossMinor + 1, 'within a cent of rounding');
        }
      }
    }),
  );
});

test('lines, taxes and sums of every kind of document agree', () => {
  fc.assert(
    fc.property(anyInvoice, fc.nat(), (invoice, place) => {
      const [part] = cuts(invoice, [place]);
      const counter = counterFor(
        invoice,
        part ?? { beforeMinor: 0, amountMinor: invoice.totalMinor },
        change,
      );
      const documents = [invoice, counter, restoringFor(counter, change)];
      for (const { lines, taxes, totalMinor, taxMinor } of documents) {
        assert.equal(total(lines.map(({ payableMinor }) => payableMinor)), totalMinor);
        assert.equal(total(taxes.map((sum) => sum.taxMinor)), taxMinor);
        assert.deepEqual(
          taxesOf(lines).filter(({ grossMinor }) => grossMinor !== 0),
          taxes.filter(({ grossMinor }) => grossMinor !== 0),
        );
      }
      assert.equal(counter.totalMinor + (documents[2]?.totalMinor ?? 0), 0);
    }),
  );
});

test('a replacement is the invoice less what was given back before', () => {
  const invoice = invoiceFor(frame, [line(11_900, 19_000, 1_900)]);
  const buyer = { name: 'Payer GmbH', lines: ['Hauptstraße 1'] };
  const whole = replacementFor(invoice, { buyer, takenMinor: 0 }, change);
  assert.deepEqual([whole.totalMinor, whole.taxMinor, whole.buyer], [11_900, 1_900, buyer]);
  const rest = replacementFor(invoice, { buyer, takenMinor: 5_950 }, change);
  assert.deepEqual([rest.totalMinor, rest.taxMinor, rest.lines.length], [5_950, 950, 2]);
});

test('more than an invoice says never goes back', () => {
  const { taxes } = invoiceFor(frame, [line(1_000, 0, 0)]);
  for (const part of [
    { beforeMinor: 0, amountMinor: 1_001 },
    { beforeMinor: 600, amountMinor: 401 },
    { beforeMinor: 0, amountMinor: 0 },
  ])
    assert.throws(() => partOf(taxes, part), /goes back/);
});
