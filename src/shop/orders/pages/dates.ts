import { badge } from '../../../ui/badge.ts';
import { type Html, html } from '../../../ui/html.ts';
import { localTime } from '../../../ui/local-time.ts';
import { notice } from '../../../ui/notice.ts';
import { type HeldMeeting, isAsBought } from '../../date-changes/public.ts';

type Dates = { readonly dates: readonly HeldMeeting[]; readonly zone: string };

/** What was bought, and beside it what became of it. */
export const datesList = ({ dates, zone }: Dates, locale: string): Html =>
  html`<ol class="small">${dates.map((date) => html`<li>${oneDate(date, zone, locale)}</li>`)}</ol>`;

const oneDate = (date: HeldMeeting, zone: string, locale: string): Html => {
  const { bought, current } = date;
  const was = localTime(bought.startsAt, zone, locale);
  if (isAsBought(date)) return was;
  if (current === null) return html`${was} ${badge('Not held', 'off')}`;
  if (current.startsAt.equals(bought.startsAt))
    return html`${was} ${badge(`Lasts ${current.endsAt.since(current.startsAt).total('minutes')} minutes`, 'wait')}`;
  return html`${localTime(current.startsAt, zone, locale)} ${badge('Moved', 'wait')}<br><span class="soft">instead of ${was}</span>`;
};

/** The place that was bought stays in the order; where people go today stands beside it. */
export const placeMoved = (placeNow: string | null): Html | false =>
  placeNow !== null && notice('care', html`<p><b>It meets elsewhere now:</b> ${placeNow}</p>`);
