import type { Practice } from '../../identity/practice/public.ts';
import { money } from '../../kernel/money.ts';
import type { Tx } from '../../platform/db.ts';
import type { SecretLinks } from '../../platform/links.ts';
import type { Outbox } from '../../platform/outbox.ts';
import { urls } from '../../urls.ts';
import { attendeeLetter, payerLetter } from './letters.ts';
import type { ByWhom, SeatToWithdraw } from './withdrawal.ts';

export type Told = {
  readonly practice: Practice;
  readonly seat: SeatToWithdraw;
  readonly withdrawalId: string;
  readonly byWhom: ByWhom;
  readonly backMinor: number;
};

/** One letter to who paid, and one to who came where that is somebody else: neither tells of the other more than needed. */
export const postLetters = async (
  tx: Tx,
  deps: { readonly outbox: Outbox; readonly links: SecretLinks; readonly publicUrl: string },
  { practice, seat, withdrawalId, byWhom, backMinor }: Told,
): Promise<void> => {
  const { order } = seat;
  const post = (kind: string, to: string, letter: ReturnType<typeof payerLetter>) =>
    deps.outbox.mail(tx, {
      practiceId: practice.id,
      kind,
      dedupe: `${kind}:${withdrawalId}`,
      mail: { to, ...letter },
      ...(order ? { orderId: order.id } : {}),
    });
  if (order)
    await post(
      'withdrawal-payer',
      order.payerEmail,
      payerLetter(practice, {
        ...{ number: order.number, name: order.payerName, byWhom },
        comes: !seat.hasOwnLink,
        attendeeName: seat.attendeeName,
        back: money(backMinor, seat.currency),
        address: deps.publicUrl + urls.order(deps.links.secret('order', order.id)),
      }),
    );
  if (seat.hasOwnLink || !order)
    await post(
      'withdrawal-attendee',
      seat.attendeeEmail,
      attendeeLetter(practice, { name: seat.attendeeName, byWhom }),
    );
};
