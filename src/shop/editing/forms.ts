import { parseId } from '../../kernel/id.ts';
import { isPart, type Part } from './draft.ts';
import type { Typed } from './rows.ts';
import { type Errors, listErrors, readText, typedOf } from './typed-forms.ts';

export type BeginInput = { readonly typed: Typed; readonly errors: Errors } & (
  | { readonly ok: true; readonly name: string; readonly from: string | undefined }
  | { readonly ok: false }
);

/** A new group's name, and the group whose words it begins with; a copy needs no name. */
export const readBegin = (body: unknown): BeginInput => {
  const typed = typedOf(body);
  const list = listErrors();
  const name = readText(typed, { field: 'name', most: 80 }, list);
  const wish = typed['from'] ?? '';
  const from = wish === '' ? undefined : parseId<'offering'>(wish);
  if (wish !== '' && !from) list.add('from', 'Please choose one of these groups, or nothing.');
  if (name === '' && wish === '') list.add('name', 'Please give the group a name. You can change it later.');
  const { errors } = list;
  return Object.keys(errors).length === 0
    ? { typed, errors, ok: true, name, from }
    : { typed, errors, ok: false };
};

/** The version of the draft that a form was opened with; 0 where it says none, which is older than any. */
export const readFormVersion = (body: unknown): number => {
  const text = typedOf(body)['version'] ?? '';
  return /^\d{1,9}$/.test(text) ? Number(text) : 0;
};

/** Which part was saved a moment ago, as the address tells. */
export const readSaved = (query: unknown): Part | undefined => {
  const saved = typedOf(query)['saved'] ?? '';
  return isPart(saved) ? saved : undefined;
};
