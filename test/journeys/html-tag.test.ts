// The escaping tag against a browser's own parser: no value ever becomes an element, an attribute or a scheme.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { attributes, html, jsonData } from '../../src/ui/html.ts';
import { openBrowser } from '../support/browser.ts';

const browser = await openBrowser();

const ROUNDS = 2000;
const pieces = [
  '<',
  '>',
  '"',
  "'",
  '&',
  '=',
  '/',
  '`',
  ' ',
  '\n',
  '\t',
  '-->',
  '<!--',
  '</script>',
  '</textarea>',
  '</title>',
  '<img src=x onerror=alert(1)>',
  'javascript:',
  'data:',
  '&quot;',
  '&#x3c;',
  '&colon;',
  '\u0000',
  '\u2028',
  '\\',
  'on',
  'x',
  'ß',
  '😀',
];
const nasty = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((parts) => parts.join('')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme' }) },
);

const draw = (value: string) =>
  html`<section><title>${value}</title><p title="${value}" class='a ${value}' ${attributes({ lang: value })}>${value}</p><a href="${value}">x</a><a href="/groups/${value}">x</a><textarea>
${value}</textarea><svg viewBox="0 0 1 1" aria-label="${value}"><text>${value}</text></svg><select><option value="${value}">${value}</option></select>${jsonData({ value })}</section>`
    .text;

test('parsed by a browser, the elements and attributes are those of the template, the texts those of the value', async () => {
  const samples = fc.sample(nasty, ROUNDS).map((value) => ({ value, markup: draw(value) }));
  const visit = await browser.visit();
  const [plain, ...found] = await visit.page.evaluate(
    (all) =>
      all.map(({ markup }) => {
        const body = new DOMParser().parseFromString(
          `<!doctype html><base href="https://here.example/"><body>${markup}`,
          'text/html',
        ).body;
        const elements = [...body.querySelectorAll('*')];
        return {
          shape: elements.map((one) => `${one.tagName} ${one.getAttributeNames().sort().join()}`).join('|'),
          text: body.querySelector('p')?.textContent ?? '',
          title: body.querySelector('p')?.title ?? '',
          area: body.querySelector('textarea')?.value ?? '',
          schemes: [...body.querySelectorAll('a')].map((link) => link.protocol),
          data: body.querySelector('script')?.textContent ?? '',
        };
      }),
    [{ value: 'plain', markup: draw('plain') }, ...samples],
  );
  assert.ok(plain?.shape.startsWith('SECTION |TITLE |P class,lang,title|A href'), plain?.shape);
  // What every HTML parser does to text: one kind of line end, no NUL.
  const read = (text: string) => text.replace(/\r\n?/g, '\n');
  for (const [index, one] of found.entries()) {
    const value = samples[index]?.value ?? '';
    const say = JSON.stringify(value);
    assert.equal(one.shape, plain?.shape, say);
    assert.equal(one.text, read(value).replaceAll('\u0000', ''), say);
    assert.equal(one.title, read(value).replaceAll('\u0000', '\ufffd'), say);
    assert.equal(one.area, read(value).replaceAll('\u0000', '\ufffd'), say);
    for (const scheme of one.schemes) assert.match(scheme, /^(?:https?|mailto|tel|sms|):$/, say);
    assert.deepEqual(JSON.parse(one.data), { value }, say);
  }
  assert.equal(found.length, ROUNDS);
  await visit.close();
});

test('the same check sees a value that was not escaped', async () => {
  const visit = await browser.visit();
  const count = await visit.page.evaluate(
    (markup) => new DOMParser().parseFromString(markup, 'text/html').body.querySelectorAll('*').length,
    `<p title="${'"><b>'}">x</p>`,
  );
  assert.equal(count, 2);
  await visit.close();
});
