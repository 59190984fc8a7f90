import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgePublishing, STARTER } from './agreement.ts';

const draft = { title: 'Agreement', body: 'Be kind.', revision: 5 };
const newest = { version: 3, title: 'Agreement', body: 'Be there.' };

test('a draft becomes the next version, unless there is none, somebody was quicker or wrote on, or nothing is new', () => {
  assert.equal(judgePublishing(draft, newest, { over: 3, revision: 5 }), undefined);
  assert.equal(judgePublishing(draft, undefined, { over: 0, revision: 5 }), undefined);
  assert.deepEqual(judgePublishing(undefined, newest, { over: 3, revision: 5 }), { because: 'no-draft' });
  assert.deepEqual(judgePublishing(draft, newest, { over: 2, revision: 5 }), {
    because: 'published-meanwhile',
  });
  assert.deepEqual(judgePublishing(draft, undefined, { over: 1, revision: 5 }), {
    because: 'published-meanwhile',
  });
  assert.deepEqual(judgePublishing(draft, newest, { over: 3, revision: 4 }), {
    because: 'written-meanwhile',
  });
  assert.deepEqual(judgePublishing({ ...newest, revision: 5 }, newest, { over: 3, revision: 5 }), {
    because: 'nothing-new',
  });
  assert.equal(
    judgePublishing({ ...newest, title: 'Our agreement', revision: 5 }, newest, { over: 3, revision: 5 }),
    undefined,
  );
});

test('the text to begin from fits its place', () => {
  assert.ok(STARTER.title.length <= 120 && STARTER.body.length <= 30_000);
});
