import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createBreaker } from './breaker.ts';

const aBreaker = () => {
  let now = 0;
  const breaker = createBreaker({ failures: 3, pauseMs: 100, clock: () => now });
  const fail = (times: number) => {
    for (let time = 0; time < times; time += 1) breaker.failed();
  };
  const wait = (milliseconds: number) => {
    now += milliseconds;
  };
  return { breaker, fail, wait };
};

test('two failures and a success are no reason to stop', () => {
  const { breaker, fail } = aBreaker();
  fail(2);
  breaker.worked();
  fail(2);
  assert.deepEqual([breaker.isClosed(), breaker.mayCall()], [true, true]);
});

test('each failed probe doubles the pause, up to sixteen times', () => {
  const { breaker, fail, wait } = aBreaker();
  fail(3);
  for (const pause of [100, 200, 400, 800, 1600, 1600]) {
    wait(pause - 1);
    assert.equal(breaker.mayCall(), false, `after ${pause - 1}`);
    wait(1);
    assert.equal(breaker.mayCall(), true, `after ${pause}`);
    fail(1);
  }
});

test('one probe at a time; a probe that never reports back blocks for one pause', () => {
  const { breaker, fail, wait } = aBreaker();
  fail(3);
  wait(100);
  assert.deepEqual([breaker.mayCall(), breaker.mayCall()], [true, false]);
  wait(100);
  assert.equal(breaker.mayCall(), true);
  breaker.worked();
  assert.deepEqual([breaker.isClosed(), breaker.mayCall(), breaker.mayCall()], [true, true, true]);
});
