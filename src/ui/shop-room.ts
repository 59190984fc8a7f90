import { urls } from '../urls.ts';
import type { Frame } from './frame.ts';
import { attributes, type Html, html } from './html.ts';
import { page } from './page.ts';

/** The sub-rooms of the shop at the desk. */
const TABS = [
  [urls.deskWorkbooks(), 'Workbooks'],
  [urls.deskPackages(), 'Packages'],
  [urls.deskCoupons(), 'Coupons'],
  [urls.deskFund(), 'Sponsors’ fund'],
] as const;

export type ShopRoom = {
  readonly title: string;
  /** Address of the sub-room that this page belongs to. */
  readonly tab: string;
  /** Begins with the one h1. */
  readonly main: Html;
};

/** A page of the shop's room at the desk, with the way to its other sub-rooms. */
export const shopRoom = (frame: Frame, { title, tab, main }: ShopRoom): Html =>
  page(frame, {
    title,
    current: urls.deskShop(),
    room: 'desk',
    main: html`<div class="wrap stack g5 py"><nav class="tabs" aria-label="The shop">${TABS.map(([address, words]) => html`<a href="${address}" ${attributes({ 'aria-current': address === tab && 'page' })}>${words}</a>`)}</nav>${main}</div>`,
  });
