import { type Choice, field, selectField } from '../../../ui/field.ts';
import type { Frame } from '../../../ui/frame.ts';
import { type Html, html } from '../../../ui/html.ts';
import { errorSummary, notice } from '../../../ui/notice.ts';
import { page } from '../../../ui/page.ts';
import { urls } from '../../../urls.ts';
import type { Typed } from '../rows.ts';
import type { Errors } from '../typed-forms.ts';
import { groupRoom } from './group-room.ts';

export type BeginView = {
  readonly typed: Typed;
  readonly errors: Errors;
  /** Groups whose words a new one may begin with. */
  readonly groups: readonly { readonly offeringId: string; readonly name: string }[];
};

/** A new group: empty, or with the words of another. */
export const beginPage = (frame: Frame, { typed, errors, groups }: BeginView): Html => {
  const choices: Choice[] = [
    { value: '', words: 'Nothing: begin empty' },
    ...groups.map(({ offeringId, name }) => ({ value: offeringId, words: name })),
  ];
  return page(frame, {
    title: 'A new group',
    current: urls.deskGroups(),
    room: 'desk',
    main: html`<div class="wrap narrow stack g5 py"><p class="small"><a href="${urls.deskGroups()}">All groups</a></p><h1 class="t3">A new group</h1>
${errorSummary(errors)}
<p>You write it part by part and may stop at any time. Nobody sees it before you publish.</p>
<form class="stack g4" method="post" action="${urls.deskGroupNew()}" novalidate data-once>
${field({ name: 'name', label: 'Name', value: typed['name'], error: errors['name'], maxlength: 80, hint: 'You can change it later. A copy may keep it empty for now.' })}
${groups.length > 0 && selectField({ name: 'from', label: 'Begin with the words, chairs and prices of', value: typed['from'], error: errors['from'], choices })}
<p><button class="btn">Begin</button></p></form></div>`,
  });
};

export type RemovalView = {
  readonly offeringId: string;
  readonly name: string;
  readonly state: Parameters<typeof groupRoom>[1]['state'];
  readonly version: number;
  /** Number of the version that stays in print; undefined for a group that goes with its draft. */
  readonly printed: number | undefined;
  /** Somebody saved the draft after the page was opened. */
  readonly changed: boolean;
};

/** Before a draft is dropped: what goes, and what stays. */
export const removalPage = (frame: Frame, view: RemovalView): Html => {
  const isNew = view.printed === undefined;
  return groupRoom(frame, {
    offeringId: view.offeringId,
    name: view.name,
    state: view.state,
    tab: 'edit',
    title: isNew ? 'Delete this group' : 'Drop this draft',
    main: html`${view.changed && notice('care', html`<p><b>Somebody saved this draft a moment ago.</b> Please look at it again before you drop it.</p>`, { say: true })}
<div class="narrow stack">
${
  isNew
    ? html`<p>“${view.name}” was never published: nobody has a chair in it, and nobody has seen it. What was written is gone for good.</p>`
    : html`<p>What was written since version ${view.printed} goes. The site keeps showing version ${view.printed}, and nobody’s chair changes.</p>`
}
<form class="row" method="post" action="${urls.deskGroupDraftRemoval(view.offeringId)}" data-once><input type="hidden" name="version" value="${view.version}"><button class="btn">${isNew ? 'Delete it' : 'Drop the draft'}</button><a class="btn quiet" href="${urls.deskGroupEdit(view.offeringId)}">Keep it</a></form></div>`,
  });
};
