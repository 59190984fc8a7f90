/** Which side of a row's number to look at: where rows are never deleted, a number is a bookmark that holds. */
export type Bookmark = { readonly side: 'after' | 'before'; readonly number: number };

export type Turned<Row> = {
  readonly rows: readonly Row[];
  /** Where the pages before and after this one begin; undefined at an end. */
  readonly back: Bookmark | undefined;
  readonly forward: Bookmark | undefined;
};

/**
 * Cuts a page of `size` from rows that were read one further than it, and says where its neighbours lie.
 * Rows stand in reading order; read backwards, the surplus row is the first.
 */
export const turn = <Row extends { readonly number: number }>(
  read: readonly Row[],
  size: number,
  from: Bookmark | undefined,
): Turned<Row> => {
  const more = read.length > size;
  const backwards = from?.side === 'before';
  const rows = backwards ? read.slice(-size) : read.slice(0, size);
  const [first, last] = [rows.at(0), rows.at(-1)];
  const hasBack = backwards ? more : from !== undefined;
  const hasForward = backwards || more;
  return {
    rows,
    back: hasBack && first ? { side: 'before', number: first.number } : undefined,
    forward: hasForward && last ? { side: 'after', number: last.number } : undefined,
  };
};
