import type { ScheduleEntry } from '../../platform/jobs.ts';
import { type EndDeps, endDueOffers } from './end-actions.ts';
import { type OfferLetterDeps, remindOfOffers } from './letter-actions.ts';

/** Offers end at their time, and are brought to mind a day before. */
export const offerSchedule = (deps: EndDeps & OfferLetterDeps): readonly ScheduleEntry[] => [
  { name: 'offers-ran-out', every: { seconds: 20 }, run: async () => void (await endDueOffers(deps)) },
  { name: 'offers-reminded', every: { seconds: 300 }, run: async () => void (await remindOfOffers(deps)) },
];
