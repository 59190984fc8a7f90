import type { Currency } from '../../../kernel/money.ts';
import { type Html, html } from '../../../ui/html.ts';
import type { DraftContent } from '../draft.ts';
import { fieldName, type Row, type RowShape, rowsIn, type Typed } from '../rows.ts';
import type { Errors } from '../typed-forms.ts';

/** A part of the form as it is shown: what was typed, what is wrong with it, and what can be chosen. */
export type PartView = {
  readonly typed: Typed;
  readonly errors: Errors;
  readonly content: DraftContent;
  readonly currency: Currency;
  readonly locale: string;
  readonly zones: readonly string[];
  readonly languages: readonly string[];
  readonly facilitators: readonly {
    readonly id: string;
    readonly name: string;
    readonly credentials: string;
  }[];
  readonly agreements: readonly { readonly version: number; readonly title: string }[];
  /** Chairs that are paid, granted, held or offered. */
  readonly taken: number;
  /** Where the public page stands, for the warning about its address. */
  readonly origin: string;
};

/** A field's value and message by its name. */
export const filled = ({ typed, errors }: PartView, name: string) => ({
  name,
  value: typed[name],
  error: errors[name],
});

export type RowView = {
  /** From 0. */
  readonly index: number;
  readonly row: Row;
  /** The name of one of its fields. */
  readonly name: (field: string) => string;
};

/** The rows as they were typed, with at least `least` of them. */
export const rowsOf = (view: PartView, shape: RowShape, least: number): RowView[] => {
  const rows = rowsIn(shape, view.typed);
  const count = Math.min(shape.most, Math.max(rows.length, least));
  return Array.from({ length: count }, (_, index) => ({
    index,
    row: rows[index] ?? {},
    name: (field) => fieldName(shape, field, index),
  }));
};

type RowButton = { readonly deed: 'remove' | 'up' | 'down'; readonly words: string; readonly which: string };

/** A button beside a row; it works without script, and what was typed elsewhere stays. */
export const rowButton = ({ name }: RowShape, index: number, { deed, words, which }: RowButton): Html =>
  html`<button class="btn plain sm" name="do" value="${name}-${deed}-${index}">${words}<span class="vh"> ${which}</span></button>`;

export const addButton = ({ name }: RowShape, words: string): Html =>
  html`<p><button class="btn quiet sm" name="do" value="${name}-add">${words}</button></p>`;
