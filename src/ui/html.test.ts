import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { attributes, flag, type Html, html, jsonData, unsafelyRaw } from './html.ts';

const EVIL = `"'><script>alert(1)</script>&`;

test('text and quoted attributes are escaped', () => {
  assert.equal(html`<p title="${EVIL}">${EVIL}</p>`.text.includes('<script'), false);
  assert.equal(html`<p>${'a < b & "c"'}</p>`.text, '<p>a &lt; b &amp; &quot;c&quot;</p>');
});

test('whatever a value holds, it stays inside its quotes and its text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (value) => {
      const shown = html`<p title="${value}" ${attributes({ lang: value })}>${value}<b>${[value]}</b></p>`
        .text;
      assert.match(shown, /^<p title="[^"<>]*" lang="[^"<>]*">[^<>]*<b>[^<>]*<\/b><\/p>$/u);
    }),
  );
});

test('markup made by the tag is not escaped again, lists are joined, nothing shows nothing', () => {
  const items = ['a', '<'].map((one) => html`<li>${one}</li>`);
  assert.equal(
    html`<ul>${items}${false}${null}${undefined}${0}</ul>`.text,
    '<ul><li>a</li><li>&lt;</li>0</ul>',
  );
});

const unsafePlaces: readonly [where: string, make: (value: string) => Html][] = [
  ['an unquoted attribute', (value) => html`<p title=${value}>x</p>`],
  ['a half-quoted attribute', (value) => html`<p title=a${value}>x</p>`],
  ['a script', (value) => html`<script>let a = "${value}"</script>`],
  ['a style', (value) => html`<style>p { color: ${value} }</style>`],
  ['a style attribute', (value) => html`<p style="color: ${value}">x</p>`],
  ['an event', (value) => html`<p onclick="${value}">x</p>`],
  ['an event in capitals', (value) => html`<p ONCLICK='${value}'>x</p>`],
  ['a comment', (value) => html`<!-- ${value} -->`],
  ['a declaration', (value) => html`<!doctype ${value}>`],
  ['a tag name', (value) => html`<${value}>x</p>`],
  ['part of a tag name', (value) => html`<h${value}>x</h1>`],
  ['a closing tag', (value) => html`<p>x</${value}>`],
  ['an attribute name', (value) => html`<p data-${value}="x">x</p>`],
  ['between attributes, as text', (value) => html`<p ${value}>x</p>`],
  ['between attributes, as markup', (value) => html`<p ${html`${value}`}>x</p>`],
  ['a list of image addresses', (value) => html`<img alt="" srcset="${value}">`],
  ['a document in an attribute', (value) => html`<iframe title="x" srcdoc="${value}"></iframe>`],
  ['the base of all addresses', (value) => html`<base href="${value}">`],
  ['what an animation sets', (value) => html`<svg><set attributeName="href" to="${value}"/></svg>`],
  ['an embedded object', (value) => html`<object data="${value}"></object>`],
  ['raw text of an iframe', (value) => html`<iframe title="x">${value}</iframe>`],
  ['a protocol-relative address', (value) => html`<a href="//${value}">x</a>`],
  ['a half-written scheme', (value) => html`<a href="java${value}">x</a>`],
  ['an address in two halves', (value) => html`<a href="${value}${value}">x</a>`],
  ['a scheme before a colon', (value) => html`<a href="${value}:${value}">x</a>`],
  ['a name glued to attributes', (value) => html`<p ${attributes({ id: value })}x="1">x</p>`],
  ['the end of an open quote', (value) => html`<p>${value}</p><p title="`],
  ['the end of an open tag', (value) => html`<p>${value}</p><p`],
  ['the end of an open comment', (value) => html`<p>${value}</p><!-- `],
  ['a text area, as markup', (value) => html`<textarea>${html`<b>${value}</b>`}</textarea>`],
  ['an attribute, as markup', (value) => html`<p title="${html`<b>${value}</b>`}">x</p>`],
  ['an attribute, as a list', (value) => html`<p title="${[value]}">x</p>`],
  ['text, as attributes', (value) => html`<p>${attributes({ id: value })}</p>`],
];
for (const [where, make] of unsafePlaces)
  test(`a value is refused in ${where}`, () => {
    assert.throws(() => make('x'), TypeError);
    assert.throws(() => make('x'), TypeError, 'and again: the place is not remembered as good');
  });

test('addresses keep http, https, mailto, tel, sms and relative ones; every other scheme becomes #', () => {
  const link = (address: string) => /href="([^"]*)"/.exec(html`<a href="${address}">x</a>`.text)?.[1];
  for (const good of [
    '/groups?a=1',
    'https://a.example/',
    'HTTP://A.example',
    'mailto:a@b.example',
    'tel:988',
    'sms:988',
    '#nine',
    '?page=2',
    'groups/x',
    './a:b',
    '',
  ])
    assert.equal(link(good), good.replaceAll('&', '&amp;'));
  for (const bad of [
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'blob:x',
    'x:y',
  ])
    assert.equal(link(bad), '#', JSON.stringify(bad));
});

test('a fixed start of an address cannot be turned into another host', () => {
  assert.equal(html`<a href="/${'/evil.example'}">x</a>`.text, '<a href="/evil.example">x</a>');
  assert.equal(html`<a href="/${'\\evil.example'}">x</a>`.text, '<a href="/evil.example">x</a>');
  assert.equal(html`<a href="/groups/${'a"b'}">x</a>`.text, '<a href="/groups/a&quot;b">x</a>');
  assert.equal(
    html`<meta http-equiv="refresh" content="5; url=${'javascript:x'}">`.text,
    '<meta http-equiv="refresh" content="5; url=#">',
  );
});

test('a script comes from a path of this site', () => {
  assert.equal(html`<script src="${'/assets/a.js'}"></script>`.text, '<script src="/assets/a.js"></script>');
  for (const bad of ['https://evil.example/a.js', '//evil.example/a.js', '/\\evil.example', 'a.js'])
    assert.throws(() => html`<script src="${bad}"></script>`, TypeError);
});

test('flags and attributes stand or are left out, without a stray space', () => {
  const box = (on: boolean) => html`<input type="checkbox" ${flag('checked', on)}>`.text;
  assert.equal(box(true), '<input type="checkbox" checked>');
  assert.equal(box(false), '<input type="checkbox">');
  assert.equal(
    html`<a href="/" ${attributes({ 'aria-current': undefined, class: false })}>x</a>`.text,
    '<a href="/">x</a>',
  );
  assert.equal(
    html`<a ${attributes({ href: 'javascript:x', title: '"' })}>x</a>`.text,
    '<a href="#" title="&quot;">x</a>',
  );
});

test('attributes refuse names that run code or are no names', () => {
  for (const name of ['onclick', 'onFocus', 'style', 'srcdoc', 'srcset', 'a b', 'a=b', '"', '', '1a'])
    assert.throws(() => attributes({ [name]: 'x' }), TypeError, name);
});

test('a data block cannot be ended from within', () => {
  const shown = jsonData({ name: '</script><!-- \u2028' }).text;
  assert.equal(shown.indexOf('<', 1), shown.lastIndexOf('</script>'));
  assert.deepEqual(JSON.parse(shown.replace(/^<script[^>]*>|<\/script>$/g, '')), {
    name: '</script><!-- \u2028',
  });
});

test('raw text comes out as it went in', () => {
  assert.equal(html`<p>${unsafelyRaw('<b>kept</b>')}</p>`.text, '<p><b>kept</b></p>');
});
