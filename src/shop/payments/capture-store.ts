import type { PracticeId } from '../../kernel/id.ts';
import type { Tx } from '../../platform/db.ts';
import type { AttemptKey } from './attempt.ts';
import type { CaptureFact, CaptureStatus } from './paypal.ts';

export type StoredCapture = {
  readonly id: string;
  readonly status: CaptureStatus;
  readonly amountMinor: number;
  readonly feeMinor: number | null;
  readonly surplusBecause: string | null;
  readonly givenMinor: number;
  /** A dispute about it is open, or was lost. */
  readonly disputed: boolean;
};

export const captureRow = async (tx: Tx, practiceId: PracticeId, id: string) => {
  const [row] = await tx<StoredCapture[]>`
    select id, status, amount_minor as "amountMinor", fee_minor as "feeMinor", surplus_because as "surplusBecause",
      given_minor as "givenMinor", exists (select 1 from shop.disputes as dispute
        where dispute.practice_id = ${practiceId} and dispute.capture_id = ${id}
          and coalesce(dispute.outcome in ('RESOLVED_BUYER_FAVOUR', 'ACCEPTED'), true)) as disputed
    from shop.captures where practice_id = ${practiceId} and id = ${id} for no key update
  `;
  return row;
};

/** Facts are stored whatever they are; only their effects are constrained. */
export const keepCapture = (
  tx: Tx,
  { practiceId, attemptId }: AttemptKey,
  fact: CaptureFact & { readonly amount: NonNullable<CaptureFact['amount']> },
  status: CaptureStatus,
) => tx`
  insert into shop.captures (practice_id, id, attempt_id, status, amount_minor, currency, fee_minor, net_minor,
    custom_id, captured_at)
  values (${practiceId}, ${fact.id}, ${attemptId}, ${status}, ${fact.amount.minor}, ${fact.amount.currency},
    ${fact.fee?.minor ?? null}, ${fact.net?.minor ?? null}, ${fact.customId ?? null}, ${fact.capturedAt ?? null})
  on conflict (practice_id, id) do update set status = excluded.status,
    fee_minor = coalesce(shop.captures.fee_minor, excluded.fee_minor),
    net_minor = coalesce(shop.captures.net_minor, excluded.net_minor)
`;

export const markSurplus = (tx: Tx, practiceId: PracticeId, captureId: string, because: string) => tx`
  update shop.captures set surplus_because = ${because} where practice_id = ${practiceId} and id = ${captureId}
`;
