import type { Instant } from '../../../kernel/time.ts';
import type { Frame } from '../../../ui/frame.ts';
import { type Html, html } from '../../../ui/html.ts';
import { urls } from '../../../urls.ts';
import type { OfferingState, Schedule } from '../../catalogue/public.ts';
import { datesAhead, groupRoom } from '../../editing/public.ts';

export type DatesView = {
  readonly offeringId: string;
  readonly name: string;
  readonly state: OfferingState | 'new';
  readonly hasDraft: boolean;
  readonly schedule: Schedule | null;
  readonly now: Instant;
};

/** Every date of the next two years, each with the way to move it or to call it off. */
export const datesPage = (frame: Frame, view: DatesView): Html => {
  const { offeringId, schedule, now, hasDraft } = view;
  return groupRoom(frame, {
    offeringId,
    name: view.name,
    state: view.state,
    tab: 'dates',
    title: 'Dates',
    main: schedule
      ? html`<p>${hasDraft ? 'These are the dates of the draft; the site still shows those in print.' : 'These are the dates in print.'} Choose one to move it or to call it off. <a href="${urls.deskGroupPart(offeringId, 'dates')}">Change the rhythm or the breaks</a></p>
${datesAhead({ schedule, now, locale: frame.practice.locale, doorsOf: (slot) => doors(offeringId, slot) })}`
      : html`<p class="lead">This group has no dates yet.</p><p><a class="btn" href="${urls.deskGroupPart(offeringId, 'dates')}">Give it dates</a></p>`,
  });
};

const doors = (offeringId: string, slot: string): Html =>
  html`<br><a class="small" href="${urls.deskGroupPart(offeringId, 'dates', { move: slot })}#moves">Move<span class="vh"> ${slot}</span></a> <a class="small" href="${urls.deskGroupPart(offeringId, 'dates', { rest: slot })}#breaks">Call off<span class="vh"> ${slot}</span></a>`;
