import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import nodemailer from 'nodemailer';
import type { Mail } from '../outbox.ts';

export type Envelope = {
  readonly mail: Mail;
  /** Neutral: what the reader's list of mails shows as sender. */
  readonly from: { readonly name: string; readonly address: string };
  /** The same at every try, so that a mail sent twice is shown once. */
  readonly messageId: string;
  readonly sentAt: Date;
};

/** Rejects when the letter was not taken; then it may or may not arrive, and is tried again. */
export type MailTransport = { send(envelope: Envelope): Promise<void>; close(): void };

const message = ({ mail, from, messageId, sentAt }: Envelope) => ({
  from: { name: from.name, address: from.address },
  to: [{ name: '', address: mail.to }],
  subject: mail.subject,
  text: mail.text,
  html: mail.html,
  messageId,
  date: sentAt,
  headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  attachments: mail.calendar
    ? [
        {
          filename: mail.calendar.filename,
          content: mail.calendar.content,
          contentType: 'text/calendar; charset=utf-8; method=PUBLISH',
        },
      ]
    : [],
  disableFileAccess: true,
  disableUrlAccess: true,
});

/** A real mail server. Deadlines are shorter than the queue's. */
export const smtpTransport = (url: string): MailTransport => {
  const transport = nodemailer.createTransport({
    url,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
  });
  return {
    send: async (envelope) => {
      await transport.sendMail(message(envelope));
    },
    close: () => transport.close(),
  };
};

/** Example mode: each letter becomes an .eml file; nothing leaves the machine. A repeat overwrites its file. */
export const folderTransport = (folder: string): MailTransport => {
  const composer = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'unix' });
  return {
    send: async (envelope) => {
      const { message: bytes } = await composer.sendMail(message(envelope));
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const id = envelope.messageId.replace(/[^\w-]/g, '_');
      const file = join(folder, `${envelope.sentAt.toISOString().replace(/[:.]/g, '-')}-${id}.eml`);
      await writeFile(`${file}.part`, bytes as Buffer, { mode: 0o600 });
      await rename(`${file}.part`, file);
    },
    close: () => undefined,
  };
};
