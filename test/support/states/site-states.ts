// The forms of the site, signing in, the desk's own states, and what is said when something is wrong.
import assert from 'node:assert/strict';
import { signInByLetter } from '../../world.ts';
import type { Visitor } from '../app.ts';
import { EXAMPLE_OWNER } from '../example-site.ts';
import type { ListeningSite } from '../listening-site.ts';
import type { State } from './state.ts';

export const ownerOf = async (site: ListeningSite): Promise<Visitor> => {
  const owner = site.visitor();
  await signInByLetter(site, owner, EXAMPLE_OWNER);
  return owner;
};

const WRONG = { email: 'amara', body: 'Is there a chair?' };
const RIGHT = { name: 'Amara', email: 'amara@mail.example', body: 'Is there a chair?' };

/** @param group path of a group's page. */
export const siteStates = async (site: ListeningSite, group: string): Promise<State[]> => {
  await site.visitor().post('/sign-in', { email: EXAMPLE_OWNER });
  await site.runJobs();
  const letter = site.mailbox.findLast(({ mail }) => mail.to === EXAMPLE_OWNER)?.mail.text ?? '';
  const link = /\/sign-in\/[\w-]+/.exec(letter)?.[0] ?? assert.fail('the owner got a link');
  return [
    { name: 'contact gone wrong', path: '/contact', fields: WRONG, status: 422 },
    { name: 'contact refused', path: '/contact', fields: { ...RIGHT, website: 'x' }, status: 409 },
    { name: 'contact sent', path: '/contact/sent' },
    { name: 'question', path: `${group}/question` },
    { name: 'question gone wrong', path: `${group}/question`, fields: WRONG, status: 422 },
    { name: 'question refused', path: `${group}/question`, fields: { ...RIGHT, website: 'x' }, status: 409 },
    { name: 'question sent', path: `${group}/question`, fields: RIGHT },
    { name: 'groups narrowed', path: '/groups?for=grief&part=evening' },
    { name: 'groups where none fits', path: '/groups?for=sleep&day=1&how=in-person&max=0' },
    { name: 'groups turned to a page that is not there', path: '/groups?page=99' },
    { name: 'sign-in', path: '/sign-in' },
    { name: 'sign-in gone wrong', path: '/sign-in', fields: { email: 'ada' }, status: 422 },
    { name: 'sign-in asked', path: '/sign-in', fields: { email: EXAMPLE_OWNER } },
    { name: 'sign-in link', path: link },
    { name: 'sign-in link over', path: `/sign-in/${'A'.repeat(22)}`, status: 410 },
    { name: 'not here', path: '/nothing/is/here', status: 404 },
    { name: 'the desk for a visitor', path: '/desk', status: 404 },
    { name: 'another method', path: '/', fields: {}, status: 405 },
    { name: 'too much', path: '/contact', fields: { body: 'x'.repeat(70_000) }, status: 413 },
    { name: 'colors chosen', path: '/theme', fields: { theme: 'dark', back: '/' } },
  ];
};

export const deskStates = (owner: Visitor): State[] => [
  { name: 'desk', path: '/desk', by: owner },
  { name: 'desk orders found', path: '/desk/orders?q=harriet&state=paid', by: owner },
  { name: 'desk orders none found', path: '/desk/orders?q=nobody-of-that-name', by: owner },
  {
    name: 'desk order not there',
    path: '/desk/orders/00000000-0000-7000-8000-000000000000',
    by: owner,
    status: 404,
  },
];

/** Asked so often that the door closes for a while. These come last: they close it for everybody here. */
export const closedDoors = async (site: ListeningSite, group: string): Promise<State[]> => {
  const doors: State[] = [
    {
      name: 'find an order too often',
      path: '/orders/find',
      fields: { email: 'amara@mail.example' },
      status: 429,
    },
    { name: 'sign-in too often', path: '/sign-in', fields: { email: 'amara@mail.example' }, status: 429 },
    { name: 'question too often', path: `${group}/question`, fields: RIGHT, status: 429 },
  ];
  for (const { path, fields } of doors) {
    const knocking = site.visitor();
    let status = 200;
    for (let knock = 0; knock < 60 && status !== 429; knock++)
      status = (await knocking.post(path, fields)).statusCode;
    assert.equal(status, 429, `${path} has a limit`);
  }
  return doors;
};
