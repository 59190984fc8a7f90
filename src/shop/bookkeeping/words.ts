import type { Account } from '../fulfilment/public.ts';

/** What bookkeepers call each account. */
export const ACCOUNT_WORDS = {
  'paypal-balance': 'PayPal balance',
  'paypal-fees': 'PayPal fees',
  sales: 'Sales',
  refunds: 'Given back',
  suspense: 'Money that bought nothing and goes back',
  disputes: 'Held or taken in disputes',
  funds: 'Sponsors’ funds',
  tax: 'Tax',
  differences: 'Differences settled by hand',
  bank: 'To and from the bank',
  exchange: 'Changed into another currency',
} as const satisfies Record<Account, string>;

export const accountWords = (account: string): string =>
  account in ACCOUNT_WORDS ? ACCOUNT_WORDS[account as Account] : account;
