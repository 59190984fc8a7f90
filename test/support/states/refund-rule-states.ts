// The owner's page of the refund rule.
import type { Visitor } from '../app.ts';
import type { State } from './state.ts';

const PATH = '/desk/practice/refund-rule';
const RULE = {
  after: '1',
  full_until_days: '14',
  share_before: '60',
  share_after: '40',
  fee: '5.00',
  cooling_off_days: '14',
};

export const refundRuleStates = (owner: Visitor): State[] => [
  { name: 'refund rule', path: PATH, by: owner },
  { name: 'refund rule at work', path: PATH, by: owner, fields: { ...RULE, do: 'preview' } },
  {
    name: 'refund rule gone wrong',
    path: PATH,
    by: owner,
    fields: { ...RULE, share_after: '61' },
    status: 422,
  },
  { name: 'refund rule saved', path: PATH, by: owner, fields: { ...RULE, do: 'save' } },
  {
    name: 'refund rule written meanwhile',
    path: PATH,
    by: owner,
    fields: { ...RULE, fee: '6', do: 'save' },
    status: 409,
  },
];
