// A PayPal without a network and without time of its own: what remains of a checkout is ours.
import { randomUUID } from 'node:crypto';
import type { CaptureFact, PayPal, PayPalOrder } from '../src/shop/payments/paypal.ts';

type Asked = { readonly customId: string; readonly invoiceId: string; readonly minor: number };

const away = async () => {
  throw new Error('The instant PayPal only creates orders and captures them');
};

const readOrder = (body: string): Asked & { readonly returnUrl: string } => {
  const order = JSON.parse(body);
  const unit = order.purchase_units[0];
  return {
    customId: unit.custom_id,
    invoiceId: unit.invoice_id,
    minor: Math.round(Number(unit.amount.value) * 100),
    returnUrl: order.payment_source.paypal.experience_context.return_url,
  };
};

const taken = ({ customId, invoiceId, minor }: Asked): CaptureFact => {
  const amount = (of: number) => ({ minor: of, currency: 'USD' as const });
  return {
    id: randomUUID(),
    status: 'COMPLETED',
    amount: amount(minor),
    fee: amount(349),
    net: amount(minor - 349),
    customId,
    invoiceId,
    capturedAt: '2026-11-23T10:00:00Z',
    reason: undefined,
  };
};

/** The address to which it sends buyers carries the address they come back to. */
export const instantPayPal = (): PayPal => {
  const asked = new Map<string, Asked>();
  const answer = (value: PayPalOrder) =>
    Promise.resolve({ kind: 'ok' as const, status: 201, value, debugId: undefined });
  const order = (id: string, change: Partial<PayPalOrder>): PayPalOrder => ({
    id,
    status: 'CREATED',
    approveUrl: undefined,
    payeeMerchantId: undefined,
    customId: asked.get(id)?.customId,
    captures: [],
    ...change,
  });
  return {
    createOrder: ({ body }) => {
      const id = randomUUID();
      const { returnUrl, ...wish } = readOrder(body);
      asked.set(id, wish);
      const approveUrl = `https://paypal.example/?back=${encodeURIComponent(`${returnUrl}?token=${id}`)}`;
      return answer(order(id, { approveUrl }));
    },
    captureOrder: ({ id }) => {
      const wish = asked.get(id);
      if (!wish) return away();
      const paid = order(id, { status: 'COMPLETED', captures: [taken(wish)] });
      asked.delete(id);
      return answer(paid);
    },
    ...{ getOrder: away, getCapture: away, refundCapture: away, getRefund: away, judgeWebhook: away },
    reachable: () => true,
  };
};
