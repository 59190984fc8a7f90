import type { Instant } from '../../../kernel/time.ts';
import type { Frame } from '../../../ui/frame.ts';
import { type Html, html } from '../../../ui/html.ts';
import { momentWords } from '../../../ui/local-time.ts';
import { errorSummary, notice } from '../../../ui/notice.ts';
import { urls } from '../../../urls.ts';
import type { OfferingState } from '../../catalogue/public.ts';
import { PART_NAMES, type Part } from '../draft.ts';
import { chairsPart } from './chairs-part.ts';
import { datesPart } from './dates-part.ts';
import { differencesTable } from './differences.ts';
import type { Difference } from './field-words.ts';
import { groupRoom } from './group-room.ts';
import type { PartView } from './part-view.ts';
import { PART_WORDS } from './part-words.ts';
import { peoplePart } from './people-part.ts';
import { placePart } from './place-part.ts';
import { pricesPart } from './prices-part.ts';
import { wordsPart } from './words-part.ts';

const BODIES = {
  words: wordsPart,
  people: peoplePart,
  place: placePart,
  dates: datesPart,
  chairs: chairsPart,
  prices: pricesPart,
} as const satisfies Record<Part, (view: PartView) => Html>;

export type PartPage = {
  readonly offeringId: string;
  readonly state: OfferingState | 'new';
  readonly name: string;
  readonly part: Part;
  readonly view: PartView;
  /** With which the form goes back: what was known when it was opened. */
  readonly version: number;
  /** Somebody else saved this part meanwhile: who, and what differs from what was typed here. */
  readonly meanwhile: Meanwhile | undefined;
  /** What the form shows below itself: the dates that follow from what was typed. */
  readonly below: Html | false;
};

export type Meanwhile = {
  readonly by: string;
  readonly at: Instant;
  readonly differences: readonly Difference[];
};

/** One part of a group's form. */
export const partPage = (frame: Frame, page: PartPage): Html => {
  const { offeringId, part, view, version, meanwhile } = page;
  const next = PART_NAMES[PART_NAMES.indexOf(part) + 1];
  return groupRoom(frame, {
    offeringId,
    state: page.state,
    name: page.name,
    tab: 'edit',
    title: PART_WORDS[part][0],
    main: html`<p class="small"><a href="${urls.deskGroupEdit(offeringId)}">All parts of this group</a></p>
${errorSummary(view.errors)}${meanwhile && savedMeanwhile(frame, meanwhile)}
<form class="stack g5 narrow" method="post" action="${urls.deskGroupPart(offeringId, part)}" novalidate data-once>
<input type="hidden" name="version" value="${version}">
<button class="vh" name="do" value="save" tabindex="-1" aria-hidden="true">Save</button>
${BODIES[part](view)}
<div class="row"><button class="btn" name="do" value="save">${meanwhile ? 'Save mine instead' : 'Save'}</button>
${part === 'dates' && html`<button class="btn quiet" name="do" value="show">Show the dates</button>`}
${next && html`<button class="btn quiet" name="do" value="next">Save and go on</button>`}</div>
<p class="small soft">Saving changes the draft. Nobody sees it before you publish.</p>
</form>${page.below}`,
  });
};

const savedMeanwhile = (frame: Frame, { by, at, differences }: Meanwhile): Html =>
  notice(
    'care',
    html`<p><b>${by} saved this part while you were writing</b>, ${momentWords(at, frame.practice.zone, frame.practice.locale)}. What you typed is below, and nothing of it is lost. Save again, and yours stands instead.</p>
${differences.length === 0 ? html`<p>What is saved now says the same as yours.</p>` : differencesTable('What is saved, and what you typed', differences)}`,
    { say: true },
  );
