import { accept, type Result, refuse } from '../../kernel/result.ts';
import type { Mail } from '../outbox.ts';

export type LetterRefusal = { readonly because: 'not-one-recipient' | 'line-break-in-header' | 'empty' };

/** One bare address: no list, no group, no display name, no comment. */
const ONE_ADDRESS = /^[^\s,;:<>()[\]\\"@]+@[^\s,;:<>()[\]\\"@]+$/;
/** C0 controls and DEL; a header with a line break would let its value write further headers. */
const isPlainLine = (text: string) =>
  [...text].every((character) => character >= ' ' && character !== '\u007f');

/** Whether a letter may leave: to one person, and with nothing that would become a header of its own. */
export const checkLetter = (mail: Mail): Result<Mail, LetterRefusal> => {
  const headers = [mail.to, mail.subject, mail.calendar?.filename ?? ''];
  if (!headers.every(isPlainLine)) return refuse({ because: 'line-break-in-header' });
  if (mail.to.length > 254 || !ONE_ADDRESS.test(mail.to)) return refuse({ because: 'not-one-recipient' });
  if (mail.subject.trim() === '' || mail.text.trim() === '') return refuse({ because: 'empty' });
  return accept(mail);
};
