import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Temporal } from '../../kernel/time.ts';
import { CHOICES, LEADS_TO, mayDecide, problemOfDate, type Standing, standingOf } from './decision.ts';

const today = Temporal.PlainDate.from('2026-11-25');
const due = { state: 'published', confirmed: 3, minSeats: 5, decisionOn: today, decidedOn: null } as const;

const STANDINGS = {
  off: { ...due, state: 'draft' },
  'no-date': { ...due, decisionOn: null },
  enough: { ...due, confirmed: 5 },
  early: { ...due, decisionOn: today.add({ days: 1 }) },
  due,
  decided: { ...due, decidedOn: today },
} as const satisfies Record<Standing, Parameters<typeof standingOf>[0]>;

for (const [standing, group] of Object.entries(STANDINGS)) {
  test(`a group is seen to be ${standing}`, () => assert.equal(standingOf(group, today), standing));
  for (const choice of CHOICES) {
    const may = standing === 'due';
    test(`${choice} ${may ? 'may' : 'may not'} be decided when it is ${standing}`, () =>
      assert.equal(mayDecide(standing as Standing, choice), may));
  }
}

test('after every choice nothing is left to decide that day', () => {
  for (const choice of CHOICES) for (const next of CHOICES) assert.ok(!mayDecide(LEADS_TO[choice], next));
  assert.equal(standingOf({ ...due, decisionOn: today.add({ days: 3 }) }, today), LEADS_TO.postpone);
  assert.equal(standingOf({ ...due, decidedOn: today }, today), LEADS_TO.go);
});

test('a new date after an answered one is to be answered again; a closed group is decided about too', () => {
  assert.equal(standingOf({ ...due, decidedOn: today.subtract({ days: 9 }) }, today), 'due');
  assert.equal(standingOf({ ...due, state: 'closed' }, today), 'due');
  assert.equal(standingOf({ ...due, decisionOn: today.subtract({ days: 400 }) }, today), 'due');
});

test('a decision is postponed to a later day, and never past the first meeting', () => {
  const calendar = { today, firstMeetingOn: today.add({ days: 10 }) };
  assert.equal(problemOfDate(today, calendar), 'not-later');
  assert.equal(problemOfDate(today.subtract({ days: 1 }), calendar), 'not-later');
  assert.equal(problemOfDate(today.add({ days: 1 }), calendar), undefined);
  assert.equal(problemOfDate(today.add({ days: 10 }), calendar), undefined);
  assert.equal(problemOfDate(today.add({ days: 11 }), calendar), 'after-first-meeting');
  assert.equal(
    problemOfDate(today.add({ days: 400 }), { ...calendar, firstMeetingOn: undefined }),
    undefined,
  );
});
