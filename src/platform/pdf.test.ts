import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Temporal } from '../kernel/time.ts';
import { type PdfPage, printPdf } from './pdf.ts';

const PAGE: PdfPage = {
  title: 'Invoice 1001',
  lang: 'en-US',
  at: Temporal.Instant.from('2026-11-01T10:00:00Z'),
  author: 'Rowan Street',
  parts: [
    { sides: [['Rowan Street', '214 Rowan Street'], []] },
    { heading: 'Invoice 1001' },
    { words: 'Łódź, Şişli, Őrség: “quoted” — 12,50 €', quiet: true },
    {
      columns: [
        { head: 'What', share: 3 },
        { head: 'Amount', share: 1, number: true },
      ],
      rows: [['8 appointments', '$360.00']],
      foot: [['Total', '$360.00']],
    },
  ],
};

const pagesIn = (file: Buffer) => [...file.toString('latin1').matchAll(/\/Type \/Page\b/g)].length;

test('a page is a tagged PDF in its language, with a title that is shown', async () => {
  const text = (await printPdf(PAGE)).toString('latin1');
  assert.match(text, /^%PDF-1\.7/);
  for (const part of [/\/MarkInfo/, /\/Marked true/, /\/Lang \(en-US\)/, /\/DisplayDocTitle true/])
    assert.match(text, part);
  for (const kind of ['H1', 'P', 'Table', 'TR', 'TH', 'TD'])
    assert.ok(text.includes(`/S /${kind}`), `${kind} is tagged`);
});

test('the same page is the same bytes, and another page is not', async () => {
  const [one, other] = [await printPdf(PAGE), await printPdf(PAGE)];
  assert.ok(one.equals(other));
  assert.ok(!one.equals(await printPdf({ ...PAGE, title: 'Invoice 1002' })));
});

test('letters of both faces are embedded, and scripts that neither has do no harm', async () => {
  const text = (await printPdf(PAGE)).toString('latin1');
  assert.equal([...text.matchAll(/\/FontFile2/g)].length, 2);
  const strange = { words: 'Дмитро 太郎 🙂 \u0000 مرحبا' };
  assert.ok((await printPdf({ ...PAGE, parts: [strange] })).length > 1_000);
});

test('a long table goes on over pages', async () => {
  const rows = Array.from({ length: 120 }, (_, index) => [`Row ${index}, ${'word '.repeat(20)}`, '$1.00']);
  const columns = [
    { head: 'What', share: 3 },
    { head: 'Amount', share: 1, number: true },
  ];
  assert.equal(pagesIn(await printPdf(PAGE)), 1);
  assert.ok(pagesIn(await printPdf({ ...PAGE, parts: [{ columns, rows, foot: [] }] })) >= 3);
});
