import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { folderTransport } from '../../src/platform/mail/transport.ts';
import { startMailbox } from './server.ts';

const folder = mkdtempSync(join(tmpdir(), 'ninefold-mailbox-'));
const mailbox = await startMailbox({ folder, port: 0 });
after(async () => {
  await mailbox.close();
  rmSync(folder, { recursive: true });
});

const letter = (id: string, sentAt: string, calendar?: { filename: string; content: string }) => ({
  mail: {
    to: 'mira@example.org',
    subject: `RS Practice: your order ${id}`,
    text: 'Thank you. Your chair is kept.',
    html: '<p>Thank you. <a href="http://127.0.0.1:9009/orders/x">Your order</a></p><script>alert(1)</script>',
    ...(calendar ? { calendar } : {}),
  },
  from: { name: 'RS Practice', address: 'desk@rowan.example' },
  messageId: `<${id}@rowan.example>`,
  sentAt: new Date(sentAt),
});

const get = async (path: string) => {
  const answer = await fetch(mailbox.origin + path);
  return { status: answer.status, headers: answer.headers, body: await answer.text() };
};

test('an empty mailbox says so and looks again by itself', async () => {
  const { body, headers } = await get('/');
  assert.match(body, /No letter yet/);
  assert.equal(headers.get('refresh'), '5');
  assert.equal((await get('/?still=yes')).headers.get('refresh'), null);
  assert.match(body, /Nothing leaves this machine/);
});

test('letters are listed newest first; the same letter sent twice is there once', async () => {
  const transport = folderTransport(folder);
  await transport.send(letter('4817', '2026-11-23T10:00:00Z'));
  await transport.send(letter('4817', '2026-11-23T10:00:00Z'));
  await transport.send(
    letter('4818', '2026-11-23T11:00:00Z', {
      filename: 'appointment.ics',
      content: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR',
    }),
  );
  const { body } = await get('/');
  assert.equal(body.match(/your order 4817/g)?.length, 1);
  assert.ok(body.indexOf('4818') < body.indexOf('4817'));
});

test('a letter is shown as its reader sees it, as text, with headers and file; its script cannot run', async () => {
  const { body: list } = await get('/');
  const path = /href="(\/letters\/[^"]+)"/.exec(list)?.[1] ?? '';
  assert.match((await get(path)).body, /<iframe[^>]+sandbox="allow-popups allow-popups-to-escape-sandbox"/);
  const inside = await get(`${path}/body`);
  assert.match(inside.headers.get('content-security-policy') ?? '', /default-src 'none'.*sandbox/);
  assert.match(inside.body, /Thank you/);
  assert.match((await get(`${path}?view=text`)).body, /Your chair is kept/);
  assert.match((await get(`${path}?view=headers`)).body, /Message-ID: &lt;4818@rowan.example&gt;/);
  const file = await get(`${path}/files/0`);
  assert.match(file.headers.get('content-disposition') ?? '', /attachment; filename="appointment.ics"/);
  assert.match(file.body, /BEGIN:VCALENDAR/);
});

test('what is not a letter is not found, also outside the folder', async () => {
  for (const path of ['/letters/none', '/letters/..%2F..%2Fetc%2Fpasswd', '/nothing'])
    assert.equal((await get(path)).status, 404);
});

test("a stranger's page that points its own name at this machine gets nothing", async () => {
  const status = await new Promise<number | undefined>((resolve, reject) => {
    request(mailbox.origin, { headers: { host: 'rebound.example' } }, (answer) => resolve(answer.statusCode))
      .on('error', reject)
      .end();
  });
  assert.equal(status, 400);
});
