import { writeDate } from '../../../kernel/formats.ts';
import { formatMoney, money } from '../../../kernel/money.ts';
import type { PlainDate } from '../../../kernel/time.ts';
import type { Frame } from '../../../ui/frame.ts';
import { type Html, html } from '../../../ui/html.ts';
import { urls } from '../../../urls.ts';
import { groupRoom } from '../../editing/public.ts';
import type { Look } from '../actions.ts';

export const decisionRoom = (frame: Frame, { group }: Look, title: string, main: Html): Html =>
  groupRoom(frame, {
    ...{ offeringId: group.offeringId, name: group.name, state: group.state, title, main },
    tab: 'people',
  });

export const dayWords = (day: PlainDate, { practice }: Frame): string =>
  writeDate(day, practice.locale, { year: 'numeric', month: 'long', day: 'numeric' });

export const priceWords = (
  minor: number,
  currency: Parameters<typeof money>[1],
  { practice }: Frame,
): string => formatMoney(money(minor, currency), practice.locale);

export const peopleWords = (count: number): string => (count === 1 ? 'one person' : `${count} people`);

/** How many came, how many it needs, and until when. */
export const groupFacts = (frame: Frame, { group, firstMeetingOn }: Look): Html =>
  html`<dl class="facts"><dt>Have a chair</dt><dd>${peopleWords(group.confirmed)}</dd><dt>It needs</dt><dd>${peopleWords(group.minSeats)}</dd>
${group.decisionOn && html`<dt>To be decided by</dt><dd>${dayWords(group.decisionOn, frame)}</dd>`}
${firstMeetingOn && html`<dt>First meeting</dt><dd>${dayWords(firstMeetingOn, frame)}</dd>`}
${group.held > 0 && html`<dt>Being paid at this moment</dt><dd>${group.held}</dd>`}${group.offered > 0 && html`<dt>Offered to somebody</dt><dd>${group.offered}</dd>`}</dl>`;

export const wayBack = ({ group }: Look): Html =>
  html`<a class="btn quiet" href="${urls.deskGroup(group.offeringId)}">To the people of the group</a>`;
