import { badge } from '../../ui/badge.ts';
import { empty } from '../../ui/empty.ts';
import { field, textArea } from '../../ui/field.ts';
import type { Frame } from '../../ui/frame.ts';
import { type Html, html } from '../../ui/html.ts';
import { momentWords } from '../../ui/local-time.ts';
import { errorSummary, notice } from '../../ui/notice.ts';
import { plainText } from '../../ui/plain-text.ts';
import { practiceRoom } from '../../ui/practice-room.ts';
import { urls } from '../../urls.ts';
import type { AgreementWords } from './agreement.ts';
import type { Told, WordsErrors } from './forms.ts';
import type { Draft, UsedBy, Version } from './store.ts';

export type ListView = {
  readonly versions: readonly Version[];
  readonly groups: readonly UsedBy[];
  readonly draft: Draft | undefined;
  readonly mayChange: boolean;
  readonly told: Told | undefined;
};

const TOLD = {
  published: 'Published as a version of its own. Groups keep theirs until you give them this one.',
  'thrown-away': 'The draft is gone. No version changed.',
} as const satisfies Record<Told, string>;

/** Every version of the agreement with the groups that use it. */
export const listPage = (frame: Frame, view: ListView): Html => {
  const { versions, groups, draft, mayChange, told } = view;
  const write = draft ? 'Go on with the draft' : 'Write a new version';
  return practiceRoom(frame, {
    title: 'Agreement: its versions',
    tab: urls.practiceAgreements(),
    main: html`<div class="row apart"><h1 class="t3">Group agreement</h1>${mayChange && html`<a class="btn" href="${urls.practiceAgreementDraft()}">${write}</a>`}</div>
${told && notice('good', html`<p><b>${TOLD[told]}</b></p>`, { say: true })}
<p class="narrow">Everybody signs one version before they pay, and is bound by that one. A version is never altered: what changes becomes a new one.</p>
${draft && html`<p>${badge('Draft', 'wait')} <a href="${urls.practiceAgreementPreview()}">${draft.title}</a>, by ${draft.by}, ${when(frame, draft)}</p>`}
${versions.length === 0 ? empty('There is no agreement yet. A group needs one before it can be published.') : html`<ul class="stack g4 plain">${versions.map((version, index) => versionCard(frame, { version, groups, isNewest: index === 0 }))}</ul>`}`,
  });
};

const when = (frame: Frame, { at }: Pick<Version, 'at'>): string =>
  momentWords(at, frame.practice.zone, frame.practice.locale);

type Card = {
  readonly version: Version;
  readonly groups: readonly UsedBy[];
  readonly isNewest: boolean;
};

const versionCard = (frame: Frame, { version, groups, isNewest }: Card): Html =>
  html`<li class="card stack g3"><div class="row apart"><h2 class="t2"><a href="${urls.practiceAgreement(version.version)}">Version ${version.version}: ${version.title}</a></h2>${isNewest && badge('Newest')}</div>
<p class="small soft">Published ${when(frame, version)}${version.by && html` by ${version.by}`}. ${signed(version)}</p>${groupsOf(groups, version.version)}</li>`;

const signed = ({ chairs, signatures }: Version): string => {
  if (chairs === 0) return 'No chair was bought under it yet.';
  const bought = chairs === 1 ? 'One chair was bought under it' : `${chairs} chairs were bought under it`;
  if (signatures === 0) return `${bought}.`;
  return `${bought}; ${signatures === 1 ? 'one attendee' : `${signatures} attendees`} signed by a link of their own.`;
};

/** Which groups use a version, with the way to each. */
export const groupsOf = (groups: readonly UsedBy[], version: number): Html => {
  const using = groups.filter((group) => group.version === version);
  return using.length === 0
    ? html`<p class="soft">No group uses it.</p>`
    : html`<p>Used by ${using.map(({ id, name }, index) => html`${index > 0 && ', '}<a href="${urls.deskGroup(id)}">${name}</a>`)}</p>`;
};

export type DraftView = {
  readonly words: AgreementWords;
  /** Number of the draft that these words are written over. */
  readonly revision: number;
  /** Set where somebody wrote on while the form was open. */
  readonly overtaken?: { readonly by: string | undefined; readonly lost: 'save' | 'removal' };
  readonly newest: Version | undefined;
  readonly hasDraft: boolean;
  readonly errors?: WordsErrors;
};

/** The version that is being written. */
export const draftPage = (frame: Frame, view: DraftView): Html => {
  const { words, revision, newest, hasDraft, overtaken, errors = {} } = view;
  return practiceRoom(frame, {
    title: 'Agreement: a new version',
    tab: urls.practiceAgreements(),
    main: html`<p class="small"><a href="${urls.practiceAgreements()}">All versions</a></p><h1 class="t3">A new version</h1>
${newest === undefined && !hasDraft && notice('inform', html`<p>Below is a text to begin from. It becomes your promise: read every line, make it yours, and let somebody who knows your law look at it.</p>`)}
${overtaken && overtakenWords(overtaken)}${errorSummary(errors)}
<form method="post" action="${urls.practiceAgreementDraft()}" class="stack g4 narrow" data-once novalidate>${revisionField(revision)}
${field({ label: 'Title', name: 'title', value: words.title, error: errors.title, maxlength: 120, autocomplete: 'off', required: true })}
${textArea({ label: 'What people agree to', name: 'body', value: words.body, error: errors.body, rows: 20, hint: 'Plain words. An empty line begins a paragraph; a line that begins with # is a heading.', required: true })}
<p class="row"><button class="btn" type="submit">Save and look</button></p></form>
${hasDraft && html`<form method="post" action="${urls.practiceAgreementDraftRemoval()}">${revisionField(revision)}<button class="btn plain" type="submit">Throw this draft away</button></form>`}`,
  });
};

/** Tells which draft a page showed, so that nobody decides over words they have not seen. */
export const revisionField = (revision: number): Html =>
  html`<input type="hidden" name="revision" value="${revision}">`;

const overtakenWords = ({ by, lost }: NonNullable<DraftView['overtaken']>): Html => {
  const who =
    by === undefined
      ? 'The draft was published or thrown away while this page was open.'
      : `${by} saved a draft while this page was open.`;
  const then =
    lost === 'removal'
      ? html`It is below as it is now.`
      : html`Below is what you typed.${by !== undefined && html` <a href="${urls.practiceAgreementPreview()}">Look at theirs</a> first if you like.`} Saving again puts yours in its place.`;
  return notice(
    'care',
    html`<p><b>${lost === 'removal' ? 'Nothing was thrown away.' : 'Not saved yet.'}</b> ${who} ${then}</p>`,
    { say: true },
  );
};

/** The text as people read it. */
export const agreementText = ({ title, body }: AgreementWords): Html =>
  html`<section class="card stack g4" aria-labelledby="text-h"><h2 class="t2" id="text-h">${title}</h2><div class="prose">${plainText(body, 3)}</div></section>`;
