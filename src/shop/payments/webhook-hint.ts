import type { WebhookHint } from './paypal.ts';

const member = (value: unknown, ...path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>(
    (inner, step) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, step) : undefined),
    value,
  );

const name = (value: unknown, ...path: readonly (string | number)[]): string | undefined => {
  const found = member(value, ...path);
  return typeof found === 'string' && found !== '' && found.length <= 300 ? found : undefined;
};

/** The capture an event's resource hangs on: links[rel=up] ends in /captures/<id>. */
const captureAbove = (resource: unknown): string | undefined => {
  const links = member(resource, 'links');
  const up = Array.isArray(links) ? links.find((link) => name(link, 'rel') === 'up') : undefined;
  return /\/payments\/captures\/([A-Z0-9-]+)$/.exec(name(up, 'href') ?? '')?.[1];
};

/**
 * What an event is about, read as a hint where to look: nothing in it is believed.
 * REFUNDED's resource is the refund, and its capture stands in the links; undefined where it is no event.
 */
export const readHint = (event: unknown): WebhookHint | undefined => {
  const eventId = name(event, 'id');
  const eventType = name(event, 'event_type');
  if (!eventId || !eventType) return undefined;
  const resource = member(event, 'resource');
  const id = name(resource, 'id');
  const above = captureAbove(resource);
  const isOrder = eventType.startsWith('CHECKOUT.ORDER.');
  const isRefund = eventType.startsWith('PAYMENT.REFUND.') || above !== undefined;
  const isCapture = eventType.startsWith('PAYMENT.CAPTURE.') && !isRefund;
  const disputed = name(resource, 'disputed_transactions', 0, 'seller_transaction_id');
  return {
    eventId,
    eventType,
    paypalOrderId:
      (isOrder ? id : undefined) ??
      name(resource, 'supplementary_data', 'related_ids', 'order_id') ??
      name(resource, 'order_id'),
    customId: name(resource, 'custom_id') ?? name(resource, 'purchase_units', 0, 'custom_id'),
    captureId: (isCapture ? id : undefined) ?? above ?? disputed,
    refundId: isRefund ? id : undefined,
    disputeId: eventType.startsWith('CUSTOMER.DISPUTE.') ? name(resource, 'dispute_id') : undefined,
  };
};
