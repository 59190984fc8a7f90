/** What a form sent, texts only: a field sent twice, as a list, or longer than a form takes is as if it had not been sent. */
export const textsOf = (body: unknown, longest = 1000): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(typeof body === 'object' && body !== null ? body : {}).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1].length <= longest,
    ),
  );

/** What somebody wrote in a form, of any length: line ends as one sign, letters in one form, nothing that cannot be kept. */
export const writtenIn = (body: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(textsOf(body, Number.POSITIVE_INFINITY)).map(([name, text]) => [
      name,
      text.replaceAll('\r\n', '\n').replaceAll('\0', '').normalize('NFC'),
    ]),
  );

/** A text on one line, without space at its ends. */
export const oneLine = (text: string | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();
