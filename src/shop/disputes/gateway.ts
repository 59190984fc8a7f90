import { z } from 'zod';
import { payPalApi } from '../../platform/paypal/api.ts';
import { wireList, wireMoney, wireText, wireTime } from '../../platform/paypal/wire.ts';
import { outcomeOfReply, type PayPalConfig, payPalPlace } from '../payments/public.ts';
import type { DisputeFact } from './dispute.ts';
import type { ListedDispute, PayPalDisputes } from './paypal.ts';

const DEADLINE_MS = 10_000;
const PAGE = 50;

/** Disputes at PayPal, with a breaker of their own: when this part of it fails, payments go on. */
export const createPayPalDisputes = (config: PayPalConfig): PayPalDisputes => {
  const { clientId, clientSecret, clock, deadlines } = config;
  const { api: base, site } = payPalPlace(config);
  const api = payPalApi({ base, clientId, clientSecret, ...(clock ? { clock } : {}) });
  const deadlineMs = deadlines?.lookMs ?? DEADLINE_MS;
  const path = '/v1/customer/disputes';
  const look = (address: string) => api.call({ method: 'GET', path: address, deadlineMs });
  return {
    get: async (id) => outcomeOfReply(await look(`${path}/${encodeURIComponent(id)}`), readDispute),
    list: async ({ changedAfter, page }) => {
      const query = new URLSearchParams({
        update_time_after: changedAfter.toString({ fractionalSecondDigits: 3 }),
        page_size: String(PAGE),
        ...(page === undefined ? {} : { next_page_token: page }),
      });
      return outcomeOfReply(await look(`${path}?${query}`), readList);
    },
    addressOf: (id) => `${site}/resolutioncenter/${encodeURIComponent(id)}`,
  };
};

const Transaction = z.object({ seller_transaction_id: wireText });
const Dispute = z.object({
  dispute_id: z.string().min(1).max(255),
  create_time: wireTime,
  update_time: wireTime,
  status: z.string().min(1),
  reason: wireText,
  dispute_life_cycle_stage: wireText,
  dispute_amount: wireMoney,
  disputed_transactions: wireList(Transaction),
  seller_response_due_date: wireTime,
  dispute_outcome: z.object({ outcome_code: wireText }).optional().catch(undefined),
});

/** Without amount or dates it cannot be told what it is about: unreadable, and asked for again. */
const readDispute = (body: unknown): DisputeFact | undefined => {
  const read = Dispute.safeParse(body).data;
  if (!read?.dispute_amount || !read.create_time) return undefined;
  const { dispute_amount: amount, create_time: openedAt, disputed_transactions: about = [] } = read;
  return {
    ...{ id: read.dispute_id, status: read.status, amount, openedAt },
    reason: read.reason ?? 'OTHER',
    stage: read.dispute_life_cycle_stage ?? 'INQUIRY',
    captureIds: about.flatMap((one) => one.seller_transaction_id ?? []),
    respondUntil: read.seller_response_due_date,
    outcome: read.dispute_outcome?.outcome_code,
    changedAt: read.update_time ?? openedAt,
  };
};

const Listed = z.object({ dispute_id: z.string().min(1), update_time: wireTime, create_time: wireTime });
const List = z.object({
  items: z.array(Listed).optional(),
  links: wireList(z.object({ rel: wireText, href: wireText })),
});

const readList = (body: unknown) => {
  const read = List.safeParse(body).data;
  if (!read) return undefined;
  const disputes = (read.items ?? []).flatMap((one): ListedDispute[] => {
    const changedAt = one.update_time ?? one.create_time;
    return changedAt ? [{ id: one.dispute_id, changedAt }] : [];
  });
  const next = read.links?.find(({ rel }) => rel === 'next')?.href;
  return { disputes, next: URL.parse(next ?? '')?.searchParams.get('next_page_token') ?? undefined };
};
