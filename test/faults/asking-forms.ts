// The forms of applying and waiting, filled in well. Whoever they belong to is made once: the doors count who asks.
import assert from 'node:assert/strict';
import type { PracticeId } from '../../src/kernel/id.ts';
import type { TestApp, Visitor } from '../support/app.ts';
import { addressOf, applyAs, facilitatorOf, fillUp, joinAs, letterTo } from '../support/asking.ts';
import type { TestDatabase } from '../support/database.ts';
import { sellGroup } from '../support/sale.ts';

type Stage = {
  readonly visitor: Visitor;
  readonly path: string;
  readonly fields: readonly (readonly [string, string])[];
};

const once = <Value>(make: () => Promise<Value>): (() => Promise<Value>) => {
  let made: Promise<Value> | undefined;
  return () => {
    made ??= make();
    return made;
  };
};

const place = (
  database: TestDatabase,
  site: TestApp,
  practiceId: PracticeId,
): (() => Promise<{
  application: string;
  wait: string;
  open: string;
  paths: Record<string, string>;
  staff: Visitor;
  apply: string;
  full: string;
}>) =>
  once(async () => {
    const { db, owner } = database;
    const apply = await sellGroup(db, practiceId, { name: 'Asked of', address: 'asked-of' }, 90);
    const full = await sellGroup(db, practiceId, { name: 'Full of', address: 'full-of', capacity: 1 }, 91);
    await owner`update shop.offerings set entry = 'apply' where id = ${apply.offering}`;
    await fillUp(database, practiceId, full);
    const staff = await facilitatorOf(database, site, {
      ...{ practiceId, groups: [apply, full], email: 'imani@rowan.example' },
    });
    const application = await applyAs(site, apply, { name: 'Ann Applies' });
    const wait = await joinAs(site, full, 'Will Waits');
    await site.visitor().post(`${wait}/partner`, { email: addressOf('Paul Paired') });
    await site.runJobs();
    const open =
      /\/together\/[\w-]{22}/.exec(letterTo(site, addressOf('Paul Paired')))?.[0] ?? assert.fail('asked');
    await staff.post(`/desk/waiting/${full.offering}/apart`, {
      ...{ one_name: 'A B', one_email: 'ab@mail.example', other_name: 'C D', other_email: '' },
    });
    const [row] = await owner`select
      (select id from care.applications limit 1) as application,
      (select id from care.waiting_entries where name = 'Will Waits') as entry,
      (select id from care.apart_rules limit 1) as rule`;
    return {
      ...{ application, wait, open, staff, apply: apply.address, full: full.address },
      paths: {
        application: `/desk/applications/${row?.['application']}`,
        entry: `/desk/waiting/people/${row?.['entry']}`,
        rule: `/desk/waiting/apart/${row?.['rule']}`,
        group: `/desk/waiting/${full.offering}`,
        questions: `/desk/applications/questions?group=${apply.offering}`,
      },
    };
  });

/** A valid sending of every form of applying, waiting and keeping apart. */
export const askingForms = (
  database: TestDatabase,
  site: TestApp,
  practiceId: PracticeId,
): Record<string, () => Promise<Stage>> => {
  const here = place(database, site, practiceId);
  type Here = Awaited<ReturnType<typeof here>>;
  const visited =
    (path: (one: Here) => string, fields: Record<string, string>) => async (): Promise<Stage> => ({
      ...{ visitor: site.visitor(), path: path(await here()), fields: Object.entries(fields) },
    });
  const staffed =
    (path: (one: Here) => string, fields: Record<string, string>) => async (): Promise<Stage> => {
      const one = await here();
      return { visitor: one.staff, path: path(one), fields: Object.entries(fields) };
    };
  const who = { name: 'Wren', email: 'wren@mail.example' };
  return {
    '/groups/:address/application': visited(({ apply }) => `/groups/${apply}/application`, who),
    '/groups/:address/waiting': visited(({ full }) => `/groups/${full}/waiting`, who),
    '/applications/:secret': visited(({ application }) => application, {
      ...{ name: 'Ann Applies', q1: 'Why I ask.', q3: 'no', do: 'send' },
    }),
    '/applications/:secret/apart': visited(({ application }) => `${application}/apart`, {
      ...{ name: 'Otto Other', email: 'otto@mail.example', why: 'We work together.' },
    }),
    '/applications/:secret/withdrawal': visited(() => `/applications/${'A'.repeat(22)}/withdrawal`, {}),
    '/waiting/:secret': visited(({ wait }) => wait, {}),
    '/waiting/:secret/apart': visited(({ wait }) => `${wait}/apart`, { ...who, why: '' }),
    '/waiting/:secret/departure': visited(() => `/waiting/${'A'.repeat(22)}/departure`, {}),
    '/waiting/:secret/partner': visited(({ wait }) => `${wait}/partner`, { email: 'pal@mail.example' }),
    '/waiting/:secret/partner/parting': visited(() => `/waiting/${'A'.repeat(22)}/partner/parting`, {}),
    '/together/:secret': visited(({ open }) => open, { name: 'Paul' }),
    '/together/:secret/refusal': visited(() => `/together/${'A'.repeat(22)}/refusal`, {}),
    '/desk/applications/:id/note': staffed(({ paths }) => `${paths['application']}/note`, {
      note: 'Mornings.',
    }),
    '/desk/applications/:id/decision': staffed(({ paths }) => `${paths['application']}/decision`, {
      ...{ say: 'talk', seen: 'applied', letter: 'Shall we talk?', days: '7' },
    }),
    '/desk/applications/questions': staffed(({ paths }) => paths['questions'] ?? '', {
      ...{
        words_1: 'Why now?',
        kind_1: 'choice',
        choices_1: 'Yes\nNo',
        position_1: '1',
        required_1: 'yes',
        seen: '0',
      },
    }),
    '/desk/applications/letters': staffed(() => '/desk/applications/letters', {
      ...{ kind: 'no', 'body-no': 'Hello {name}.', seen: '0' },
    }),
    '/desk/waiting/:id/pause': staffed(({ paths }) => `${paths['group']}/pause`, {
      do: 'pause',
      because: 'Paint.',
    }),
    '/desk/waiting/:id/apart': staffed(({ paths }) => `${paths['group']}/apart`, {
      ...{ one_name: 'A B', one_email: 'ab@mail.example', other_name: 'C D', other_email: '', why: '' },
    }),
    '/desk/waiting/apart/:id': staffed(({ paths }) => paths['rule'] ?? '', {
      as: 'in-force',
      email: 'cd@mail.example',
    }),
    '/desk/waiting/people/:id/priority': staffed(({ paths }) => `${paths['entry']}/priority`, {
      ...{ priority: '2', because: 'Moved here.' },
    }),
    '/desk/waiting/people/:id/pause': staffed(({ paths }) => `${paths['entry']}/pause`, {
      do: 'pause',
      until: '',
    }),
    '/desk/waiting/people/:id/parting': staffed(({ paths }) => `${paths['entry']}/parting`, {}),
    '/desk/waiting/people/:id/removal': staffed(({ paths }) => `${paths['entry']}/removal`, {
      letter: 'All the best.',
    }),
  };
};
