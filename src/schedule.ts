import { apartJobs } from './care/apart/jobs.ts';
import { applicationJobs, applicationSchedule } from './care/applications/jobs.ts';
import { waitingSchedule } from './care/waiting/jobs.ts';
import { signInJobs, signInSchedule } from './identity/sign-in/jobs.ts';
import { disputesOf, invoicesOf, type Parts, paymentsOf, reconcilingOf } from './parts.ts';
import type { JobDefinition, ScheduleEntry } from './platform/jobs.ts';
import { mailJob, mailSweep } from './platform/mail/deliver.ts';
import { reactions } from './reactions.ts';
import { fillSchedule } from './reactions-waiting.ts';
import { cartSchedule } from './shop/cart/jobs.ts';
import { checkoutSchedule } from './shop/checkout/jobs.ts';
import { decisionSchedule } from './shop/decisions/jobs.ts';
import { disputeSchedule } from './shop/disputes/jobs.ts';
import { invoiceSchedule } from './shop/invoices/jobs.ts';
import { offerSchedule } from './shop/offers/jobs.ts';
import { orderJobs } from './shop/orders/jobs.ts';
import { paymentSchedule } from './shop/payments/jobs.ts';
import type { PaymentDeps } from './shop/payments/public.ts';
import { reconciliationSchedule } from './shop/reconciliation/jobs.ts';
import { refundSchedule } from './shop/refunds/jobs.ts';
import { seatSchedule } from './shop/seats/jobs.ts';
import { webhookJobs, webhookSchedule } from './shop/webhooks/jobs.ts';
import { withdrawalSchedule } from './shop/withdrawals/jobs.ts';

/** Every job: what is done after a commit, tried again until it is done. */
export const jobsOf = (parts: Parts): readonly JobDefinition[] => [
  mailJob(parts.mail),
  ...reactions(parts),
  ...signInJobs(parts.platform),
  ...orderJobs(parts.platform),
  ...webhookJobs(disputesOf(parts)),
  ...applicationJobs(parts.platform),
  ...apartJobs(parts.platform),
];

/** The clock: what is done by itself, and when. */
export const clockOf = (parts: Parts): readonly ScheduleEntry[] => [
  ...clock(parts, paymentsOf(parts)),
  ...webhookSchedule(disputesOf(parts)),
  ...disputeSchedule(disputesOf(parts)),
  ...reconciliationSchedule(reconcilingOf(parts)),
];

const clock = ({ platform, mail }: Parts, payments: PaymentDeps): readonly ScheduleEntry[] => [
  mailSweep(mail),
  ...seatSchedule(platform),
  ...offerSchedule(platform),
  ...paymentSchedule(payments),
  ...refundSchedule(payments),
  ...invoiceSchedule(invoicesOf(platform)),
  ...cartSchedule(platform),
  ...checkoutSchedule(platform),
  ...withdrawalSchedule(platform),
  ...decisionSchedule(platform),
  ...signInSchedule(platform),
  ...applicationSchedule(platform),
  ...waitingSchedule(platform),
  ...fillSchedule(platform),
];
