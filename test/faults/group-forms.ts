// The forms in which the desk writes and publishes groups, filled in well.
import assert from 'node:assert/strict';
import type { Visitor } from '../support/app.ts';

type Pairs = readonly (readonly [string, string])[];
type Stage = { readonly visitor: Visitor; readonly path: string; readonly fields: Pairs };

/** What every part takes: fields that belong to another part are left aside. */
const PART: Pairs = [
  ['version', '99999'],
  ['name', 'Evenings'],
  ['summary', 'For people who lie awake.'],
  ['suits', 'you lie awake'],
  ['first_on', '2027-01-07'],
  ['time', '18:30'],
  ['minutes', '90'],
  ['every', '1'],
  ['zone', 'America/Los_Angeles'],
  ['ends', 'never'],
  ['break_from_0', '2027-02-04'],
  ['break_to_0', ''],
  ['move_on_0', '2027-01-14'],
  ['move_to_0', '2027-01-15'],
  ['move_time_0', '17:00'],
];
const PARTS = ['words', 'dates'];

const begun = async (visitor: Visitor, name: string) => {
  const answer = await visitor.post('/desk/groups/new', { name });
  assert.equal(answer.statusCode, 303);
  return String(answer.headers.location).replace(/\/edit$/, '');
};

const numberIn = (body: string, field: string) =>
  new RegExp(`name="${field}" value="(\\d+)"`).exec(body)?.[1] ?? '0';

/** @param offering of a group that is in print. */
export const groupForms = (
  owner: () => Promise<Visitor>,
  offering: () => string,
): Record<string, () => Promise<Stage>> => {
  let turn = 0;
  const room = () => `/desk/groups/${offering()}`;
  return {
    '/desk/groups/new': async () => ({
      visitor: await owner(),
      path: '/desk/groups/new',
      fields: [
        ['name', 'Evenings'],
        ['from', ''],
      ],
    }),
    '/desk/groups/:id/copy': async () => ({ visitor: await owner(), path: `${room()}/copy`, fields: [] }),
    '/desk/groups/:id/edit/:part': async () => {
      const visitor = await owner();
      const path = `${await begun(visitor, 'Evenings')}/edit/${PARTS[turn++ % PARTS.length]}`;
      return { visitor, path, fields: PART };
    },
    '/desk/groups/:id/draft/removal': async () => {
      const visitor = await owner();
      const path = `${await begun(visitor, 'To go')}/draft/removal`;
      return { visitor, path, fields: [['version', numberIn((await visitor.get(path)).body, 'version')]] };
    },
    '/desk/groups/:id/publication': async () => {
      const visitor = await owner();
      const copy = String((await visitor.post(`${room()}/copy`)).headers.location).replace(/\/edit$/, '');
      const path = `${copy}/publication`;
      const { body } = await visitor.get(path);
      const fields = ['version', 'letters'].map((field) => [field, numberIn(body, field)] as const);
      return { visitor, path, fields };
    },
    '/desk/groups/:id/state/:turn': async () => ({
      visitor: await owner(),
      path: `${await begun(await owner(), 'New')}/state/closing`,
      fields: [],
    }),
    '/desk/groups/:id/history/:number/draft': async () => ({
      visitor: await owner(),
      path: `${room()}/history/1/draft`,
      fields: [],
    }),
  };
};
