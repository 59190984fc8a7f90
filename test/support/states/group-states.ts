// A group as the desk writes it: every part of its form, and what stands between it and print.
import type { Visitor } from '../app.ts';
import type { State } from './state.ts';

const DATES = {
  ...{ version: '9999', first_on: '2027-01-07', time: '18:30', minutes: '90', every: '1' },
  ...{ zone: 'America/Los_Angeles', ends: 'never', sessions: '8' },
};

const formStates = (by: Visitor, fresh: string): State[] => {
  const part = (name: string) => `${fresh}/edit/${name}`;
  return [
    { name: 'new group', path: '/desk/groups/new', by },
    { name: 'new group without a name', path: '/desk/groups/new', by, fields: { name: '' }, status: 422 },
    { name: 'a group begun', path: `${fresh}/edit`, by },
    { name: 'too little for a page', path: `${fresh}/preview`, by },
    { name: 'no dates yet', path: `${fresh}/dates`, by },
    { name: 'a group that lacks much', path: `${fresh}/publication`, by },
    { name: 'words gone wrong', path: part('words'), by, fields: { name: '', summary: 'x'.repeat(400) }, status: 422 },
    { name: 'people gone wrong', path: part('people'), by, fields: { age_from: '12', lean_line_0: 'A line' }, status: 422 },
    { name: 'place gone wrong', path: part('place'), by, fields: { format: 'x', address: '!!' }, status: 422 },
    { name: 'dates gone wrong', path: part('dates'), by, fields: { ...DATES, first_on: 'soon', move_on_0: '2027-01-08', move_to_0: '2027-01-09' }, status: 422 },
    { name: 'dates shown before saving', path: part('dates'), by, fields: { ...DATES, move_on_0: '2027-01-14', move_to_0: '2027-01-15', break_from_0: '2027-02-01', break_to_0: '2027-02-28', do: 'show' } },
    { name: 'one more moved meeting', path: part('dates'), by, fields: { ...DATES, do: 'move-add' } },
    { name: 'chairs gone wrong', path: part('chairs'), by, fields: { capacity: '4', min_seats: '9', decision_on: 'x' }, status: 422 },
    { name: 'prices gone wrong', path: part('prices'), by, fields: { meetings_sold: '4', tier_name_0: 'Even', tier_price_0: 'x' }, status: 422 },
    { name: 'words saved', path: part('words'), by, fields: { version: '9999', name: 'Evenings' } },
    { name: 'words saved meanwhile', path: part('words'), by, fields: { version: '0', name: 'Mine' }, status: 409 },
    { name: 'before a new group is deleted', path: `${fresh}/draft/removal`, by },
  ];
}; // biome-ignore format: rows

const printStates = (by: Visitor, room: string): State[] => [
  { name: 'a group in print', path: `${room}/edit`, by },
  ...['words', 'people', 'place', 'dates', 'chairs', 'prices'].map((part) => ({ name: part, path: `${room}/edit/${part}`, by })),
  { name: 'nothing to publish', path: `${room}/publication`, by, fields: { version: '0', letters: '0' }, status: 409 },
  { name: 'preview of what is in print', path: `${room}/preview`, by },
  { name: 'two years of dates', path: `${room}/dates`, by },
  { name: 'words in draft', path: `${room}/edit/words`, by, fields: { version: '0', name: 'Later evenings', summary: 'S', lead: 'L', focus: 'F', first_session: 'M' } },
  { name: 'before it is published', path: `${room}/publication`, by },
  { name: 'before a draft is dropped', path: `${room}/draft/removal`, by },
  { name: 'a draft changed before it is dropped', path: `${room}/draft/removal`, by, fields: { version: '0' }, status: 409 },
  { name: 'history', path: `${room}/history`, by },
  { name: 'a version', path: `${room}/history/1`, by },
  { name: 'a version brought back', path: `${room}/history/1/draft`, by, fields: {} },
  { name: 'before closing', path: `${room}/state/closing`, by },
  { name: 'not now', path: `${room}/state/opening`, by, fields: {}, status: 409 },
  { name: 'closed', path: `${room}/state/closing`, by, fields: {} },
  ...['opening', 'withdrawal', 'archiving'].map((turn) => ({ name: `before ${turn}`, path: `${room}/state/${turn}`, by })),
  { name: 'opened', path: `${room}/state/opening`, by, fields: {} },
  { name: 'copied', path: `${room}/copy`, by, fields: {} },
]; // biome-ignore format: rows

/** @param offering of a group in print that nobody else needs as it is. */
export const groupStates = async (owner: Visitor, offering: string): Promise<State[]> => {
  const begun = await owner.post('/desk/groups/new', { name: 'Evenings' });
  const fresh = String(begun.headers.location).replace(/\/edit$/, '');
  return [...formStates(owner, fresh), ...printStates(owner, `/desk/groups/${offering}`)];
};
