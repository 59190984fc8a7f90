import type { PartContent } from './draft.ts';
import type { Typed } from './rows.ts';
import {
  type ErrorList,
  finished,
  listErrors,
  oneLine,
  type Read,
  readDate,
  readOne,
  readWhole,
} from './typed-forms.ts';

export const typedChairs = (content: PartContent<'chairs'>): Typed => ({
  kind: content.kind,
  entry: content.entry,
  capacity: String(content.capacity),
  min_seats: String(content.minSeats),
  decision_on: content.decisionOn ?? '',
  agreement_version: content.agreementVersion === null ? '' : String(content.agreementVersion),
});

const MOST_CHAIRS = 500;

export type ChairChoices = {
  /** Chairs that are paid, granted, held or offered: there can never be fewer. */
  readonly taken: number;
  readonly agreementVersions: readonly number[];
};

export const readChairs = (
  typed: Typed,
  { taken, agreementVersions }: ChairChoices,
): Read<PartContent<'chairs'>> => {
  const list = listErrors();
  const capacity = readWhole(typed, { field: 'capacity', from: 1, to: MOST_CHAIRS }, list);
  if (capacity < taken && list.errors['capacity'] === undefined) list.add('capacity', tooFew(taken));
  const minSeats = readWhole(typed, { field: 'min_seats', from: 1, to: MOST_CHAIRS }, list);
  if (minSeats > capacity)
    list.add('min_seats', `This cannot be more than the ${capacity} chairs there are.`);
  return finished(list.errors, {
    kind: readOne(typed, { field: 'kind', of: ['open', 'closed', 'slow-open'] }, list),
    entry: readOne(typed, { field: 'entry', of: ['buy', 'apply'] }, list),
    capacity,
    minSeats,
    decisionOn: oneLine(typed['decision_on']) === '' ? null : readDate(typed, 'decision_on', list),
    agreementVersion: agreementVersions.length === 0 ? null : readAgreement(typed, agreementVersions, list),
  });
};

const readAgreement = (typed: Typed, versions: readonly number[], list: ErrorList): number =>
  Number(readOne(typed, { field: 'agreement_version', of: versions.map(String) }, list));

/** Why there cannot be so few chairs. */
const tooFew = (taken: number): string =>
  taken === 1
    ? 'One chair is taken, held or offered already, so there must be at least one.'
    : `${taken} chairs are taken, held or offered already, so there must be at least ${taken}.`;
