import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ParsedMail, simpleParser } from 'mailparser';

export type Attachment = { readonly filename: string; readonly type: string; readonly content: Buffer };

export type Letter = {
  /** File name without `.eml`. */
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly sentAt: Date;
  readonly text: string;
  readonly html: string | undefined;
  readonly headers: readonly string[];
  readonly attachments: readonly Attachment[];
};

/** What folderTransport names its files; nothing else in the folder is opened. */
const LETTER = /^[\w-]+$/;

const addressOf = (field: ParsedMail['to']): string =>
  [field ?? []]
    .flat()
    .map((one) => one.text)
    .join(', ');

/** Reads one letter; undefined when there is none of that name. */
export const readLetter = async (folder: string, id: string): Promise<Letter | undefined> => {
  if (!LETTER.test(id)) return undefined;
  const bytes = await readFile(join(folder, `${id}.eml`)).catch(() => undefined);
  if (bytes === undefined) return undefined;
  const mail = await simpleParser(bytes, { skipImageLinks: true });
  return {
    id,
    from: mail.from?.text ?? '',
    to: addressOf(mail.to),
    subject: mail.subject ?? '',
    sentAt: mail.date ?? new Date(0),
    text: mail.text ?? '',
    html: mail.html || undefined,
    headers: mail.headerLines.map((header) => header.line),
    attachments: mail.attachments.map((part) => ({
      filename: part.filename ?? 'file',
      type: part.contentType,
      content: part.content,
    })),
  };
};

/** The newest letters first; file names begin with the time of writing. */
export const readLetters = async (folder: string, most: number): Promise<readonly Letter[]> => {
  const names = (await readdir(folder).catch(() => []))
    .filter((name) => name.endsWith('.eml'))
    .sort()
    .reverse();
  const letters = await Promise.all(
    names.slice(0, most).map((name) => readLetter(folder, name.slice(0, -'.eml'.length))),
  );
  return letters.filter((letter) => letter !== undefined);
};
