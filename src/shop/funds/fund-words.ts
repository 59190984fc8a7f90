import type { MovementKind } from './fund.ts';

export const KIND_WORDS = {
  gift: 'Gift',
  paid: 'Paid for a chair',
  returned: 'Came back',
  correction: 'Correction',
} as const satisfies Record<MovementKind, string>;
