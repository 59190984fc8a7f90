import { apartIn } from './care/apart/public.ts';
import { asJob } from './care/waiting/public.ts';
import type { Platform } from './platform/platform.ts';
import type { TransferDeps } from './shop/transfers/public.ts';
import { waitingOf } from './waiting-parts.ts';

/** Moving somebody to another group, with what it needs of care: who is kept apart, and never why. */
export const transfersOf = (platform: Platform): TransferDeps => ({
  ...platform,
  begin: (practiceId, work) => asJob(waitingOf(platform), practiceId, work),
  mayJoin: async (tx, practiceId, person, there) => {
    const { apart, unread } = await apartIn(platform, tx, practiceId, [person, ...there]);
    return !unread.has(person.email) && !apart.some((pair) => pair.includes(person.email));
  },
});
