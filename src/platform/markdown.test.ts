import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { htmlProblems } from '../../test/support/valid-html.ts';
import { richText } from '../ui/rich-text.ts';
import { readMarkdown } from './markdown.ts';

const shown = (text: string, from: 2 | 3 = 2) => richText(readMarkdown(text).blocks, from).text;

test('headings, lists, quotes, emphasis and links become themselves', () => {
  assert.equal(
    shown(
      '# How we run groups\n\nIn *small* circles, **always**.\nOn time.\n\n- one\n- two\n  - three\n\n> Not today.',
    ),
    '<h2>How we run groups</h2><p>In <em>small</em> circles, <strong>always</strong>.<br>On time.</p><ul><li>one</li><li>two<ul><li>three</li></ul></li></ul><blockquote><p>Not today.</p></blockquote>',
  );
  assert.equal(shown('3. c\n4. d'), '<ol start="3"><li>c</li><li>d</li></ol>');
  assert.equal(
    shown('[terms](/terms), [them](https://a.example/?b=1&c=2), hello@a.example'),
    '<p><a href="/terms">terms</a>, <a href="https://a.example/?b=1&amp;c=2" rel="noreferrer">them</a>, <a href="mailto:hello@a.example">hello@a.example</a></p>',
  );
});

test('headings begin below the page’s own, and leave no level out', () => {
  assert.equal(shown('### Deep\n\n# First\n\n#### Fourth', 3), '<h3>Deep</h3><h3>First</h3><h4>Fourth</h4>');
  assert.equal(shown('# A\n\n##### B\n\n###### C'), '<h2>A</h2><h3>B</h3><h4>C</h4>');
  assert.equal(shown('- # In a list'), '<ul><li><p><strong>In a list</strong></p></li></ul>');
});

test('what is not of this subset is shown as it was typed, and its writer is told', () => {
  const read = readMarkdown('<b>x</b> ![a face](https://a.example/x.png) [y](javascript:alert(1))');
  assert.equal(richText(read.blocks).text, '<p>&lt;b&gt;x&lt;/b&gt; a face y</p>');
  assert.deepEqual([...read.leftOut].sort(), ['address', 'image', 'markup']);
  assert.equal(shown('```\nlet a\n```\n\n    b'), '<p>let a</p><p>b</p>');
  assert.equal(shown('| a |\n|---|\n| 1 |'), '<p>| a |<br>|---|<br>| 1 |</p>');
  assert.deepEqual(readMarkdown('5 < 6, a & b').leftOut, []);
});

test('links lead nowhere but to pages, letters and calls', () => {
  for (const address of [
    'javascript:x',
    'JaVaScRiPt:x',
    'data:text/html,x',
    '//evil.example',
    '/\\evil.example',
    'vbscript:x',
    'java&#115;cript:x',
    'file:///etc',
    'blob:x',
    ' javascript:x',
    '\tjavascript:x',
  ])
    assert.doesNotMatch(shown(`[x](<${address}>) [y](${address})`), /href/, address);
  for (const address of [
    'https://a.example',
    'http://a.example',
    'mailto:a@b.example',
    'tel:+15035550117',
    '/terms#x',
    '#first',
  ])
    assert.match(shown(`[x](${address})`), /<a href=/, address);
});

const ALLOWED =
  /<(?:\/?(?:h[234]|p|ul|li|strong|em|blockquote)|\/?ol|ol start="\d+"|br|hr|\/a|a href="(?:https?:\/\/|mailto:|tel:|\/|#)[^"<>]*"(?: rel="noreferrer")?)>/gi;

/** What is left when every tag and every reference that we write is taken away: words, and no markup. */
const remainder = (markup: string) => markup.replace(ALLOWED, '').replace(/&(?:amp|lt|gt|quot|#39);/g, '');

const fragments = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.constantFrom(
    ...['#', '## ', '- ', '1. ', '> ', '*', '**', '_', '`', '```\n', '~~', '---\n', '===\n', '\n', '\n\n', '    ', '\t', '\\', '|', '|-|\n'],
    ...['[', ']', '(', ')', '](', '![', '<', '>', '</', '&', '&lt;', '&#x3C;', '"', "'", '=', ':', '//', '<!--', '-->', '<![CDATA[', ']]>'],
    ...['<script>', '</script>', '<img src=x onerror=alert(1)>', '<a href="', 'javascript:', 'data:text/html,', 'https://a.example', '<https://b.example>'],
    ...['mailto:', 'a@b.example', 'www.a.example', ' onclick=', '<svg/onload=x>', '[x]: ', '[^1]', '<style>', '\u2028', '\u0000', '\u00a0', 'x'],
  ),
); // biome-ignore format: rows

test('whatever is written, no markup but ours comes out, and all of it is valid', async () => {
  const texts: string[] = [];
  const text = fc.array(fragments, { maxLength: 40 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, (written) => {
      const markup = shown(written);
      assert.doesNotMatch(remainder(markup), /[<>"]|&/, JSON.stringify(written));
      if (texts.length < 60) texts.push(markup);
    }),
    { numRuns: 3_000 },
  );
  const all = texts.map((markup) => `<section><h1>x</h1>${markup}</section>`).join('\n');
  assert.ok(all.length > 1_000);
  assert.match(remainder('<p onclick="x">'), /</, 'a planted attribute would be seen');
  assert.match(remainder('<a href="javascript:x">'), /</, 'a planted address would be seen');
  assert.deepEqual(
    (
      await htmlProblems(
        `<!doctype html><html lang="en"><head><title>x</title></head><body><main><h1>x</h1>${texts.map((markup) => `<div>${markup}</div>`).join('\n')}</main></body></html>`,
      )
    ).filter((problem) => !/heading-level|no-raw-characters|tel-non-breaking|unique-landmark/.test(problem)),
    [],
  );
});

test('text that nests without end ends all the same', () => {
  for (const part of ['>', '> ', '- ', '1. ', '*a **b ', '[a](', '![a', '<a ', '_a', '**a'])
    assert.ok(shown(part.repeat(Math.floor(20_000 / part.length))).length > 0, part);
  const stairs = Array.from({ length: 140 }, (_, depth) => `${' '.repeat(depth * 2)}- x`).join('\n');
  assert.ok((shown(stairs).match(/<ul>/g)?.length ?? 0) < 10);
});
