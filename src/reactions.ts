import { type PracticeId, parseId } from './kernel/id.ts';
import { invariant } from './kernel/invariant.ts';
import { invoicesOf, type Parts } from './parts.ts';
import type { JobData, JobDefinition } from './platform/jobs.ts';
import type { Platform } from './platform/platform.ts';
import { endEnrolment, enrolOrder, enrolSeat } from './reactions-enrolment.ts';
import { keepCareGroup } from './reactions-groups.ts';
import { enterAccepted, fillSeats, followOfferOf } from './reactions-waiting.ts';
import { giveAllBack } from './shop/decisions/public.ts';
import { writeInvoice } from './shop/invoices/public.ts';
import { sendEnd, sendExtension, sendOffer, sendPaid } from './shop/offers/public.ts';
import { sendConfirmation, tellOfDates, tellOrder } from './shop/orders/public.ts';
import { type RefundStep, tellOfRefund } from './shop/refunds/public.ts';

type Reaction = {
  readonly name: string;
  readonly run: (platform: Platform, practiceId: PracticeId, data: JobData) => Promise<void>;
};

/** Each step of a refund that matters is written to who paid. */
const refundTold = (step: RefundStep): Readonly<Record<string, readonly Reaction[]>> => ({
  [`refund-${step}`]: [
    {
      name: `tell-of-refund-${step}`,
      run: (platform, practiceId, { refundId, generation }) =>
        tellOfRefund(
          platform,
          practiceId,
          { refundId: String(refundId), generation: Number(generation) },
          step,
        ),
    },
  ],
});
/** A letter about one offer, in answer to an event that names it. */
const offerLetter =
  (send: (platform: Platform, offer: { practiceId: PracticeId; offerId: string }) => Promise<void>) =>
  (platform: Platform, practiceId: PracticeId, { offerId }: JobData) =>
    send(platform, { practiceId, offerId: String(offerId) });

const followOne: Reaction['run'] = (platform, practiceId, { offerId }) =>
  followOfferOf(platform, practiceId, [String(offerId)]);

/** What happens when: each event of one area, and what others do about it. */
const REACTIONS: Readonly<Record<string, readonly Reaction[]>> = {
  'order-placed': [
    {
      name: 'confirm-order',
      run: (platform, practiceId, { orderId }) =>
        sendConfirmation(platform, { practiceId, orderId: String(orderId) }),
    },
    {
      name: 'enrol-order',
      run: (platform, practiceId, { orderId }) => enrolOrder(platform, practiceId, String(orderId)),
    },
    {
      name: 'tell-order-of-dates',
      run: (platform, practiceId, { orderId }) =>
        tellOrder(platform, { practiceId, orderId: String(orderId) }),
    },
    {
      name: 'write-invoice',
      run: (platform, practiceId, { orderId }) =>
        writeInvoice(invoicesOf(platform), { practiceId, orderId: String(orderId) }),
    },
  ],
  ...refundTold('asked'),
  ...refundTold('completed'),
  ...refundTold('failed'),
  ...refundTold('settled'),
  'group-published': [
    {
      name: 'keep-care-group',
      run: (platform, practiceId, { offeringId }) => keepCareGroup(platform, practiceId, String(offeringId)),
    },
    {
      name: 'tell-of-dates',
      run: (platform, practiceId, { offeringId, publication }) =>
        tellOfDates(platform, {
          practiceId,
          offeringId: String(offeringId),
          publication: Number(publication),
        }),
    },
  ],
  'group-not-held': [{ name: 'give-all-back', run: (platform) => giveAllBack(platform) }],
  'seat-granted': [
    {
      name: 'enrol-seat',
      run: (platform, practiceId, { seatId }) => enrolSeat(platform, practiceId, String(seatId)),
    },
  ],
  'application-accepted': [{ name: 'enter-accepted', run: enterAccepted }],
  'seats-wanted': [
    {
      name: 'fill-seats',
      run: (platform, practiceId, { groupId }) => fillSeats(platform, practiceId, String(groupId)),
    },
  ],
  'seat-freed': [
    {
      name: 'fill-freed-seat',
      run: (platform, practiceId, { offeringId }) => fillSeats(platform, practiceId, String(offeringId)),
    },
    {
      name: 'end-enrolment',
      run: (platform, practiceId, { seatId }) => endEnrolment(platform, practiceId, String(seatId)),
    },
  ],
  'offer-made': [{ name: 'write-offer', run: offerLetter(sendOffer) }],
  'offer-extended': [
    { name: 'follow-extended-offer', run: followOne },
    { name: 'write-more-time', run: offerLetter(sendExtension) },
  ],
  'offer-ended': [
    { name: 'follow-ended-offer', run: followOne },
    { name: 'write-offer-ended', run: offerLetter(sendEnd) },
  ],
  'offer-paid': [
    { name: 'place-from-offer', run: followOne },
    { name: 'look-at-pair', run: offerLetter(sendPaid) },
  ],
};

/** Retries back off to one an hour: a cause that somebody mends within a week loses no letter and no enrolment. */
const A_WEEK_OF_RETRIES = 180;

/**
 * Events as jobs. An event only hands its data on, and each reaction is a job of its own:
 * one that fails is tried again without repeating the others.
 */
export const reactions = ({ platform }: Parts): JobDefinition[] =>
  Object.entries(REACTIONS).flatMap(([event, answers]) => [
    handOn(platform, event, answers),
    ...answers.map(({ name, run }) => ({
      name,
      retryLimit: A_WEEK_OF_RETRIES,
      run: (data: JobData) => run(platform, practiceOf(data), data),
    })),
  ]);

const handOn = ({ db, jobs }: Platform, event: string, answers: readonly Reaction[]): JobDefinition => ({
  name: event,
  retryLimit: A_WEEK_OF_RETRIES,
  run: (data) =>
    db.begin(async (tx) => {
      const singletonKey = Object.values(data).join(':');
      for (const { name } of answers) await jobs.enqueue(tx, name, data, { singletonKey });
    }),
});

const practiceOf = (data: JobData): PracticeId => {
  const id = parseId<'practice'>(String(data['practiceId']));
  invariant(id, 'an event names its practice');
  return id;
};
