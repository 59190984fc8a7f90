/** What a form sent, texts only: a field sent twice, as a list, or longer than a form takes is as if it had not been sent. */
export const textsOf = (body: unknown, longest = 1000): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(typeof body === 'object' && body !== null ? body : {}).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1].length <= longest,
    ),
  );
