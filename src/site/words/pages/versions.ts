import { type TextChange, textChanges } from '../../../ui/changes.ts';
import { selectField } from '../../../ui/field.ts';
import type { Frame } from '../../../ui/frame.ts';
import { type Html, html } from '../../../ui/html.ts';
import { notice } from '../../../ui/notice.ts';
import { practiceRoom } from '../../../ui/practice-room.ts';
import { urls } from '../../../urls.ts';
import { by } from '../pages.ts';
import { PLACE_FACTS, type Place } from '../places.ts';
import type { Version } from '../store.ts';

export type VersionsView = {
  readonly place: Place;
  /** Newest first. */
  readonly versions: readonly Version[];
  readonly from: number;
  readonly to: number;
  readonly changes: readonly TextChange[];
  readonly mayChange: boolean;
  readonly publishedMeanwhile: boolean;
};

const WITHOUT = 'As it stands without you';

const nameOf = (version: number): string => (version === 0 ? WITHOUT : `Version ${version}`);

/** Every version of a place, what changed between two of them, and the way back to each. */
export const versionsPage = (frame: Frame, view: VersionsView): Html => {
  const { place, versions } = view;
  const { name } = PLACE_FACTS[place];
  const newest = versions[0]?.version ?? 0;
  return practiceRoom(frame, {
    title: `Versions: ${name}`,
    tab: urls.practiceWords(),
    main: html`<p class="small"><a href="${urls.practiceWordsAt(place)}">${name}</a></p><h1 class="t3">Versions of “${name}”</h1>
${view.publishedMeanwhile && notice('care', html`<p><b>Nothing was brought back.</b> Somebody published a version while this page was open. Please look again.</p>`, { say: true })}
<section class="card stack g4" aria-labelledby="between-h"><h2 class="t2" id="between-h">What changed from ${lower(nameOf(view.from))} to ${lower(nameOf(view.to))}</h2>
${textChanges(view.changes)}${chooser(view)}</section>
<ul class="grid wide-min plain">${versions.map((version) => html`<li class="card stack g3"><h2 class="t2">${nameOf(version.version)}</h2><p class="small soft">${version.version === newest && 'Stands now, '}${origin(version)}${by(frame, version)}</p>${view.mayChange && version.version !== newest && back(view, version.version, newest)}</li>`)}
<li class="card stack g3"><h2 class="t2">${WITHOUT}</h2><p class="small soft">What the software says, or nothing.</p>${view.mayChange && versions[0]?.body !== '' && back(view, 0, newest)}</li></ul>`,
  });
};

const lower = (words: string) => words.charAt(0).toLowerCase() + words.slice(1);

const origin = ({ broughtBack, body }: Version): string => {
  if (broughtBack !== null) return `${broughtBack === 0 ? 'Ours again' : `Version ${broughtBack} again`}, `;
  return body === '' ? 'Words taken away, ' : '';
};

const back = ({ place }: VersionsView, version: number, over: number): Html =>
  html`<form method="post" action="${urls.practiceWordsReturn(place)}" data-once><input type="hidden" name="version" value="${version}"><input type="hidden" name="over" value="${over}"><button class="btn quiet sm" type="submit">Bring this back<span class="vh">: ${lower(nameOf(version))}</span></button></form>`;

const chooser = ({ place, versions, from, to }: VersionsView): Html => {
  const choices = [...versions.map(({ version }) => version), 0].map((version) => ({
    value: String(version),
    words: nameOf(version),
  }));
  return html`<form method="get" action="${urls.practiceWordsVersions(place)}" class="stack g3"><div class="grid">${selectField({ label: 'From', name: 'from', value: String(from), choices })}${selectField({ label: 'To', name: 'to', value: String(to), choices })}</div><p><button class="btn quiet sm" type="submit">Compare</button></p></form>`;
};
