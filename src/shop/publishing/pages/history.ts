import type { Instant } from '../../../kernel/time.ts';
import type { Frame } from '../../../ui/frame.ts';
import { type Html, html } from '../../../ui/html.ts';
import { localTime, momentWords } from '../../../ui/local-time.ts';
import { notice } from '../../../ui/notice.ts';
import { table } from '../../../ui/table.ts';
import { urls } from '../../../urls.ts';
import type { OfferingState } from '../../catalogue/public.ts';
import { type Difference, differencesTable, groupRoom } from '../../editing/public.ts';

export type VersionLine = {
  readonly number: number;
  readonly at: Instant;
  readonly by: string;
  /** Against the version before it; undefined for the first. */
  readonly differences: readonly Difference[] | undefined;
};

export type HappeningLine = { readonly at: Instant; readonly by: string; readonly words: string };

export type HistoryView = {
  readonly offeringId: string;
  readonly name: string;
  readonly state: OfferingState | 'new';
  readonly versions: readonly VersionLine[];
  /** From which number the next page goes on; undefined on the last one. */
  readonly older: number | undefined;
  readonly happenings: readonly HappeningLine[];
  readonly done: 'published' | 'turned' | undefined;
};

/** Every version that went to print, newest first: who, when, and what changed field by field. */
export const historyPage = (frame: Frame, view: HistoryView): Html => {
  const { offeringId, versions, older, happenings, done } = view;
  return groupRoom(frame, {
    offeringId,
    name: view.name,
    state: view.state,
    tab: 'history',
    title: 'History',
    main: html`${done === 'published' && notice('good', html`<p><b>Published.</b> The site shows it within a second or two.</p>`, { say: true })}${done === 'turned' && notice('good', html`<p><b>Done.</b></p>`, { say: true })}
<ol class="parts">${versions.map((version) => versionItem(frame, offeringId, version))}</ol>
${older !== undefined && html`<p><a class="btn quiet sm" href="${urls.deskGroupHistory(offeringId, { from: String(older) })}">Older versions</a></p>`}
${happenings.length > 0 && happeningsList(frame, happenings)}`,
  });
};

const versionItem = (frame: Frame, offeringId: string, version: VersionLine): Html => {
  const { number, at, by, differences } = version;
  const { zone, locale } = frame.practice;
  return html`<li><h2 class="t2"><a href="${urls.deskGroupVersion(offeringId, String(number))}">Version ${number}</a></h2><p class="small soft">Published by ${by}, ${momentWords(at, zone, locale)}</p>
${differences === undefined && html`<p>The first one.</p>`}${differences?.length === 0 && html`<p>Printed again without a change that can be read here.</p>`}${differences && differences.length > 0 && differencesTable(`What version ${number} changed`, differences)}</li>`;
};

const happeningsList = (frame: Frame, happenings: readonly HappeningLine[]): Html => {
  const { zone, locale } = frame.practice;
  return html`<div class="stack g3"><h2 class="t2" id="else">What else happened</h2>${table(
    'What else happened',
    [
      { head: 'When', cell: ({ at }) => localTime(at, zone, locale) },
      { head: 'What', cell: ({ words }) => words },
      { head: 'Who', cell: ({ by }) => by },
    ],
    happenings,
  )}</div>`;
};

export type VersionView = {
  readonly offeringId: string;
  readonly name: string;
  readonly state: OfferingState | 'new';
  readonly number: number;
  readonly newest: number;
  readonly at: Instant;
  readonly by: string;
  /** Against what is in print now. */
  readonly differences: readonly Difference[];
  /** A draft would be replaced. */
  readonly hasDraft: boolean;
  readonly body: Html;
};

/** An older version as it looked, and the way to bring it back as a draft. */
export const versionPage = (frame: Frame, view: VersionView): Html => {
  const { offeringId, number, newest, differences, hasDraft } = view;
  const { zone, locale } = frame.practice;
  return groupRoom(frame, {
    offeringId,
    name: view.name,
    state: view.state,
    tab: 'history',
    title: `Version ${number}`,
    main: html`<p class="small"><a href="${urls.deskGroupHistory(offeringId)}">All versions</a></p>
<p>Published by ${view.by}, ${momentWords(view.at, zone, locale)}. ${number === newest && 'This is what is in print.'}</p>
${differences.length > 0 && html`<section class="stack g3" aria-labelledby="against"><h2 class="t2" id="against">Against version ${newest}, which is in print</h2>${differencesTable('This version, and what is in print', differences)}</section>`}
${number < newest && html`<form class="stack g2" method="post" action="${urls.deskGroupVersionDraft(offeringId, String(number))}" data-once><p><button class="btn">Bring it back as a draft</button></p><p class="small soft">Nothing is published by this. ${hasDraft && html`<b>The draft that is being written now is replaced.</b>`}</p></form>`}
<div class="split py">${view.body}</div>`,
  });
};
