/** What was typed into a form, by the names of its fields. */
export type Typed = Readonly<Record<string, string>>;

/** Rows of a form that can be added, taken away and moved: the fields of row 2 are named `tier_name_2`. */
export type RowShape = {
  readonly name: string;
  readonly fields: readonly string[];
  readonly most: number;
};

export type Row = Readonly<Record<string, string>>;

/** What a button beside a row, or below the rows, does. */
export type RowDeed =
  | { readonly deed: 'add' }
  | { readonly deed: 'remove' | 'up' | 'down'; readonly index: number };

export const fieldName = ({ name }: RowShape, field: string, index: number): string =>
  `${name}_${field}_${index}`;

/** The rows as they were typed, in order; numbers that were left out part nothing. */
export const rowsIn = (shape: RowShape, typed: Typed): Row[] => {
  const pattern = new RegExp(`^${shape.name}_(?:${shape.fields.join('|')})_(\\d{1,3})$`);
  const numbers = Object.keys(typed).flatMap((key) => pattern.exec(key)?.[1] ?? []);
  const indices = [...new Set(numbers.map(Number))].sort((a, b) => a - b).slice(0, shape.most);
  return indices.map((index) =>
    Object.fromEntries(shape.fields.map((field) => [field, typed[fieldName(shape, field, index)] ?? ''])),
  );
};

/** The typed fields with these rows in the place of those that were there. */
export const withRows = (shape: RowShape, typed: Typed, rows: readonly Row[]): Typed => {
  const others = Object.entries(typed).filter(
    ([key]) => !shape.fields.some((field) => key.startsWith(`${shape.name}_${field}_`)),
  );
  const fields = rows.flatMap((row, index) =>
    shape.fields.map((field) => [fieldName(shape, field, index), row[field] ?? ''] as const),
  );
  return Object.fromEntries([...others, ...fields]);
};

export const isEmptyRow = (row: Row): boolean => Object.values(row).every((value) => value.trim() === '');

/** The button "tier-up-2", understood; undefined for any other button. */
export const readDeed = ({ name }: RowShape, pressed: string): RowDeed | undefined => {
  if (pressed === `${name}-add`) return { deed: 'add' };
  const [, deed, index] = new RegExp(`^${name}-(remove|up|down)-(\\d{1,3})$`).exec(pressed) ?? [];
  return deed === 'remove' || deed === 'up' || deed === 'down' ? { deed, index: Number(index) } : undefined;
};

/** The rows after a button was pressed; a row that is not there changes nothing. */
export const changeRows = (shape: RowShape, rows: readonly Row[], change: RowDeed): readonly Row[] => {
  if (change.deed === 'add') return rows.length < shape.most ? [...rows, emptyRow(shape)] : rows;
  const { deed, index } = change;
  const row = rows[index];
  if (!row) return rows;
  if (deed === 'remove') return rows.toSpliced(index, 1);
  const to = index + (deed === 'up' ? -1 : 1);
  const other = rows[to];
  return other ? rows.with(index, other).with(to, row) : rows;
};

export const emptyRow = ({ fields }: RowShape): Row => Object.fromEntries(fields.map((field) => [field, '']));
