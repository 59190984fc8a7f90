/** One field before and after: what a history keeps. Empty text is "nothing there". */
export type FieldChange<Field extends string = string> = {
  readonly field: Field;
  readonly was: string;
  readonly became: string;
};

/** Which fields differ, in the order of `after`. */
export const changesBetween = <Field extends string>(
  before: Readonly<Record<Field, string>>,
  after: Readonly<Record<Field, string>>,
): FieldChange<Field>[] =>
  (Object.keys(after) as Field[])
    .filter((field) => before[field] !== after[field])
    .map((field) => ({ field, was: before[field], became: after[field] }));
