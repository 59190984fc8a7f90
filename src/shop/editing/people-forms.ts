import { isFactor } from '../../factors/factor.ts';
import { type FacilitatorId, type LeansOn, STRUGGLES } from '../catalogue/public.ts';
import type { PartContent } from './draft.ts';
import { isEmptyRow, type Row, type RowShape, rowsIn, type Typed, withRows } from './rows.ts';
import {
  type ErrorList,
  finished,
  listErrors,
  oneLine,
  type Read,
  readLines,
  readText,
  readWhole,
} from './typed-forms.ts';

export const LEANS: RowShape = { name: 'lean', fields: ['factor', 'line'], most: 3 };
export const LANGUAGES: RowShape = { name: 'language', fields: ['code'], most: 4 };

const OLDEST = 120;
const ATTESTATIONS = { field: 'attestations', most: 6, longest: 200 } as const;

export const typedPeople = (content: PartContent<'people'>): Typed => {
  const ticked = (name: string, values: readonly string[]) =>
    values.map((value) => [`${name}_${value}`, 'yes'] as const);
  const leans: Row[] = content.leansOn.map(({ factor, line }) => ({ factor, line }));
  const languages: Row[] = content.languages.map((code) => ({ code }));
  const boxes = Object.fromEntries([
    ...ticked('struggle', content.struggles),
    ...ticked('facilitator', content.facilitatorIds),
  ]);
  const plain = {
    age_from: String(content.ageFrom),
    age_to: content.ageTo === null ? '' : String(content.ageTo),
    attestations: content.attestations.join('\n'),
  };
  return withRows(LANGUAGES, withRows(LEANS, { ...plain, ...boxes }, leans), languages);
};

export type PeopleChoices = {
  /** Everybody who may lead, in the order in which pages name them. */
  readonly facilitatorIds: readonly string[];
  readonly languages: readonly string[];
};

export const readPeople = (typed: Typed, choices: PeopleChoices): Read<PartContent<'people'>> => {
  const list = listErrors();
  const isTicked = (name: string) => typed[name] === 'yes';
  const ageFrom = readWhole(typed, { field: 'age_from', from: 18, to: OLDEST }, list);
  return finished(list.errors, {
    struggles: STRUGGLES.filter((struggle) => isTicked(`struggle_${struggle}`)),
    leansOn: readLeans(typed, list),
    languages: readLanguages(typed, choices.languages, list),
    ageFrom,
    ageTo: readAgeTo(typed, ageFrom, list),
    attestations: readLines(typed, ATTESTATIONS, list),
    facilitatorIds: choices.facilitatorIds.filter((id) => isTicked(`facilitator_${id}`)) as FacilitatorId[],
  });
};

const readAgeTo = (typed: Typed, from: number, list: ErrorList): number | null =>
  oneLine(typed['age_to']) === ''
    ? null
    : readWhole(typed, { field: 'age_to', from: Math.min(from, OLDEST), to: OLDEST }, list);

/** Up to three benefits, each once and with its line. */
const readLeans = (typed: Typed, list: ErrorList): LeansOn[] => {
  const seen = new Set<string>();
  return rowsIn(LEANS, typed).flatMap((row, index): LeansOn[] => {
    if (isEmptyRow(row)) return [];
    const factor = row['factor'] ?? '';
    const line = readText(typed, { field: `lean_line_${index}`, most: 200 }, list);
    if (!isFactor(factor)) {
      list.add(`lean_factor_${index}`, 'Please choose the benefit that this line is about.');
      return [];
    }
    if (seen.has(factor))
      list.add(`lean_factor_${index}`, 'This benefit is named twice. Please choose another.');
    if (line === '') list.add(`lean_line_${index}`, 'Please say in a line how this group leans on it.');
    seen.add(factor);
    return [{ factor, line }];
  });
};

const readLanguages = (typed: Typed, known: readonly string[], list: ErrorList): string[] => {
  const codes = rowsIn(LANGUAGES, typed).map(({ code = '' }) => code);
  for (const [index, code] of codes.entries())
    if (code !== '' && !known.includes(code))
      list.add(`language_code_${index}`, 'Please choose one of these languages.');
  return [...new Set(codes.filter((code) => known.includes(code)))];
};
