import { attributes, flag, type Html, html } from './html.ts';

export type Field = {
  readonly label: string;
  /** Also the id, so that an error summary can lead to it; unique on the page. */
  readonly name: string;
  readonly value?: string | undefined;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  /** False says "(if you like)" beside the label; left out, the label says nothing of it. */
  readonly required?: boolean;
  /** 'off' or a token of the HTML standard: 'name', 'email', 'tel' ... */
  readonly autocomplete?: string;
  readonly maxlength?: number;
};

export type InputField = Field & {
  readonly type?: 'text' | 'email' | 'tel' | 'search' | 'number' | 'date' | 'time';
  readonly inputmode?: 'numeric' | 'decimal' | 'email' | 'tel';
  readonly min?: number | string;
  readonly max?: number | string;
};

/** One line of input with its label, hint and error tied to it. */
export const field = (options: InputField): Html =>
  wrapped(
    options,
    html`<input type="${options.type ?? 'text'}" ${common(options)} ${attributes({ value: options.value ?? '', inputmode: options.inputmode, min: options.min, max: options.max })}>`,
  );

/** A file to send along; its form has `enctype="multipart/form-data"`. `accept` is a help, no check. */
export const fileField = (options: Field & { readonly accept: string }): Html =>
  wrapped(options, html`<input type="file" ${common(options)} ${attributes({ accept: options.accept })}>`);

/** Several lines of input; it grows with its text. */
export const textArea = (options: Field & { readonly rows?: number }): Html =>
  wrapped(
    options,
    html`<textarea ${common(options)} ${attributes({ rows: options.rows ?? 5 })}>
${options.value}</textarea>`,
  );

export type Choice = { readonly value: string; readonly words: string };

/** A closed list. */
export const selectField = (options: Field & { readonly choices: readonly Choice[] }): Html =>
  wrapped(
    options,
    html`<select ${common(options)}>${options.choices.map(({ value, words }) => html`<option ${attributes({ value })} ${flag('selected', value === options.value)}>${words}</option>`)}</select>`,
  );

/** The id of a field's error, for aria-describedby. */
export const errorId = (name: string): string => `${name}-error`;

/** What is wrong with a field, in words, under it; nothing when all is well. */
export const errorBelow = (name: string, error: string | undefined): Html | false =>
  error !== undefined && html`<p class="error" id="${errorId(name)}">${error}</p>`;

/** The ids that describe a field, for aria-describedby. */
export const describedBy = ({
  name,
  hint,
  error,
}: Pick<Field, 'name' | 'hint' | 'error'>): string | undefined =>
  [hint !== undefined && `${name}-hint`, error !== undefined && errorId(name)].filter(Boolean).join(' ') ||
  undefined;

const common = (options: Field) =>
  attributes({
    id: options.name,
    name: options.name,
    required: options.required,
    autocomplete: options.autocomplete,
    maxlength: options.maxlength,
    'aria-invalid': options.error !== undefined && 'true',
    'aria-describedby': describedBy(options),
  });

const wrapped = (
  options: Field,
  control: Html,
): Html => html`<div class="field"><label for="${options.name}">${options.label}${options.required === false && html` <span class="optional">(if you like)</span>`}</label>
${options.hint !== undefined && html`<p class="hint" id="${options.name}-hint">${options.hint}</p>`}${control}
${errorBelow(options.name, options.error)}</div>`;
