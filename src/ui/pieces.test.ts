import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { htmlProblems } from '../../test/support/valid-html.ts';
import { FACTORS } from '../factors/factor.ts';
import { Temporal } from '../kernel/time.ts';
import { badge } from './badge.ts';
import { botTrap } from './bot-trap.ts';
import { circleOfNine } from './drawings/circle.ts';
import { favicon } from './drawings/favicon.ts';
import { glyph } from './drawings/glyph.ts';
import { mark } from './drawings/mark.ts';
import { oneChair, seatRing, seatWords } from './drawings/seat-ring.ts';
import { empty } from './empty.ts';
import { field, selectField, textArea } from './field.ts';
import { type Html, html } from './html.ts';
import { clockWords, localTime, momentWords } from './local-time.ts';
import { errorSummary, notice } from './notice.ts';
import { paging } from './paging.ts';
import { checkbox, filterBox, radios } from './pick.ts';
import { plainText } from './plain-text.ts';
import { steps } from './steps.ts';
import { table } from './table.ts';

const EVIL = `"><script>alert(1)</script>`;
const tiers = [
  { value: 'helped', label: 'Helped', hint: EVIL, price: '$20' },
  { value: 'even', label: 'Even', hint: 'What it costs us.', price: '$45' },
];

const pieces: Readonly<Record<string, Html | false>> = {
  'a field': field({ label: 'Your name', name: 'name', value: EVIL, autocomplete: 'name', required: true }),
  'a field with an error': field({
    label: 'E-mail',
    name: 'email',
    type: 'email',
    hint: 'We write here.',
    error: EVIL,
  }),
  'several lines': textArea({
    label: 'Message',
    name: 'body',
    value: `</textarea>${EVIL}`,
    error: 'Please write a few words.',
  }),
  'a closed list': selectField({
    label: 'Sort by',
    name: 'sort',
    value: 'price',
    choices: [
      { value: 'fit', words: 'Best fit' },
      { value: 'price', words: EVIL },
    ],
  }),
  'a box to tick': checkbox({
    name: 'agree',
    label: html`I agree to <a href="/agreement">this</a>.`,
    error: 'Please tick this.',
    required: true,
  }),
  'price cards': radios({
    legend: 'What you pay',
    name: 'tier',
    options: tiers,
    chosen: 'even',
    look: 'cards',
    error: EVIL,
  }),
  'a filter': filterBox({ name: 'day', value: '4', label: 'Thursday', checked: true }),
  'a notice': notice('alarm', html`<p>${EVIL}</p>`, { say: true }),
  'an error summary': html`${errorSummary({ email: EVIL, name: undefined })}<p id="email">x</p>`,
  steps: steps('Steps', [{ words: 'Chair', address: '/cart' }, { words: 'About you' }, { words: 'Pay' }], 2),
  paging: paging({ page: 2, pages: 3, addressOf: (page) => `/groups?page=${page}` }),
  'a table': table(
    'Orders',
    [
      { head: 'Number', cell: ({ n }: { n: number }) => n },
      { head: 'Sum', cell: () => '$1', number: true },
    ],
    [{ n: 1 }, { n: 2 }],
  ),
  'an empty state': empty('Nothing is waiting.', html`<a class="btn" href="/groups">Find a group</a>`),
  badges: html`${badge('Works')}${badge('Open', 'open')}${badge('Later', 'wait')}${badge('Full', 'off')}`,
  'a time': localTime(Temporal.Instant.from('2026-10-09T01:30:00Z'), 'America/Los_Angeles', 'en-US'),
  'plain words': plainText(`Hello.\n\n# ${EVIL}\n\nTwo\nlines.`),
  'a trap': html`<form action="/x" method="post">${botTrap()}<button type="submit">Send</button></form>`,
  drawings: html`${circleOfNine((factor) => `#${factor}`)}${FACTORS.map((factor) => html`<p id="${factor}">${glyph(factor)}</p>`)}${mark()}${oneChair('fac')}${oneChair('open')}`,
  'a seat ring': seatRing({
    total: 8,
    taken: 3,
    held: 1,
    facilitators: 2,
    mine: true,
    centre: { large: '4', small: 'open' },
    look: 'big',
  }),
};

for (const [name, piece] of Object.entries(pieces))
  test(`${name}: valid, and nothing written in it becomes markup`, async () => {
    assert.ok(piece);
    assert.deepEqual(await htmlProblems(piece.text), []);
    assert.doesNotMatch(piece.text, /<script/);
  });

test('the favicon is one well-formed drawing', () => {
  assert.match(favicon().text, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"[^>]*>.*<\/svg>$/);
});

test('an error is tied to its field, and the first radio can be led to', () => {
  assert.match(
    pieces['a field with an error']?.toString() ?? '',
    /aria-invalid="true" aria-describedby="email-hint email-error"/,
  );
  assert.match(pieces['price cards']?.toString() ?? '', /id="tier" name="tier" value="helped"/);
});

test('nothing wrong shows no summary, and one page shows no paging', () => {
  assert.equal(errorSummary({}), false);
  assert.equal(errorSummary({ email: undefined }), false);
  assert.equal(paging({ page: 1, pages: 1, addressOf: String }), false);
});

test('a ring has the true number of chairs, whatever the numbers, and says the same in words', () => {
  const numbers = fc.record({
    taken: fc.nat(12),
    held: fc.nat(12),
    open: fc.nat(12),
    facilitators: fc.nat(3),
    mine: fc.boolean(),
  });
  fc.assert(
    fc.property(numbers, ({ open, ...given }) => {
      const { taken, held, facilitators, mine } = given;
      const ring = { ...given, total: taken + held + open };
      const { text } = seatRing(ring);
      /** Arcs of a kind: the first path of its group has one for each chair. */
      const count = (seat: string) =>
        (new RegExp(`<g class="${seat}"><path d="([^"]*)"`).exec(text)?.[1] ?? '').split('a').length - 1;
      const dots = (/class="dots"[^>]* d="([^"]*)"/.exec(text)?.[1] ?? '').split('h0').length - 1;
      assert.equal(dots, count('taken') > 0 ? count('taken') : count('mine'));
      assert.equal(count('fac'), facilitators);
      assert.equal(count('taken') + count('mine'), taken);
      assert.equal(count('mine'), mine && taken > 0 ? 1 : 0);
      assert.equal(count('held'), held);
      assert.equal(count('open'), open);
      assert.doesNotMatch(text, /NaN|Infinity/);
      assert.match(seatWords(ring), new RegExp(`^${taken} of ${ring.total} chairs taken.*, ${open} open$`));
    }),
  );
});

test('more taken than there are is drawn without a negative chair', () => {
  const { text } = seatRing({ total: 4, taken: 5, held: 1 });
  assert.doesNotMatch(text, /class="open"/);
  assert.match(text, /, 0 open"/);
});

test('times are said in the practice’s zone, across a clock change', () => {
  const before = Temporal.Instant.from('2026-10-30T01:30:00Z');
  const after = Temporal.Instant.from('2026-11-06T02:30:00Z');
  assert.equal(momentWords(before, 'America/Los_Angeles', 'en-US'), 'Thursday, October 29, 6:30 pm');
  assert.equal(momentWords(after, 'America/Los_Angeles', 'en-US'), 'Thursday, November 5, 6:30 pm');
  assert.equal(clockWords(after, 'Europe/Berlin', 'de-DE'), '3:30');
});
