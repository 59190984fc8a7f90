import type { Practice } from '../../identity/practice/public.ts';
import { money } from '../../kernel/money.ts';
import type { Tx } from '../../platform/db.ts';
import type { SecretLinks } from '../../platform/links.ts';
import type { Outbox } from '../../platform/outbox.ts';
import type { Letter } from '../../ui/letter.ts';
import { urls } from '../../urls.ts';
import { attendeeLetter, payerLetter } from './letters.ts';
import type { ByWhom, SeatToWithdraw, Why } from './withdrawal.ts';

export type Told = {
  readonly practice: Practice;
  readonly seat: SeatToWithdraw;
  readonly byWhom: ByWhom;
  readonly why: Why;
  readonly backMinor: number;
};

export type LetterTo = {
  readonly kind: 'withdrawal-payer' | 'withdrawal-attendee';
  readonly name: string;
  readonly to: string;
  readonly letter: Letter;
};

/** One letter to who paid, and one to who came where that is somebody else: neither tells of the other more than needed. */
export const lettersOf = (
  deps: { readonly links: SecretLinks; readonly publicUrl: string },
  { practice, seat, byWhom, why, backMinor }: Told,
): readonly LetterTo[] => {
  const { order, attendeeName } = seat;
  const toPayer = order && {
    ...{ kind: 'withdrawal-payer' as const, name: order.payerName, to: order.payerEmail },
    letter: payerLetter(practice, {
      ...{ number: order.number, name: order.payerName, byWhom, why, attendeeName },
      comes: !seat.hasOwnLink,
      back: money(backMinor, seat.currency),
      address: deps.publicUrl + urls.order(deps.links.secret('order', order.id)),
    }),
  };
  const toAttendee = (seat.hasOwnLink || !order) && {
    ...{ kind: 'withdrawal-attendee' as const, name: attendeeName, to: seat.attendeeEmail },
    letter: attendeeLetter(practice, { name: attendeeName, byWhom, why }),
  };
  return [...(toPayer ? [toPayer] : []), ...(toAttendee ? [toAttendee] : [])];
};

export const postLetters = async (
  tx: Tx,
  deps: { readonly outbox: Outbox; readonly links: SecretLinks; readonly publicUrl: string },
  { withdrawalId, ...told }: Told & { readonly withdrawalId: string },
): Promise<void> => {
  const { practice, seat } = told;
  for (const { kind, to, letter } of lettersOf(deps, told))
    await deps.outbox.mail(tx, {
      ...{ practiceId: practice.id, kind, dedupe: `${kind}:${withdrawalId}` },
      mail: { to, ...letter },
      ...(seat.order ? { orderId: seat.order.id } : {}),
    });
};
