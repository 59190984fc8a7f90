// Today, months, lost letters and the check, in the states that the desk meets them in.
import type { Visitor } from '../app.ts';
import type { State } from './state.ts';

type Places = {
  readonly owner: Visitor;
  readonly sql: (text: TemplateStringsArray) => Promise<readonly Record<string, unknown>[]>;
};

export const todayStates = async ({ owner, sql }: Places): Promise<State[]> => {
  const lost = await sql`update platform.outbox set sent_at = null, gave_up_at = platform.now(),
    last_error = '550 no such mailbox' where id in (select id from platform.outbox where kind = 'order-confirmation'
    order by id limit 2) returning id`;
  const [first, second] = lost.map(({ id }) => `/desk/letters/${String(id)}`);
  return [
    { name: 'today with something to do', path: '/desk', by: owner },
    { name: 'people by name', path: '/desk/people?sortBy=name&role=comes', by: owner },
    { name: 'people none found', path: '/desk/people?q=nobody-of-that-name', by: owner },
    { name: 'money in one look', path: '/desk/money', by: owner },
    { name: 'twelve months', path: '/desk/months', by: owner },
    { name: 'lost letters', path: '/desk/letters', by: owner },
    { name: 'a letter tried again', path: `${first}/tries`, by: owner, fields: {} },
    { name: 'a letter put aside', path: `${second}/aside`, by: owner, fields: {} },
    { name: 'everything agrees', path: '/desk/money/check', by: owner },
  ];
};
