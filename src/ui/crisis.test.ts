import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crisisCard, crisisInBrief } from './crisis.ts';
import { CRISIS_REGIONS } from './crisis-lines.ts';

test('each number that is called is the number that is read', () => {
  for (const [code, { lines, emergency, checkedOn }] of Object.entries(CRISIS_REGIONS)) {
    assert.match(emergency, /^\d{3}$/, code);
    assert.match(checkedOn, /^\d{4}-\d\d-\d\d$/, code);
    for (const { number, call, text, site } of lines) {
      assert.equal(call, number.replaceAll(' ', ''), code);
      if (text !== undefined) assert.match(text, /^\d+$/, code);
      assert.match(site ?? '', /^https:\/\//, code);
    }
  }
});

test('every region has a card that names a line, and an unknown region is shown the way to all lines', () => {
  for (const code of Object.keys(CRISIS_REGIONS)) {
    assert.match(crisisCard(code).text, /href="tel:\d+"/, code);
    assert.match(crisisInBrief(code).text, /href="tel:\d+"/, code);
  }
  for (const code of ['', 'ZZ', 'constructor', '__proto__']) {
    assert.match(crisisCard(code).text, /href="https:\/\/findahelpline\.com\/"/, code);
    assert.match(crisisInBrief(code).text, /href="\/crisis"/, code);
  }
});
