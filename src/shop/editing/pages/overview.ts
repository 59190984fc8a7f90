import type { Instant } from '../../../kernel/time.ts';
import type { Frame } from '../../../ui/frame.ts';
import { type Html, html } from '../../../ui/html.ts';
import { momentWords } from '../../../ui/local-time.ts';
import { notice } from '../../../ui/notice.ts';
import { urls } from '../../../urls.ts';
import type { OfferingState } from '../../catalogue/public.ts';
import { type DraftContent, PART_NAMES, type Part } from '../draft.ts';
import type { Lack } from '../lacks.ts';
import { type Look, partInWords } from './field-words.ts';
import { groupRoom } from './group-room.ts';
import { LACK_WORDS, PART_WORDS } from './part-words.ts';

export type OverviewView = {
  readonly offeringId: string;
  readonly state: OfferingState | 'new';
  readonly content: DraftContent;
  /** When and by whom the draft was last changed; undefined while nothing is being changed. */
  readonly changed: { readonly at: Instant; readonly by: string } | undefined;
  /** Number of the version in print. */
  readonly printed: number | undefined;
  readonly lacks: readonly Lack[];
  readonly look: Look;
  readonly saved: Part | undefined;
};

/** A group as the desk writes it: its parts, what is still missing, and the way to print. */
export const overviewPage = (frame: Frame, view: OverviewView): Html => {
  const { offeringId, content, state, saved } = view;
  return groupRoom(frame, {
    offeringId,
    state,
    name: content.name,
    tab: 'edit',
    title: 'Edit the group',
    main: html`${saved && notice('good', html`<p><b>Saved: ${PART_WORDS[saved][0].toLowerCase()}.</b> Nobody sees it before you publish.</p>`, { say: true })}
${standing(frame, view)}
<ol class="parts">${PART_NAMES.map((part) => partItem(view, part))}</ol>
${foot(view)}`,
  });
};

const standing = (frame: Frame, view: OverviewView): Html => {
  const { zone, locale } = frame.practice;
  const { changed, printed, lacks } = view;
  const missing = lacks.length === 0 ? 'Nothing is missing.' : missingWords(lacks.length);
  if (printed === undefined)
    return notice(
      lacks.length === 0 ? 'good' : 'inform',
      html`<p><b>This group was never published.</b> ${missing}</p>${onward(view)}`,
    );
  if (!changed)
    return html`<p class="soft">What you see here is in print as version ${printed}. Change a part, and a draft begins: the site keeps showing what is in print until you publish.</p>`;
  return notice(
    lacks.length === 0 ? 'care' : 'inform',
    html`<p><b>You are changing this group.</b> The site still shows version ${printed}. Last saved by ${changed.by}, ${momentWords(changed.at, zone, locale)}. ${lacks.length > 0 && missing}</p>${onward(view)}`,
  );
};

const missingWords = (count: number): string =>
  count === 1
    ? 'One thing is missing before it can be published.'
    : `${count} things are missing before it can be published.`;

const onward = ({ offeringId }: OverviewView): Html =>
  html`<p class="row"><a class="btn" href="${urls.deskGroupPublication(offeringId)}">Look over and publish</a><a class="btn quiet" href="${urls.deskGroupPreview(offeringId)}">See the page</a></p>`;

const partItem = (view: OverviewView, part: Part): Html => {
  const [title, about] = PART_WORDS[part];
  const lacks = view.lacks.filter((lack) => lack.part === part);
  return html`<li id="${part}"><h2 class="t2"><a href="${urls.deskGroupPart(view.offeringId, part)}">${title}</a></h2><p class="small soft">${about}</p>
${lacks.length > 0 && html`<ul class="lacks">${lacks.map(({ because }) => html`<li>${LACK_WORDS[because]}</li>`)}</ul>`}
<dl class="facts small">${partInWords(part, view.content, view.look).map(({ label, lines }) => lines.length > 0 && html`<dt>${label}</dt><dd>${inBrief(lines)}</dd>`)}</dl></li>`;
};

const MOST_LINES = 6;

const inBrief = (lines: readonly string[]): Html =>
  html`${lines.slice(0, MOST_LINES).map((line, index) => html`${index > 0 && html`<br>`}${line}`)}${lines.length > MOST_LINES && html`<br><span class="soft">and ${lines.length - MOST_LINES} more</span>`}`;

const foot = ({ offeringId, changed, printed, state }: OverviewView): Html =>
  html`<section class="stack g3" aria-labelledby="more"><h2 class="t2" id="more">More</h2>
<div class="row g4">
<form method="post" action="${urls.deskGroupCopy(offeringId)}" data-once><button class="btn quiet sm">Copy into a new group</button></form>
${turns(state).map(([turn, words]) => html`<a class="btn quiet sm" href="${urls.deskGroupTurn(offeringId, turn)}">${words}</a>`)}
${changed && html`<a class="btn quiet sm" href="${urls.deskGroupDraftRemoval(offeringId)}">${printed === undefined ? 'Delete this group' : 'Drop this draft'}</a>`}
</div></section>`;

/** Where a group may go from here, besides print. */
const turns = (state: OverviewView['state']): readonly (readonly [turn: string, words: string])[] =>
  ({
    new: [],
    draft: [['archiving', 'Put away']],
    published: [
      ['closing', 'Close for new people'],
      ['withdrawal', 'Take off the site'],
      ['archiving', 'Put away'],
    ],
    closed: [
      ['opening', 'Open again'],
      ['withdrawal', 'Take off the site'],
      ['archiving', 'Put away'],
    ],
    archived: [['return', 'Bring back']],
  })[state] as readonly (readonly [string, string])[];
