import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asAddress } from '../../kernel/page-address.ts';
import type { TierId } from '../catalogue/public.ts';
import { isNeutral, neutralAddress } from './address.ts';
import { blank, copied, type DraftContent, isStale, PARTS, printed, replaced, withPart } from './draft.ts';
import { type Facts, LACKS, lacksOf } from './lacks.ts';

const content: DraftContent = blank({ name: 'Evenings', address: 'bcdfghjk', agreementVersion: 1 });
const words = { ...content, name: 'Mornings' };

test('every field of a draft belongs to exactly one part of the form', () => {
  const fields = Object.values(PARTS).flat();
  assert.deepEqual([...fields].sort(), Object.keys(content).sort());
  assert.equal(new Set(fields).size, fields.length);
});

test('each save raises the version, and only forms of that part are out of date', () => {
  const first = withPart(undefined, { content, basedOn: 3 }, 'words', words);
  assert.equal(first.version, 1);
  assert.equal(first.basedOn, 3);
  assert.equal(first.content.name, 'Mornings');
  assert.ok(isStale(first, 'words', 0), 'a second tab that opened before does not save over it');
  assert.ok(!isStale(first, 'words', 1));
  assert.ok(!isStale(first, 'dates', 0), 'somebody at another part may save');
  const second = withPart(first, { content: first.content, basedOn: 9 }, 'chairs', {
    ...content,
    capacity: 5,
  });
  assert.equal(second.basedOn, 3, 'it still says from which version it began');
  assert.deepEqual(second.parts, { words: 1, chairs: 2 });
});

test('after print, or when all was replaced, no version is used twice', () => {
  const draft = withPart(undefined, { content, basedOn: 1 }, 'words', words);
  const out = printed(draft, 2);
  assert.equal(out.content, undefined);
  assert.ok(!isStale(out, 'words', 1), 'what this form knows is what went to print');
  const again = replaced(out, content, 1);
  assert.ok(again.version > out.version);
  for (const part of Object.keys(PARTS)) assert.ok(isStale(again, part as keyof typeof PARTS, out.version));
});

test('a copy has its own prices and dates, and the same words', () => {
  const tiers = [{ id: 'a' as TierId, name: 'Even', line: '', unitMinor: 4500 }];
  const schedule = {
    ...{ startsOn: '2026-11-05', weekday: 4, time: '18:30', minutes: 90, zone: 'UTC', every: 1, sessions: 8 },
    rests: ['2026-11-26'],
    moves: [{ on: '2026-12-03', to: '2026-12-04', time: '18:30' }],
  };
  const original = { ...content, tiers, schedule, decisionOn: '2026-10-29' };
  const copy = copied(original, { name: 'Evenings (copy)', address: 'x2y3', tierId: () => 'b' });
  assert.deepEqual(copy, {
    ...original,
    name: 'Evenings (copy)',
    address: 'x2y3',
    decisionOn: null,
    tiers: [{ ...tiers[0], id: 'b' }],
    schedule: { ...schedule, rests: [], breaks: [], moves: [] },
  });
});

test('a neutral address is eight letters that say nothing; chosen words are not', () => {
  let next = 0;
  const address = neutralAddress((below) => next++ % below);
  assert.match(address, /^[a-z0-9]{8}$/);
  assert.ok(isNeutral(address));
  assert.ok(!isNeutral('grief'));
  assert.ok(!isNeutral('after-a-loss'));
  assert.equal(asAddress('  After a Löss: “evenings” '), 'after-a-loss-evenings');
  assert.equal(asAddress('¿?'), '');
});

const whole: DraftContent = {
  ...content,
  ...{ summary: 's', lead: 'l', focus: 'f', firstSession: 'm', struggles: ['grief'], place: 'Room 2' },
  facilitatorIds: ['f1' as never],
  schedule: {
    startsOn: '2026-11-05',
    weekday: 4,
    time: '18:30',
    minutes: 90,
    zone: 'UTC',
    every: 1,
    sessions: 8,
    rests: [],
  },
  tiers: [{ id: 'a' as TierId, name: 'Even', line: '', unitMinor: 4500 }],
};
const facts: Facts = {
  agreementVersions: [1],
  facilitatorIds: ['f1', 'f2'],
  taken: 0,
  firstMeetingOn: '2026-11-05',
  hasMeetingToCome: true,
  scheduleProblems: 0,
};

test('a whole draft lacks nothing', () => assert.deepEqual(lacksOf(whole, facts), []));

const SPOILT: { [Because in (typeof LACKS)[number]]: readonly [Partial<DraftContent>, Partial<Facts>] } = {
  'no-summary': [{ summary: '' }, {}],
  'no-lead': [{ lead: '' }, {}],
  'no-focus': [{ focus: '' }, {}],
  'no-first-session': [{ firstSession: '' }, {}],
  'no-struggles': [{ struggles: [] }, {}],
  'no-languages': [{ languages: [] }, {}],
  'no-facilitators': [{ facilitatorIds: [] }, {}],
  'facilitator-gone': [{ facilitatorIds: ['f9' as never] }, {}],
  'no-place': [{ place: '' }, {}],
  'no-dates': [{ schedule: null }, { firstMeetingOn: undefined, hasMeetingToCome: false }],
  'dates-over': [{}, { hasMeetingToCome: false }],
  'dates-wrong': [{}, { scheduleProblems: 1 }],
  'no-agreement': [{ agreementVersion: 2 }, {}],
  'closed-without-end': [
    { kind: 'closed', schedule: whole.schedule && { ...whole.schedule, sessions: null } },
    {},
  ],
  'begun-before-decision': [{ decisionOn: '2026-11-06' }, {}],
  'more-taken-than-chairs': [{ capacity: 4 }, { taken: 5 }],
  'no-prices': [{ tiers: [] }, {}],
  'more-sold-than-held': [{ meetingsSold: 9 }, {}],
};

for (const because of LACKS)
  test(`what is missing is named: ${because}`, () => {
    const [change, other] = SPOILT[because];
    assert.deepEqual(
      lacksOf({ ...whole, ...change }, { ...facts, ...other }).map((lack) => lack.because),
      [because],
    );
  });

test('nobody publishes a group that no one holds, also where nobody is named yet', () => {
  const lacks = lacksOf({ ...whole, facilitatorIds: [] }, { ...facts, facilitatorIds: [] });
  assert.deepEqual(lacks, [{ part: 'people', because: 'no-facilitators' }]);
});
