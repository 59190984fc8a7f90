import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changesBetween } from '../../kernel/change.ts';
import {
  currencyChoices,
  isLocale,
  isRegion,
  isZone,
  localeChoices,
  regionChoices,
  regionName,
  zoneChoices,
} from './choices.ts';
import { flat, judgeSaving, type Settings } from './settings.ts';

const settings: Settings = {
  name: 'Rowan Street', neutralName: 'RS Practice', email: 'hello@rowan.example', phone: '', address: ['14 Rowan Street', 'Portland'],
  region: 'US', zone: 'America/Los_Angeles', locale: 'en-US', currency: 'USD',
}; // biome-ignore format: rows

const fine = { opened: 3, now: 3, tells: undefined, stop: undefined };

test('settings are saved unless somebody was quicker, the name tells, or the currency stands', () => {
  assert.equal(judgeSaving(fine).ok, true);
  assert.deepEqual(judgeSaving({ ...fine, now: 4, tells: 'Therapy' }), {
    ok: false,
    refusal: { because: 'changed-meanwhile' },
  });
  assert.deepEqual(judgeSaving({ ...fine, tells: 'Therapy' }), {
    ok: false,
    refusal: { because: 'name-tells', word: 'Therapy' },
  });
  const stop = { because: 'orders', count: 2 } as const;
  assert.deepEqual(judgeSaving({ ...fine, stop }), {
    ok: false,
    refusal: { because: 'currency-stands', stop },
  });
});

test('a history keeps what differs, before and after', () => {
  const after = { ...settings, phone: '503-555-0117', address: ['15 Rowan Street', 'Portland'] };
  assert.deepEqual(changesBetween(flat(settings), flat(after)), [
    { field: 'phone', was: '', became: '503-555-0117' },
    { field: 'address', was: '14 Rowan Street\nPortland', became: '15 Rowan Street\nPortland' },
  ]);
  assert.deepEqual(changesBetween(flat(settings), flat(settings)), []);
});

test('every choice that is offered is one that is taken', () => {
  const regions = regionChoices(new Set(['US', 'AT']));
  assert.deepEqual(
    regions.slice(0, 2).map(({ value }) => value),
    ['AT', 'US'],
  );
  assert.ok(regions.length > 240 && regions.every(({ value, words }) => isRegion(value) && words !== value));
  assert.ok(localeChoices().every(({ value }) => isLocale(value)));
  assert.match(localeChoices().find(({ value }) => value === 'en-US')?.words ?? '', /October 8, 2026, 6:30/);
  assert.ok(zoneChoices('America/Los_Angeles').every(({ value }) => isZone(value)));
  assert.ok(currencyChoices('en-US').some(({ words }) => words === 'Euro, €45.00'));
});

test('a zone by an old name stays a choice; what is no zone, country or locale is none', () => {
  assert.ok(zoneChoices('US/Pacific').some(({ value }) => value === 'US/Pacific'));
  assert.ok(isZone('US/Pacific'));
  for (const zone of ['', 'Portland', '+02:00', 'America/Nowhere']) assert.equal(isZone(zone), false, zone);
  assert.equal(isRegion('XX'), false);
  assert.equal(regionName('XX'), 'XX');
  assert.equal(isLocale('xx-YY'), false);
});
