/** The part of an address after its question mark, with it; nothing where no value is given. */
export const query = (values: Readonly<Record<string, string | readonly string[] | undefined>>): string => {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values))
    for (const one of value === undefined ? [] : [value].flat()) if (one !== '') search.append(name, one);
  const text = search.toString();
  return text && `?${text}`;
};
