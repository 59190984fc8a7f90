import type { Instant } from '../../../kernel/time.ts';
import type { Frame } from '../../../ui/frame.ts';
import { type Html, html } from '../../../ui/html.ts';
import { localTime, momentWords } from '../../../ui/local-time.ts';
import { notice } from '../../../ui/notice.ts';
import { table } from '../../../ui/table.ts';
import { urls } from '../../../urls.ts';
import type { OfferingState } from '../../catalogue/public.ts';
import { type Change, type Consequences, counted } from '../../date-changes/public.ts';
import { type Difference, differencesTable, groupRoom, LACK_WORDS, type Lack } from '../../editing/public.ts';
import type { Touched } from '../store.ts';

export type ReviewRefusal =
  | { readonly because: 'nothing-to-publish' | 'archived' | 'lacking' | 'address-taken' | 'touches-others' }
  | { readonly because: 'changed-meanwhile'; readonly by: string; readonly at: Instant };

export type ReviewView = {
  readonly offeringId: string;
  readonly name: string;
  readonly state: OfferingState | 'new';
  readonly zone: string;
  readonly version: number;
  readonly letters: number;
  readonly lacks: readonly Lack[];
  readonly isAddressTaken: boolean;
  readonly touched: Touched;
  readonly consequences: Consequences;
  readonly placeChanges: boolean;
  /** Undefined for a group that was never published: there is nothing to compare with. */
  readonly differences: readonly Difference[] | undefined;
  readonly hasDraft: boolean;
  readonly refusal: ReviewRefusal | undefined;
};

/** Before a group goes to print: what changes, whom it touches, and what is still missing. */
export const reviewPage = (frame: Frame, view: ReviewView): Html =>
  groupRoom(frame, {
    offeringId: view.offeringId,
    name: view.name,
    state: view.state,
    tab: 'edit',
    title: 'Look over and publish',
    main: html`${view.refusal && refused(frame, view.refusal)}${missing(view)}
${changes(view)}
${touches(frame, view)}
${door(view)}`,
  });

const refused = (frame: Frame, refusal: ReviewRefusal): Html => {
  const { zone, locale } = frame.practice;
  switch (refusal.because) {
    case 'changed-meanwhile':
      return notice(
        'care',
        html`<p><b>${refusal.by} saved this draft after you opened this page</b>, ${momentWords(refusal.at, zone, locale)}. Nothing was published. What is below is the newest.</p>`,
        { say: true },
      );
    case 'touches-others':
      return notice(
        'care',
        html`<p><b>Since you looked, somebody bought a chair or gave one back.</b> Other people would get a letter now. Nothing was published; please look again.</p>`,
        { say: true },
      );
    case 'nothing-to-publish':
      return notice(
        'inform',
        html`<p><b>There is nothing to publish.</b> The site shows all that is written.</p>`,
        { say: true },
      );
    case 'archived':
      return notice(
        'care',
        html`<p><b>This group is put away.</b> Bring it back first; then it can be published.</p>`,
        { say: true },
      );
    case 'lacking':
    case 'address-taken':
      return notice('care', html`<p><b>Something is still missing.</b> Nothing was published.</p>`, {
        say: true,
      });
  }
};

const missing = ({ lacks, isAddressTaken, offeringId }: ReviewView): Html | false => {
  if (lacks.length === 0 && !isAddressTaken) return false;
  return notice(
    'care',
    html`<p><b>Before it can be published:</b></p><ul>${lacks.map(({ part, because }) => html`<li><a href="${urls.deskGroupPart(offeringId, part)}">${LACK_WORDS[because]}</a></li>`)}${isAddressTaken && html`<li><a href="${urls.deskGroupPart(offeringId, 'place')}">Another group has the address of its page, or had it. Choose another.</a></li>`}</ul>`,
  );
};

const changes = ({ differences, hasDraft }: ReviewView): Html => {
  if (differences === undefined)
    return html`<p class="lead">This group has never been on the site. Publishing puts its page there and opens its chairs.</p>`;
  if (differences.length === 0)
    return html`<p class="lead">${hasDraft ? 'The draft says the same as what was published last.' : 'Nothing is being changed.'}</p>`;
  return html`<div class="stack g3"><h2 class="t2" id="changes">What changes</h2>${differencesTable('What changes', differences)}</div>`;
};

const touches = (frame: Frame, view: ReviewView): Html | false => {
  const { touched, state } = view;
  if (state === 'new') return false;
  return html`<section class="stack g3" aria-labelledby="whom"><h2 class="t2" id="whom">Whom it touches</h2>
<dl class="facts"><dt>Have a chair</dt><dd>${peopleWords(touched.confirmed)}</dd><dt>Chairs held while somebody pays</dt><dd>${touched.held}</dd><dt>Chairs offered</dt><dd>${touched.offered}</dd><dt>Checkouts under way</dt><dd>${touched.checkouts}</dd><dt>In carts, not held</dt><dd>${touched.carts}</dd></dl>
<p>Whoever has a chair keeps what they bought: price, agreement and number of meetings stay. Whoever is paying at this moment pays what they saw. ${touched.checkouts > 0 && 'If their dates change, they are told as soon as they have paid.'}</p>
${datesTouched(frame, view)}</section>`;
};

const peopleWords = (count: number): string => {
  if (count === 0) return 'Nobody';
  return count === 1 ? 'One person' : `${count} people`;
};

const datesTouched = (frame: Frame, { consequences, zone, placeChanges, letters }: ReviewView): Html => {
  const { locale } = frame.practice;
  const lines = counted(consequences.changes);
  if (letters === 0)
    return notice('good', html`<p><b>No date that anybody has changes.</b> Nobody gets a letter.</p>`);
  const off = lines.some(({ becomes }) => becomes === null);
  const told = new Set(consequences.changes.map(({ seatId }) => seatId));
  const names = consequences.seats.filter(({ seatId }) => placeChanges || told.has(seatId));
  return html`${notice('care', html`<p><b>${letters === 1 ? 'One person gets a letter' : `${letters} people get a letter`}</b> when you publish, each their own. It names no group and nobody else. ${placeChanges && 'It tells that the place changes.'} ${off && 'What they paid for a meeting that is not held is theirs: pay it back from their orders.'}</p>`)}
${
  lines.length > 0 &&
  table<Change & { readonly people: number }>(
    'Dates that people have and that change',
    [
      { head: 'Date', cell: ({ was }) => (was ? localTime(was.startsAt, zone, locale) : 'Was called off') },
      {
        head: 'Becomes',
        cell: ({ was, becomes }) => becomesWords(was, becomes, { zone, locale }),
      },
      { head: 'People', number: true, cell: ({ people }) => people },
    ],
    lines,
  )
}
<details class="more"><summary>Who gets a letter</summary><ul>${names.map(({ attendeeName, attendeeEmail }) => html`<li>${attendeeName}, ${attendeeEmail}</li>`)}</ul></details>`;
};

const becomesWords = (
  was: Change['was'],
  becomes: Change['becomes'],
  { zone, locale }: { readonly zone: string; readonly locale: string },
): Html => {
  if (!becomes) return html`Not held`;
  if (was?.startsAt.equals(becomes.startsAt))
    return html`Lasts ${becomes.endsAt.since(becomes.startsAt).total('minutes')} minutes`;
  return localTime(becomes.startsAt, zone, locale);
};

const door = (view: ReviewView): Html | false => {
  const { offeringId, state, lacks, isAddressTaken, hasDraft, version, letters } = view;
  const back = html`<a class="btn quiet" href="${urls.deskGroupPreview(offeringId)}">See the page</a><a class="btn quiet" href="${urls.deskGroupEdit(offeringId)}">Back to the parts</a>`;
  const canGo =
    lacks.length === 0 && !isAddressTaken && state !== 'archived' && (hasDraft || state === 'draft');
  if (!canGo) return html`<p class="row">${back}</p>`;
  return html`<form class="stack g3" method="post" action="${urls.deskGroupPublication(offeringId)}" data-once><input type="hidden" name="version" value="${version}"><input type="hidden" name="letters" value="${letters}">
<p class="row"><button class="btn">${state === 'closed' ? 'Publish, and stay closed' : 'Publish'}</button>${back}</p></form>`;
};
