import { badge } from '../../../ui/badge.ts';
import type { Frame } from '../../../ui/frame.ts';
import { attributes, type Html, html } from '../../../ui/html.ts';
import { page } from '../../../ui/page.ts';
import { urls } from '../../../urls.ts';
import type { OfferingState } from '../../catalogue/public.ts';

/** A group's rooms at the desk, each at its address. */
export type GroupTab = 'people' | 'edit' | 'preview' | 'dates' | 'history';

const TABS = {
  people: ['Who comes', urls.deskGroup],
  edit: ['Edit', (id) => urls.deskGroupEdit(id)],
  preview: ['Preview', urls.deskGroupPreview],
  dates: ['Dates', urls.deskGroupDates],
  history: ['History', (id) => urls.deskGroupHistory(id)],
} as const satisfies Record<GroupTab, readonly [string, (id: string) => string]>;

/** A group that was never published has nobody in it and no history. */
const OF_A_NEW_GROUP: readonly GroupTab[] = ['edit', 'preview', 'dates'];

/** The way from one of a group's rooms to the others. */
export const groupTabs = (offeringId: string, current: GroupTab, isPrinted: boolean): Html => {
  const shown = (Object.keys(TABS) as GroupTab[]).filter((tab) => isPrinted || OF_A_NEW_GROUP.includes(tab));
  return html`<nav class="tabs" aria-label="This group">${shown.map((tab) => {
    const [words, address] = TABS[tab];
    return html`<a href="${address(offeringId)}" ${attributes({ 'aria-current': tab === current && 'page' })}>${words}</a>`;
  })}</nav>`;
};

const STATE_BADGES = {
  draft: ['Not on the site', 'wait'],
  published: ['On the site', 'plain'],
  closed: ['On the site, takes nobody new', 'off'],
  archived: ['Put away', 'off'],
  new: ['Never published', 'wait'],
} as const satisfies Record<OfferingState | 'new', readonly [string, 'plain' | 'wait' | 'off']>;

/** Where a group stands, in a shape and words. */
export const stateBadge = (state: OfferingState | 'new'): Html => {
  const [words, kind] = STATE_BADGES[state];
  return badge(words, kind);
};

export type GroupRoom = {
  readonly offeringId: string;
  readonly name: string;
  readonly state: OfferingState | 'new';
  readonly tab: GroupTab;
  /** Heads the page; the group's name stands above it. */
  readonly title: string;
  readonly main: Html;
};

/** A page about one group at the desk. */
export const groupRoom = (frame: Frame, room: GroupRoom): Html =>
  page(frame, {
    title: `${room.title}: ${room.name}`,
    current: urls.deskGroups(),
    room: 'desk',
    main: html`<div class="wrap stack g5 py">
<div class="stack g2"><p class="small"><a href="${urls.deskGroups()}">All groups</a></p>
<p class="row g3"><b>${room.name}</b>${stateBadge(room.state)}</p></div>
${groupTabs(room.offeringId, room.tab, room.state !== 'new')}
<h1 class="t3">${room.title}</h1>
${room.main}
</div>`,
  });
