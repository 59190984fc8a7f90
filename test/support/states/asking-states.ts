// Applying, waiting, coming together, and being kept apart: as those who ask see it, and as the desk does.
import assert from 'node:assert/strict';
import type { PracticeId } from '../../../src/kernel/id.ts';
import type { Visitor } from '../app.ts';
import {
  addressOf,
  applyAs,
  askToApply,
  facilitatorOf,
  fillUp,
  joinAs,
  letterTo,
  sweepSeats,
} from '../asking.ts';
import type { GroupForSale } from '../sale.ts';
import type { Shop } from './payment-states.ts';
import type { State } from './state.ts';

type Here = Shop & {
  readonly practiceId: PracticeId;
  readonly owner: Visitor;
  readonly facilitator: Visitor;
  readonly apply: GroupForSale;
  readonly full: GroupForSale;
};

/** Everything is set up here, with few letters asked for: the doors have limits. */
export const askingStates = async (
  shop: Shop,
  { practiceId, owner }: { readonly practiceId: PracticeId; readonly owner: Visitor },
): Promise<State[]> => {
  const apply = await shop.sell({ capacity: 6 });
  await shop.database.owner`update shop.offerings set entry = 'apply' where id = ${apply.offering}`;
  const full = await shop.sell({ capacity: 4 });
  await fillUp(shop.database, practiceId, full);
  const facilitator = await facilitatorOf(shop.database, shop.site, {
    ...{ practiceId, groups: [apply, full], email: 'marcus.bell@mail.example' },
  });
  const here: Here = { ...shop, practiceId, owner, facilitator, apply, full };
  return oneOfEachKind([...(await applying(here)), ...(await waiting(here))]);
};

/** Many states of few pages: one of each page, and one of each form gone wrong, is looked at closely. */
const oneOfEachKind = (states: readonly State[]): State[] => {
  const kinds = new Set<string>();
  return states.map((state) => {
    const page = state.path.replace(/\?.*/, '').replaceAll(/[\w-]{22,36}/g, ':id');
    const kind = `${page} ${(state.status ?? 200) < 400}`;
    const glance = kinds.has(kind);
    kinds.add(kind);
    return { ...state, glance };
  });
};

const decide = async ({ site, facilitator }: Here, id: string, say: string) => {
  const answer = await facilitator.post(`/desk/applications/${id}/decision`, {
    ...{ say, seen: 'applied', letter: 'We have read it with care.', days: '7' },
  });
  assert.equal(answer.statusCode, 303, `${say} was said`);
  await site.runJobs();
};

const applying = async (here: Here): Promise<State[]> => {
  const { site, apply, database, facilitator, owner } = here;
  const door = `/groups/${apply.address}/application`;
  const draft = await askToApply(site, apply, 'Dora Draft');
  const gone = await askToApply(site, apply, 'Gil Gone');
  const idOf = async (name: string): Promise<string> =>
    (await database.owner`select id from care.applications where name = ${name}`)[0]?.['id'];
  const sent = await applyAs(site, apply, { name: 'Senna Sent' });
  const talking = await applyAs(site, apply, { name: 'Tao Talking' });
  const refused = await applyAs(site, apply, { name: 'Ray Refused' });
  const offered = await applyAs(site, apply, { name: 'Ona Offered' });
  await decide(here, await idOf('Tao Talking'), 'talk');
  await decide(here, await idOf('Ray Refused'), 'no');
  await decide(here, await idOf('Ona Offered'), 'yes');
  const back = await applyAs(site, apply, { name: 'Bo Back' });
  const senna = `/desk/applications/${await idOf('Senna Sent')}`;
  return [
    { name: 'group by application', path: `/groups/${apply.address}` },
    { name: 'application', path: door },
    { name: 'application gone wrong', path: door, fields: { name: '', email: 'x' }, status: 422 },
    {
      name: 'application refused',
      path: door,
      fields: { name: 'A', email: 'a@mail.example', website: 'x' },
      status: 409,
    },
    { name: 'application asked for', path: `${door}/sent` },
    { name: 'own application', path: draft },
    { name: 'own application with gaps', path: draft, fields: { name: '', do: 'send' }, status: 422 },
    { name: 'own application kept', path: draft, fields: { name: 'Dora Draft', q1: 'So far.', do: 'save' } },
    { name: 'deleting what was never sent', path: `${draft}/withdrawal` },
    { name: 'own application deleted', path: `${gone}/withdrawal`, fields: {} },
    { name: 'own application sent', path: `${sent}?done=sent` },
    { name: 'own application talking', path: talking },
    { name: 'own application refused', path: refused },
    { name: 'own application with an offer', path: offered },
    { name: 'taking an application back', path: `${sent}/withdrawal` },
    { name: 'own application taken back', path: `${back}/withdrawal`, fields: {} },
    { name: 'never with, of an applicant', path: `${sent}/apart` },
    { name: 'never with, gone wrong', path: `${sent}/apart`, fields: { name: '', email: 'x' }, status: 422 },
    { name: 'never with, told', path: `${talking}/apart`, fields: { name: 'Nobody Known' } },
    { name: 'applications of a facilitator', path: '/desk/applications', by: facilitator },
    { name: 'applications, all', path: '/desk/applications?show=all&sortBy=name', by: facilitator },
    { name: 'applications, none found', path: '/desk/applications?q=nobody', by: facilitator },
    { name: 'applications for the desk', path: '/desk/applications', by: owner },
    { name: 'application to decide', path: senna, by: facilitator },
    { name: 'application noted', path: `${senna}/note`, by: facilitator, fields: { note: 'Mornings.' } },
    {
      name: 'application note too long',
      path: `${senna}/note`,
      by: facilitator,
      fields: { note: 'x'.repeat(5_001) },
      status: 422,
    },
    {
      name: 'application said no to',
      path: `/desk/applications/${await idOf('Ray Refused')}`,
      by: facilitator,
    },
    {
      name: 'application with an offer',
      path: `/desk/applications/${await idOf('Ona Offered')}`,
      by: facilitator,
    },
    { name: 'saying yes', path: `${senna}/decision?say=yes`, by: facilitator },
    {
      name: 'saying no with a name in it',
      path: `${senna}/decision`,
      by: facilitator,
      fields: { say: 'no', seen: 'applied', letter: `Not for ${apply.name}.` },
      status: 422,
    },
    {
      name: 'saying yes when somebody was quicker',
      path: `${senna}/decision`,
      by: facilitator,
      fields: { say: 'yes', seen: 'talking', letter: 'Come.', days: '7' },
      status: 409,
    },
    {
      name: 'taking a yes back',
      path: `/desk/applications/${await idOf('Ona Offered')}/decision?say=talk`,
      by: facilitator,
    },
    { name: 'questions for every group', path: '/desk/applications/questions', by: owner },
    {
      name: 'questions of a group',
      path: `/desk/applications/questions?group=${apply.offering}`,
      by: facilitator,
    },
    {
      name: 'questions gone wrong',
      path: `/desk/applications/questions?group=${apply.offering}`,
      by: facilitator,
      fields: { words_1: 'Tea?', kind_1: 'choice', seen: '0' },
      status: 422,
    },
    {
      name: 'questions saved',
      path: `/desk/applications/questions?group=${apply.offering}`,
      by: facilitator,
      fields: { words_1: 'Why now?', kind_1: 'long', seen: '0' },
    },
    { name: 'words for letters', path: '/desk/applications/letters', by: facilitator },
    {
      name: 'words for letters gone wrong',
      path: '/desk/applications/letters',
      by: facilitator,
      fields: { kind: 'no', 'body-no': '', seen: '0' },
      status: 422,
    },
    {
      name: 'words for letters saved',
      path: '/desk/applications/letters',
      by: facilitator,
      fields: { kind: 'talk', 'body-talk': 'Hello {name}.', seen: '0' },
    },
  ];
};

const waiting = async (here: Here): Promise<State[]> => {
  const { site, full, roomy, apply, database, owner, facilitator } = here;
  const door = `/groups/${full.address}/waiting`;
  await site.visitor().post(door, { name: 'Asa Asks', email: addressOf('Asa Asks') });
  await site.runJobs();
  const asked = /\/waiting\/[\w-]{22}/.exec(letterTo(site, addressOf('Asa Asks')))?.[0] ?? '';
  const mine = await joinAs(site, full, 'Wes Waits');
  const pairing = await joinAs(site, full, 'Pam Pairs');
  const inviting = await joinAs(site, full, 'Ivo Invites');
  const leaving = await joinAs(site, full, 'Lea Leaves');
  await joinAs(site, full, 'Rob Removed');
  const idOf = async (name: string): Promise<string> =>
    (await database.owner`select id from care.waiting_entries where name = ${name}`)[0]?.['id'];
  const together = async (page: string, other: string) => {
    await site.visitor().post(`${page}/partner`, { email: addressOf(other) });
    await site.runJobs();
    return /\/together\/[\w-]{22}/.exec(letterTo(site, addressOf(other)))?.[0] ?? assert.fail('asked');
  };
  const link = await together(pairing, 'Quinn Pairs');
  const open = await together(inviting, 'Uma Undecided');
  await site.visitor().post(link, { name: 'Quinn Pairs' });
  await facilitator.post(`/desk/waiting/${full.offering}/apart`, {
    ...{ one_name: 'Ann One', one_email: 'ann@mail.example', other_name: 'Ben Other', other_email: '' },
  });
  await sweepSeats(site);
  const wes = `/desk/waiting/people/${await idOf('Wes Waits')}`;
  const line = `/desk/waiting/${full.offering}`;
  const [rule] = await database.owner`select id from care.apart_rules where group_id = ${full.offering}`;
  return [
    { name: 'full group', path: `/groups/${full.address}` },
    { name: 'waiting', path: door },
    { name: 'waiting where a chair is free', path: `/groups/${roomy.address}/waiting` },
    { name: 'waiting where one applies', path: `/groups/${apply.address}/waiting` },
    { name: 'waiting gone wrong', path: door, fields: { name: '', email: 'x' }, status: 422 },
    { name: 'waiting asked for', path: `${door}/sent` },
    { name: 'own place not confirmed', path: asked },
    { name: 'own place confirmed', path: asked, fields: {} },
    { name: 'own place', path: mine },
    { name: 'own place in a pair', path: pairing },
    { name: 'own place with an open question', path: inviting },
    { name: 'asking somebody, gone wrong', path: `${mine}/partner`, fields: { email: 'x' }, status: 422 },
    {
      name: 'asking oneself',
      path: `${mine}/partner`,
      fields: { email: addressOf('Wes Waits') },
      status: 409,
    },
    { name: 'own place left', path: `${leaving}/departure`, fields: {} },
    { name: 'never with, of somebody who waits', path: `${mine}/apart` },
    { name: 'never with, said by somebody who waits', path: `${mine}/apart`, fields: { name: 'Ned Never' } },
    { name: 'asked to come together', path: open },
    { name: 'asked to come together, gone wrong', path: open, fields: { name: '' }, status: 422 },
    { name: 'asked to come together, answered', path: link },
    { name: 'waiting at the desk', path: '/desk/waiting', by: owner },
    { name: 'waiting at the desk, none found', path: '/desk/waiting?q=nobody&show=all', by: owner },
    { name: 'waiting for a facilitator', path: '/desk/waiting?sortBy=group', by: facilitator },
    { name: 'the line of a group', path: line, by: facilitator },
    {
      name: 'pausing a list without a reason',
      path: `${line}/pause`,
      by: owner,
      fields: { do: 'pause' },
      status: 422,
    },
    {
      name: 'a list that is paused',
      path: `${line}/pause`,
      by: owner,
      fields: { do: 'pause', because: 'Paint.' },
    },
    { name: 'kept apart', path: `${line}/apart`, by: facilitator },
    { name: 'kept apart, gone wrong', path: `${line}/apart`, by: facilitator, fields: {}, status: 422 },
    {
      name: 'kept apart, a wrong address',
      path: `/desk/waiting/apart/${rule?.['id']}`,
      by: facilitator,
      fields: { as: 'in-force', email: 'x' },
      status: 422,
    },
    { name: 'somebody who waits', path: wes, by: owner },
    {
      name: 'a place without a reason',
      path: `${wes}/priority`,
      by: owner,
      fields: { priority: 'x' },
      status: 422,
    },
    {
      name: 'a place changed',
      path: `${wes}/priority`,
      by: owner,
      fields: { priority: '2', because: 'Moved.' },
    },
    {
      name: 'a pause that is over',
      path: `${wes}/pause`,
      by: owner,
      fields: { until: '2020-01-01' },
      status: 422,
    },
    { name: 'taking off the list', path: `${wes}/removal`, by: owner },
    {
      name: 'taking off the list without words',
      path: `${wes}/removal`,
      by: owner,
      fields: { letter: '' },
      status: 422,
    },
    {
      name: 'taken off the list',
      path: `/desk/waiting/people/${await idOf('Rob Removed')}/removal`,
      by: owner,
      fields: { letter: 'All the best.' },
    },
    {
      name: 'alone again, at the desk',
      path: `/desk/waiting/people/${await idOf('Pam Pairs')}/parting`,
      by: owner,
      fields: {},
    },
  ];
};

/** Acts that need a page of their own done before them; they come last. */
export const lastAskingStates = async (
  { site, database }: Pick<Shop, 'site' | 'database'>,
  owner: Visitor,
): Promise<State[]> => {
  const quinn = /\/waiting\/[\w-]{22}/.exec(letterTo(site, addressOf('Quinn Pairs'), /waiting/))?.[0];
  const [undecided] =
    await database.owner`select id from care.waiting_pairs where invited_email = ${addressOf('Uma Undecided')}`;
  assert.ok(undecided);
  const open =
    /\/together\/[\w-]{22}/.exec(letterTo(site, addressOf('Uma Undecided'), /together/))?.[0] ?? '';
  for (const path of ['/desk/applications.csv', '/desk/waiting.csv'])
    assert.equal((await owner.get(path)).statusCode, 200, path);
  return [
    ...(quinn ? [{ name: 'own place alone again', path: `${quinn}/partner/parting`, fields: {} }] : []),
    { name: 'asked to come together, refused', path: `${open}/refusal`, fields: {} },
  ];
};
