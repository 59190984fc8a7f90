import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { after, test } from 'node:test';
import { simpleParser } from 'mailparser';
import { smtpTransport } from './transport.ts';

const received: { from: string; to: string[]; data: string }[] = [];

/** As much of a mail server as a letter needs: it takes one and remembers it. */
const server = createServer((socket) => {
  let letter = { from: '', to: [] as string[], data: '' };
  let inData = false;
  let rest = '';
  const line = (text: string) => {
    if (inData) {
      if (text !== '.') {
        letter.data += `${text}\r\n`;
        return;
      }
      inData = false;
      received.push(letter);
      letter = { from: '', to: [], data: '' };
      return void socket.write('250 taken\r\n');
    }
    if (/^MAIL FROM/i.test(text)) letter.from = text;
    if (/^RCPT TO/i.test(text)) letter.to.push(text);
    if (/^DATA/i.test(text)) inData = true;
    socket.write(inData ? '354 go on\r\n' : '250 fine\r\n');
  };
  socket.write('220 here\r\n');
  socket.on('data', (chunk) => {
    const lines = (rest + chunk).split('\r\n');
    rest = lines.pop() ?? '';
    lines.forEach(line);
  });
  socket.on('error', () => undefined);
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const transport = smtpTransport(`smtp://127.0.0.1:${(server.address() as AddressInfo).port}?ignoreTLS=true`);
after(() => {
  transport.close();
  server.close();
});

test('a letter goes over the wire to one person, with its own Message-ID, both texts and the calendar file', async () => {
  await transport.send({
    mail: {
      to: 'mira@example.org',
      subject: 'RS Practice: your order 4817',
      text: 'Thank you.',
      html: '<p>Thank you.</p>',
      calendar: { filename: 'appointment.ics', content: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR' },
    },
    from: { name: 'RS Practice', address: 'desk@rowan.example' },
    messageId: '<0198@rowan.example>',
    sentAt: new Date('2026-11-23T10:00:00Z'),
  });
  assert.equal(received.length, 1);
  assert.deepEqual(
    received[0]?.to.map((text) => /<(.+)>/.exec(text)?.[1]),
    ['mira@example.org'],
  );
  const mail = await simpleParser(received[0]?.data ?? '');
  assert.equal(mail.messageId, '<0198@rowan.example>');
  assert.equal(mail.from?.text, '"RS Practice" <desk@rowan.example>');
  assert.equal(mail.text?.trim(), 'Thank you.');
  assert.equal(mail.html, '<p>Thank you.</p>');
  assert.equal(mail.attachments[0]?.filename, 'appointment.ics');
  assert.equal(mail.headers.get('auto-submitted'), 'auto-generated');
});
