import { type TextChange, textChanges } from '../../../ui/changes.ts';
import { selectField } from '../../../ui/field.ts';
import type { Frame } from '../../../ui/frame.ts';
import { type Html, html } from '../../../ui/html.ts';
import { notice } from '../../../ui/notice.ts';
import { practiceRoom } from '../../../ui/practice-room.ts';
import { urls } from '../../../urls.ts';
import type { PublishRefusal } from '../agreement.ts';
import { agreementText, groupsOf, revisionField } from '../pages.ts';
import type { Draft, UsedBy, Version } from '../store.ts';

export type VersionView = {
  readonly version: Version;
  readonly versions: readonly Version[];
  readonly groups: readonly UsedBy[];
  /** The version it is compared with; undefined where there is no other. */
  readonly comparedWith: number | undefined;
  readonly changes: readonly TextChange[];
};

/** One version: who uses it, its words, and what another says differently. */
export const versionPage = (frame: Frame, view: VersionView): Html => {
  const { version, comparedWith } = view;
  return practiceRoom(frame, {
    title: `Agreement: version ${version.version}`,
    tab: urls.practiceAgreements(),
    main: html`<p class="small"><a href="${urls.practiceAgreements()}">All versions</a></p><h1 class="t3">Version ${version.version}</h1>
${groupsOf(view.groups, version.version)}
${comparedWith !== undefined && html`<section class="card stack g4" aria-labelledby="changes-h"><h2 class="t2" id="changes-h">What changed from version ${comparedWith}</h2>${textChanges(view.changes)}${chooser(view)}</section>`}
${agreementText(version)}`,
  });
};

const chooser = ({ version, versions, comparedWith }: VersionView): Html => {
  const choices = versions
    .filter((other) => other.version !== version.version)
    .map((other) => ({ value: String(other.version), words: `Version ${other.version}` }));
  return html`<form method="get" action="${urls.practiceAgreement(version.version)}" class="stack g3">${selectField({ label: 'Compare with', name: 'with', value: String(comparedWith), choices })}<p><button class="btn quiet sm" type="submit">Compare</button></p></form>`;
};

export type PreviewView = {
  readonly draft: Draft;
  readonly newest: Version | undefined;
  readonly groups: readonly UsedBy[];
  readonly changes: readonly TextChange[];
  readonly mayChange: boolean;
  readonly refusal?: PublishRefusal['because'];
};

const REFUSALS = {
  'no-draft': 'Nothing is being written any more.',
  'published-meanwhile':
    'Somebody published a version while this page was open. Below is what yours changes of it.',
  'written-meanwhile': 'Somebody wrote on while this page was open. Below is how the draft reads now.',
  'nothing-new': 'These are the words of the newest version. Nobody needs to sign the same twice.',
} as const satisfies Record<PublishRefusal['because'], string>;

/** How the next version will read, what it changes, and whom it touches. */
export const previewPage = (frame: Frame, view: PreviewView): Html => {
  const { draft, newest, changes, groups, mayChange, refusal } = view;
  return practiceRoom(frame, {
    title: 'Agreement: preview of a new version',
    tab: urls.practiceAgreements(),
    main: html`<p class="small"><a href="${urls.practiceAgreements()}">All versions</a></p><h1 class="t3">Preview of version ${(newest?.version ?? 0) + 1}</h1>
${refusal && notice('care', html`<p><b>Not published.</b> ${REFUSALS[refusal]}</p>`, { say: true })}
${notice('inform', html`<p>Publishing alters no version that is there, and nobody has to sign again. ${groups.length === 0 ? 'There is no group yet.' : `Your ${groups.length === 1 ? 'group keeps its' : `${groups.length} groups keep their`} version until you choose this one in the group’s own page.`}</p>`)}
${mayChange && html`<div class="row"><form method="post" action="${urls.practiceAgreementPublication()}" data-once><input type="hidden" name="over" value="${newest?.version ?? 0}">${revisionField(draft.revision)}<button class="btn" type="submit">Publish</button></form><a class="btn quiet" href="${urls.practiceAgreementDraft()}">Go on writing</a></div>`}
${newest && html`<section class="card stack g4" aria-labelledby="changes-h"><h2 class="t2" id="changes-h">What changes from version ${newest.version}</h2>${textChanges(changes)}</section>`}
${agreementText(draft)}`,
  });
};
