import { describedBy, errorBelow } from './field.ts';
import { attributes, flag, type Html, html, type Piece } from './html.ts';

export type Pick = {
  readonly name: string;
  readonly value?: string;
  /** What is agreed to or chosen; may hold a link. */
  readonly label: Piece;
  readonly checked?: boolean;
  readonly required?: boolean;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
};

/** One box to tick; the whole row is its target. `name` is also its id. */
export const checkbox = (
  pick: Pick,
): Html => html`<div class="field"><label class="pick"><input type="checkbox" ${attributes({
  id: pick.name,
  name: pick.name,
  value: pick.value ?? 'yes',
  checked: pick.checked,
  required: pick.required,
  'aria-invalid': pick.error !== undefined && 'true',
  'aria-describedby': describedBy(pick),
})}><span>${pick.label}</span></label>
${pick.hint !== undefined && html`<p class="hint" id="${pick.name}-hint">${pick.hint}</p>`}${errorBelow(pick.name, pick.error)}</div>`;

export type Option = {
  readonly value: string;
  readonly label: Piece;
  readonly hint?: Piece;
  /** Shown large at the end of the row: a price. */
  readonly price?: Piece;
};

export type Options = {
  readonly legend: string;
  readonly name: string;
  readonly options: readonly Option[];
  readonly chosen?: string | undefined;
  readonly error?: string | undefined;
  readonly hint?: string | undefined;
  /** 'cards' for prices and other choices that carry weight, 'rows' for the rest. */
  readonly look?: 'cards' | 'rows';
};

/** One of several, as radios in a fieldset. The first radio has the id `name`, so that an error summary can lead to it. */
export const radios = (
  group: Options,
): Html => html`<fieldset class="field" ${attributes({ 'aria-describedby': describedBy(group) })}><legend>${group.legend}</legend>
${group.hint !== undefined && html`<p class="hint" id="${group.name}-hint">${group.hint}</p>`}<div class="${group.look === 'cards' ? 'tiers' : 'picks'}">${group.options.map((option, index) => radio(group, option, index))}</div>
${errorBelow(group.name, group.error)}</fieldset>`;

const radio = (group: Options, option: Option, index: number): Html =>
  html`<label class="pick"><input type="radio" ${attributes({
    id: index === 0 ? group.name : `${group.name}-${index + 1}`,
    name: group.name,
    value: option.value,
    checked: option.value === group.chosen,
    'aria-invalid': group.error !== undefined && 'true',
  })}><span>${option.hint === undefined ? option.label : html`<b>${option.label}</b><br><span class="hint">${option.hint}</span>`}</span>${option.price !== undefined && html`<span class="price">${option.price}</span>`}</label>`;

/** A box in a list of filters: many share one name. */
export const filterBox = (options: {
  readonly name: string;
  readonly value: string;
  readonly label: Piece;
  readonly checked: boolean;
  readonly type?: 'checkbox' | 'radio';
}): Html =>
  html`<label class="pick"><input type="${options.type ?? 'checkbox'}" name="${options.name}" value="${options.value}" ${flag('checked', options.checked)}><span>${options.label}</span></label>`;
