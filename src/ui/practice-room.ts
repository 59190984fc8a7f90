import { urls } from '../urls.ts';
import type { Frame, PageOptions } from './frame.ts';
import { attributes, type Html, html } from './html.ts';
import { page } from './page.ts';

/** The sub-rooms of the practice room, in the order in which a new practice needs them. */
const TABS = [
  [urls.practiceOpening(), 'Opening'],
  [urls.practiceSettings(), 'Names and contact'],
  [urls.practiceColors(), 'Colors'],
  [urls.practiceWords(), 'Words'],
  [urls.practiceFacilitators(), 'Facilitators'],
  [urls.practiceAgreements(), 'Agreement'],
  [urls.deskRefundRule(), 'Refund rule'],
  [urls.practiceTax(), 'Tax'],
  [urls.practiceEstimate(), 'Estimates'],
] as const;

export type PracticeRoom = {
  readonly title: string;
  /** Address of the sub-room that this page belongs to. */
  readonly tab: string;
  /** Begins with the one h1. */
  readonly main: Html;
  readonly head?: PageOptions['head'];
};

/** A page of the practice room at the desk, with the way to its other sub-rooms. */
export const practiceRoom = (frame: Frame, { title, tab, main, head }: PracticeRoom): Html =>
  page(frame, {
    title,
    current: urls.practice(),
    room: 'desk',
    ...(head && { head }),
    main: html`<div class="wrap stack g5 py"><nav class="tabs" aria-label="The practice">${TABS.map(([address, words]) => html`<a href="${address}" ${attributes({ 'aria-current': address === tab && 'page' })}>${words}</a>`)}</nav>${main}</div>`,
  });
