import { signInJobs, signInSchedule } from './identity/sign-in/jobs.ts';
import type { Parts } from './parts.ts';
import type { JobDefinition, ScheduleEntry } from './platform/jobs.ts';
import { mailJob, mailSweep } from './platform/mail/deliver.ts';
import { reactions } from './reactions.ts';
import { cartSchedule } from './shop/cart/jobs.ts';
import { checkoutSchedule } from './shop/checkout/jobs.ts';
import { orderJobs } from './shop/orders/jobs.ts';

/** Every job: what is done after a commit, tried again until it is done. */
export const jobsOf = (parts: Parts): readonly JobDefinition[] => [
  mailJob(parts.mail),
  ...reactions(parts),
  ...signInJobs(parts.platform),
  ...orderJobs(parts.platform),
];

/** The clock: what is done by itself, and when. */
export const clockOf = ({ platform, mail }: Parts): readonly ScheduleEntry[] => [
  mailSweep(mail),
  ...cartSchedule(platform),
  ...checkoutSchedule(platform),
  ...signInSchedule(platform),
];
