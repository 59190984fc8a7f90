import type { Frame } from '../../../ui/frame.ts';
import { type Html, html } from '../../../ui/html.ts';
import { page } from '../../../ui/page.ts';
import type { InvoiceOfOrder } from '../../invoices/public.ts';
import type { Order } from '../order.ts';

/** An order as its payer's pages show it. */
export type OrderShown = {
  readonly order: Order;
  /** The secret of the link, for the doors of these pages. */
  readonly secret: string;
  readonly invoices: readonly InvoiceOfOrder[];
  /** Where a download of this order is found. */
  readonly downloadAt: (downloadId: string) => string;
};

/** One narrow column: the look of everything behind an order's link. */
export const drawer = (frame: Frame, title: string, body: Html): Html =>
  page(frame, {
    title,
    main: html`<div class="wrap narrow py"><section class="drawer" aria-labelledby="order-heading">${body}</section></div>`,
  });
