import type { Need } from '../../kernel/need.ts';

/** What open breaks ask of the practice. */
export const breakNeed = (open: Pick<Need, 'count' | 'since' | 'href'>): Need => ({
  ...{ kind: 'break-open', ...open },
  sentence:
    open.count === 1
      ? 'PayPal’s report and our books differ in one place. Please settle it.'
      : `PayPal’s report and our books differ in ${open.count} places. Please settle them.`,
});
