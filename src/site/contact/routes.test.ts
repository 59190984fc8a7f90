import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testApp } from '../../../test/support/app.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { htmlProblems } from '../../../test/support/valid-html.ts';
import { openWorld } from '../../../test/world.ts';
import { TRAP } from '../../ui/bot-trap.ts';
import { urls } from '../../urls.ts';

const database = await testDatabase();
await openWorld(database.db);
const { visitor, mailbox, runJobs, logLines } = await testApp(database);

const stampIn = (markup: string): string => /name="stamp" value="([^"]*)"/.exec(markup)?.[1] ?? '';
const freshStamp = async () => stampIn((await visitor().get(urls.contact())).body);
const kept = async () =>
  (await database.owner`select name, email, body from site.messages order by received_at`).map((row) => ({
    ...row,
  }));
const colette = {
  name: 'Colette Durand',
  email: 'Colette@Mail.Example ',
  body: 'Is there a chair on Thursdays?\nThank you.',
};

test('a message is kept and mailed to the practice, with a neutral subject', async () => {
  const stamp = await freshStamp();
  await database.shiftClock('20 seconds');
  const sent = await visitor().post(urls.contact(), { ...colette, stamp });
  assert.equal(sent.statusCode, 303);
  assert.equal(sent.headers.location, urls.contactSent());
  assert.deepEqual(await kept(), [{ ...colette, email: 'colette@mail.example' }]);
  await runJobs();
  const letter = JSON.stringify(mailbox);
  assert.match(letter, /hello@rowan\.example/);
  assert.match(letter, /RS Practice: a message from your site/);
  assert.match(letter, /Is there a chair on Thursdays/);
  assert.doesNotMatch(logLines.join(''), /Colette|Thursdays/i, 'no personal words in the log');
});

test('wrong input keeps what was typed and says what is wrong beside the field', async () => {
  const answer = await visitor().post(urls.contact(), {
    name: '',
    email: 'not an address',
    body: '<b>Hello</b>',
    stamp: 'x',
  });
  assert.equal(answer.statusCode, 422);
  assert.match(answer.body, /Please tell us what to call you/);
  assert.match(answer.body, /id="email-error"[^>]*>This does not look like an e-mail address/);
  assert.match(answer.body, /value="not an address"/);
  assert.match(answer.body, /&lt;b&gt;Hello&lt;\/b&gt;/);
  assert.match(answer.body, /aria-describedby="email-hint email-error"/);
  assert.deepEqual(await htmlProblems(answer.body), []);
});

test('a form that comes back at once, with a filled trap, or a made-up stamp is asked for once more', async () => {
  const before = await kept();
  const stamp = await freshStamp();
  const [seconds = '', signature = ''] = stamp.split('.');
  const tries: readonly [Record<string, string>, RegExp][] = [
    [{ stamp }, /very quick/],
    [{ stamp: `${Number(seconds) - 60}.${signature}` }, /open for a long time/],
    [{ stamp: '' }, /open for a long time/],
    [{ stamp, [TRAP]: 'https://cheap.example' }, /field that people do not see/],
  ];
  for (const [change, words] of tries) {
    const answer = await visitor().post(urls.contact(), { ...colette, ...change });
    assert.equal(answer.statusCode, 409);
    assert.match(answer.body, words);
    assert.match(answer.body, /Is there a chair on Thursdays/, 'what was typed is kept');
    assert.notEqual(stampIn(answer.body), '');
    assert.doesNotMatch(answer.body, /cheap\.example/);
  }
  assert.deepEqual(await kept(), before);
});

test('a stamp of two days ago is too old', async () => {
  await database.shiftClock('0 seconds');
  const stamp = await freshStamp();
  await database.shiftClock('49 hours');
  assert.equal((await visitor().post(urls.contact(), { ...colette, stamp })).statusCode, 409);
});

test('no form at all, strange types and huge texts are refused calmly', async () => {
  assert.equal((await visitor().post(urls.contact())).statusCode, 422);
  assert.equal(
    (await visitor().post(urls.contact(), { name: ['a', 'b'], email: ['c'], body: ['d'] })).statusCode,
    422,
  );
  const long = await visitor().post(urls.contact(), {
    ...colette,
    body: 'ä'.repeat(6000),
    stamp: await freshStamp(),
  });
  assert.equal(long.statusCode, 422);
  assert.match(long.body, /longer than we can take/);
});

test('a line break in a name makes no header of a letter', async () => {
  await database.shiftClock('0 seconds');
  const stamp = await freshStamp();
  await database.shiftClock('2 minutes');
  const sent = await visitor().post(urls.contact(), {
    ...colette,
    name: 'Mallory\r\nBcc: all@rowan.example',
    stamp,
  });
  assert.equal(sent.statusCode, 303);
  await runJobs();
  assert.match(JSON.stringify(mailbox.at(-1)), /Mallory Bcc: all@rowan\.example/);
});

test('a flood from one network is stopped, and the way by mail is named', async () => {
  await database.shiftClock('0 seconds');
  const stamp = await freshStamp();
  await database.shiftClock('1 minute');
  const codes: number[] = [];
  for (let round = 0; round < 12; round++)
    codes.push(
      (await visitor().post(urls.contact(), { ...colette, body: `Message ${round}`, stamp })).statusCode,
    );
  assert.equal(codes.at(-1), 429);
  assert.ok(codes.filter((code) => code === 303).length <= 8);
});
