import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgePublishing, STARTER } from './agreement.ts';

const draft = { title: 'Agreement', body: 'Be kind.' };
const newest = { version: 3, title: 'Agreement', body: 'Be there.' };

test('a draft becomes the next version, unless there is none, somebody was quicker, or nothing is new', () => {
  assert.equal(judgePublishing(draft, newest, 3), undefined);
  assert.equal(judgePublishing(draft, undefined, 0), undefined);
  assert.deepEqual(judgePublishing(undefined, newest, 3), { because: 'no-draft' });
  assert.deepEqual(judgePublishing(draft, newest, 2), { because: 'published-meanwhile' });
  assert.deepEqual(judgePublishing(draft, undefined, 1), { because: 'published-meanwhile' });
  assert.deepEqual(judgePublishing(newest, newest, 3), { because: 'nothing-new' });
  assert.equal(judgePublishing({ ...newest, title: 'Our agreement' }, newest, 3), undefined);
});

test('the text to begin from fits its place', () => {
  assert.ok(STARTER.title.length <= 120 && STARTER.body.length <= 30_000);
});
