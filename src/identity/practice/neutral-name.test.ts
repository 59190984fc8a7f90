import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tellingWord } from './neutral-name.ts';

test('a word of health is found in any of its forms, as it was written', () => {
  assert.equal(tellingWord('Rowan Street Therapy'), 'Therapy');
  assert.equal(tellingWord('Praxis für Gruppentherapie'), 'Gruppentherapie');
  assert.equal(tellingWord('Cabinet de thérapie'), 'thérapie');
  assert.equal(tellingWord('Dr. Rowan, Psychologist'), 'Psychologist');
  assert.equal(tellingWord('Mental Health Rowan'), 'Mental');
  assert.equal(tellingWord('ROWAN-RECOVERY'), 'RECOVERY');
});

test('a name that only names somebody is left alone', () => {
  for (const name of [
    'RS Practice',
    'Rowan Street',
    'A. Rowan',
    'Monumental Ltd',
    'Healy & Daughters',
    'Praxis Rowan',
  ])
    assert.equal(tellingWord(name), undefined, name);
});
