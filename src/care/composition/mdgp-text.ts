/** The public problem of maximum diversity grouping: everybody in a group, sizes within limits, far from each other. */
export type Mdgp = {
  readonly items: number;
  readonly least: readonly number[];
  readonly most: readonly number[];
  /** Row by row, symmetric, 0 on the diagonal. */
  readonly distance: Float64Array;
};

export type MdgpRefusal = { readonly line: number; readonly because: string };

/**
 * Reads the public text format: `n G ss|ds a1 b1 ... aG bG`, then lines `i j d` with items from 0.
 * A fault names its line, counted from 1.
 */
export const readMdgp = (text: string): Read<Mdgp> => {
  const [first = '', ...rows] = text.split(/\r?\n/);
  const head = readHead(first.trim().split(/\s+/));
  if (!head.ok) return head;
  const { items } = head.value;
  const distance = new Float64Array(items * items);
  for (const [index, row] of rows.entries()) {
    if (row.trim() === '') continue;
    const [i = Number.NaN, j = Number.NaN, d = Number.NaN] = row.trim().split(/\s+/).map(Number);
    if (!(isItem(i, items) && isItem(j, items) && Number.isFinite(d)))
      return refuse(index + 2, 'not “i j d”');
    distance[i * items + j] = d;
    distance[j * items + i] = d;
  }
  return { ok: true, value: { ...head.value, distance } };
};

type Read<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: MdgpRefusal };

const refuse = (line: number, because: string) => ({ ok: false, refusal: { line, because } }) as const;

const readHead = (head: readonly string[]): Read<Omit<Mdgp, 'distance'>> => {
  const [items, groups] = [Number(head[0]), Number(head[1])];
  const limits = head.slice(3).map(Number);
  if (!isItem(items - 2, 20_000)) return refuse(1, 'n is not a number from 2 to 20000');
  if (!isItem(groups - 1, items)) return refuse(1, 'G is not a number of groups');
  if (!['ss', 'ds'].includes(head[2] ?? '')) return refuse(1, 'after n and G stands ss or ds');
  if (limits.length !== groups * 2 || !limits.every((one) => isItem(one, items + 1)))
    return refuse(1, `${groups} groups need ${groups * 2} limits`);
  const least = limits.filter((_, index) => index % 2 === 0);
  const most = limits.filter((_, index) => index % 2 === 1);
  const holds = sum(least) <= items && sum(most) >= items && least.every((one, g) => one <= (most[g] ?? 0));
  return holds
    ? { ok: true, value: { items, least, most } }
    : refuse(1, `the limits do not hold ${items} items`);
};

const isItem = (value: number, items: number): boolean =>
  Number.isInteger(value) && value >= 0 && value < items;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
