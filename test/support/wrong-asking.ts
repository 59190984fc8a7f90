// The forms of applying, waiting and keeping apart, filled in wrongly.
import assert from 'node:assert/strict';
import type { PracticeId } from '../../src/kernel/id.ts';
import type { TestApp, Visitor } from './app.ts';
import { addressOf, applyAs, askToApply, facilitatorOf, fillUp, joinAs, letterTo } from './asking.ts';
import type { TestDatabase } from './database.ts';
import { sellGroup } from './sale.ts';
import type { WrongForm } from './wrong-forms.ts';

/** A group by application and a full one, in which people ask; made once. */
const askedOf = async (database: TestDatabase, practiceId: PracticeId) => {
  const apply = await sellGroup(
    database.db,
    practiceId,
    { name: 'Asked of', address: 'asked-of', entry: 'apply' },
    80,
  );
  const full = await sellGroup(
    database.db,
    practiceId,
    { name: 'Full of', address: 'full-of', capacity: 1 },
    81,
  );
  await fillUp(database, practiceId, full);
  return { apply, full };
};

const TO_THE_DOOR = {
  button: 'Mail me my private link',
  right: { 'What may we call you?': 'Wren' },
  wrong: { 'Your e-mail address': 'wren at mail' },
};
const NEVER_WITH = {
  button: 'Tell the facilitators',
  right: { 'What we should know about it (if you like)': 'We work\ntogether.' },
  wrong: { 'Their name': '', 'Their e-mail address (if you like)': 'otto at mail' },
};

/** What a visitor fills in. */
export const wrongAsking = async (
  site: TestApp,
  database: TestDatabase,
  practiceId: PracticeId,
): Promise<Readonly<Record<string, WrongForm>>> => {
  const { apply, full } = await askedOf(database, practiceId);
  const draft = await askToApply(site, apply, 'Dora Draft');
  const sent = await applyAs(site, apply, { name: 'Senna Sent' });
  const mine = await joinAs(site, full, 'Wes Waits');
  const pairing = await joinAs(site, full, 'Pam Pairs');
  await site.visitor().post(`${pairing}/partner`, { email: addressOf('Quinn Pairs') });
  await site.runJobs();
  const together =
    /\/together\/[\w-]{22}/.exec(letterTo(site, addressOf('Quinn Pairs')))?.[0] ?? assert.fail('asked');
  const at = (path: string) => async () => ({ path });
  return {
    'POST /groups/:address/application': { path: at(`/groups/${apply.address}/application`), ...TO_THE_DOOR },
    'POST /groups/:address/waiting': { path: at(`/groups/${full.address}/waiting`), ...TO_THE_DOOR },
    'POST /applications/:secret': {
      path: at(draft),
      button: 'Send it to the facilitators',
      right: { 'What may we call you?': 'Dora' },
      wrong: { 'What brings you here now?': '' },
    },
    'POST /applications/:secret/apart': { path: at(`${sent}/apart`), ...NEVER_WITH },
    'POST /waiting/:secret/apart': { path: at(`${mine}/apart`), ...NEVER_WITH },
    'POST /waiting/:secret/partner': {
      path: at(mine),
      button: 'Ask them',
      right: {},
      wrong: { 'Their e-mail address': 'quinn at mail' },
    },
    'POST /together/:secret': {
      path: at(together),
      button: 'Yes, I would like to come, too',
      right: {},
      wrong: { 'What may we call you?': '' },
    },
  };
};

/** What a visitor only presses. */
export const ASKING_BUTTONS = [
  'POST /applications/:secret/withdrawal',
  'POST /waiting/:secret',
  'POST /waiting/:secret/departure',
  'POST /waiting/:secret/partner/parting',
  'POST /together/:secret/refusal',
];

/** What the staff fills in; the facilitator's forms by a facilitator. */
export const wrongAskingAtTheDesk = async (
  site: TestApp,
  database: TestDatabase,
  { practiceId, owner, email }: { practiceId: PracticeId; owner: Visitor; email: string },
): Promise<Readonly<Record<string, WrongForm>>> => {
  const { apply, full } = await askedOf(database, practiceId);
  const facilitator = await facilitatorOf(database, site, { practiceId, groups: [apply, full], email });
  await applyAs(site, apply, { name: 'Ann Applies' });
  await joinAs(site, full, 'Will Waits');
  await facilitator.post(`/desk/waiting/${full.offering}/apart`, {
    ...{ one_name: 'A B', one_email: 'ab@mail.example', other_name: 'C D', other_email: '' },
  });
  const [ids] = await database.owner`select
    (select id from care.applications where name = 'Ann Applies') as application,
    (select id from care.waiting_entries where name = 'Will Waits') as entry,
    (select id from care.apart_rules where group_id = ${full.offering}) as rule`;
  const by = (visitor: Visitor, path: string) => async () => ({ path, cookies: visitor.cookies });
  const application = `/desk/applications/${ids?.['application']}`;
  const line = `/desk/waiting/${full.offering}`;
  const entry = `/desk/waiting/people/${ids?.['entry']}`;
  const byHand = await sellGroup(database.db, practiceId, { name: 'By hand', address: 'by-hand' }, 82);
  return {
    'POST /desk/groups/:id/offers': {
      path: by(owner, `/desk/groups/${byHand.offering}/offers`),
      button: 'Keep the chair and send the letter',
      right: { 'A line on the page (if you like)': 'See you soon.' },
      wrong: { Name: '', 'E-mail': 'ann at mail' },
    },
    'POST /desk/applications/:id/decision': {
      path: by(facilitator, `${application}/decision?say=yes`),
      button: 'Send the letter',
      right: {},
      wrong: { Words: '', 'For how many days do we keep the chair?': '99' },
    },
    'POST /desk/applications/questions': {
      path: by(facilitator, `/desk/applications/questions?group=${apply.offering}`),
      button: 'Save the questions',
      right: { 'Question 2': 'And then?' },
      wrong: { 'Question 1': '' },
    },
    'POST /desk/applications/letters': {
      path: by(facilitator, '/desk/applications/letters'),
      button: 'Save the words of a no',
      right: {},
      wrong: { 'Words of a no': '' },
    },
    'POST /desk/waiting/:id/pause': {
      path: by(owner, line),
      button: 'Pause the list',
      right: {},
      wrong: { 'Why?': '' },
    },
    'POST /desk/waiting/:id/apart': {
      path: by(facilitator, `${line}/apart`),
      button: 'Keep them apart',
      right: { 'The other: name': 'Ben Other' },
      wrong: { 'The first: name': '', 'The first: e-mail address': 'ann at mail' },
    },
    'POST /desk/waiting/apart/:id': {
      path: by(facilitator, `${line}/apart`),
      button: 'Keep the address',
      right: {},
      wrong: { 'If you know who is meant: their e-mail address': 'cd at mail' },
    },
    'POST /desk/waiting/people/:id/priority': {
      path: by(owner, entry),
      button: 'Change the place',
      right: { Priority: '3' },
      wrong: { 'Why?': '' },
    },
    'POST /desk/waiting/people/:id/pause': {
      path: by(owner, entry),
      button: 'Pause',
      right: {},
      wrong: { 'Until (if you like)': '2020-01-01' },
    },
    'POST /desk/waiting/people/:id/removal': {
      path: by(owner, `${entry}/removal`),
      button: 'Take off the list and send the letter',
      right: {},
      wrong: { Words: '' },
    },
  };
};

/**
 * What the staff only presses or chooses; and the note, in which nothing can be wrong: the browser keeps it short enough.
 * The sentence of a letter that takes an offer back is looked at on the page before it.
 */
export const DESK_ASKING_BUTTONS = [
  ...['settled', 'time', 'withdrawal'].map((end) => `POST /desk/waiting/offers/:id/${end}`),
  ...['offer-hours', 'opened'].map((end) => `POST /desk/groups/:id/${end}`),
  'POST /desk/waiting/people/:id/parting',
  'POST /desk/applications/:id/note',
];
