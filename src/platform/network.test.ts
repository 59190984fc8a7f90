import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isThisMachine, networkOf } from './network.ts';

test('an IPv4 address is its own network, also in IPv6 clothes', () => {
  assert.equal(networkOf('203.0.113.9'), '203.0.113.9');
  assert.equal(networkOf('::ffff:203.0.113.9'), '203.0.113.9');
});

test('all addresses of one IPv6 subscriber are one network, however they are written', () => {
  const same = [
    '2001:db8:7:1::1',
    '2001:0DB8:0007:0001:ffff:1:2:3',
    '2001:db8:7:1::',
    '2001:db8:7:1::9%eth0',
  ];
  assert.deepEqual(new Set(same.map(networkOf)), new Set(['2001:db8:7:1::/64']));
  assert.notEqual(networkOf('2001:db8:7:2::1'), networkOf('2001:db8:7:1::1'));
  assert.equal(networkOf('2001:db8::1'), '2001:db8:0:0::/64');
  assert.equal(networkOf('::1'), '0:0:0:0::/64');
});

test('this machine is known in each of its names', () => {
  for (const here of ['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'])
    assert.ok(isThisMachine(here), here);
  for (const there of ['128.0.0.1', '10.0.0.1', '::2', '2001:db8::1'])
    assert.ok(!isThisMachine(there), there);
});
