import { badge } from '../../ui/badge.ts';
import { empty } from '../../ui/empty.ts';
import type { Frame } from '../../ui/frame.ts';
import { flag, type Html, html } from '../../ui/html.ts';
import { notice } from '../../ui/notice.ts';
import { practiceRoom } from '../../ui/practice-room.ts';
import { urls } from '../../urls.ts';
import { languageName } from '../catalogue/public.ts';
import type { NamedIn } from './facilitator.ts';
import type { Told } from './forms.ts';
import type { Row } from './store.ts';

export type ListView = {
  readonly everybody: readonly Row[];
  readonly mayChange: boolean;
  readonly told: Told | undefined;
};

const TOLD = {
  added: 'Added. The public page is there within a few seconds.',
  saved: 'Saved. Visitors see it within a few seconds.',
  retired: 'Retired: without a public page, and no longer let in as a facilitator.',
  back: 'Back, with the public page as it was.',
} as const satisfies Record<Told, string>;

/** Everybody who facilitates, in the order of the public page, and who did. */
export const listPage = (frame: Frame, { everybody, mayChange, told }: ListView): Html => {
  const here = everybody.filter(({ isRetired }) => !isRetired);
  const gone = everybody.filter(({ isRetired }) => isRetired);
  return practiceRoom(frame, {
    title: 'Facilitators: who they are',
    tab: urls.practiceFacilitators(),
    main: html`<div class="row apart"><h1 class="t3">Facilitators</h1>${mayChange && html`<a class="btn" href="${urls.practiceFacilitatorNew()}">Add a facilitator</a>`}</div>
${told && notice('good', html`<p><b>${TOLD[told]}</b></p>`, { say: true })}
${here.length === 0 ? empty('Nobody facilitates here yet. A group needs somebody who holds the room.') : html`<ol class="stack g4 plain">${here.map((one, index) => card(one, { mayChange, first: index === 0, last: index === here.length - 1 }))}</ol>`}
${gone.length > 0 && html`<section class="stack g4" aria-labelledby="gone-h"><h2 class="t2" id="gone-h">Retired</h2><ul class="stack g3 plain">${gone.map((one) => html`<li><a href="${urls.practiceFacilitator(one.id)}">${one.name}, ${one.credentials}</a></li>`)}</ul></section>`}
<p class="small soft">In this order they stand on <a href="${urls.facilitators()}">the public page</a>.</p>`,
  });
};

type Place = { readonly mayChange: boolean; readonly first: boolean; readonly last: boolean };

const card = (one: Row, { mayChange, first, last }: Place): Html =>
  html`<li class="card stack g3"><div class="row apart"><h2 class="t2"><a href="${urls.practiceFacilitator(one.id)}">${one.name}, ${one.credentials}</a></h2>${mayChange && !(first && last) && html`<form method="post" action="${urls.practiceFacilitatorPosition(one.id)}" class="row">${!first && move('up', one.name)}${!last && move('down', one.name)}</form>`}</div>
<p>${one.about}</p><p class="small soft">${one.languages.map(languageName).join(', ')}</p></li>`;

const move = (by: 'up' | 'down', name: string): Html =>
  html`<button class="btn quiet sm" type="submit" name="by" value="${by}">${by === 'up' ? 'Up' : 'Down'}<span class="vh">: ${name}</span></button>`;

export type RetireView = {
  readonly row: Row;
  readonly groups: readonly NamedIn[];
};

/** Says what retiring does and what stands in its way, before it is done. */
export const retirePage = (frame: Frame, { row, groups }: RetireView): Html =>
  practiceRoom(frame, {
    title: `Retire ${row.name}`,
    tab: urls.practiceFacilitators(),
    main: html`<p class="small"><a href="${urls.practiceFacilitator(row.id)}">${row.name}</a></p><h1 class="t3">Retire ${row.name}</h1>
${groups.length > 0 ? standsInTheWay(row, groups) : whatHappens(row)}`,
  });

const standsInTheWay = (row: Row, groups: readonly NamedIn[]): Html =>
  html`${notice('care', html`<p><b>Not yet.</b> ${groups.length === 1 ? 'A group still names' : `${groups.length} groups still name`} ${row.name}, and people come to meet whoever is named there. Give ${groups.length === 1 ? 'it' : 'each of them'} somebody else first, and publish that.</p>`, { say: true })}
${groupsNaming(groups)}`;

/** Groups that name somebody, each with the people who come to it. */
export const groupsNaming = (groups: readonly NamedIn[]): Html =>
  html`<ul class="stack g2 plain">${groups.map(({ id, name, isDraft, chairs }) => html`<li class="row"><a href="${urls.deskGroupEdit(id)}">${name}</a>${isDraft ? badge('Being written', 'wait') : html`<span class="soft">${chairs === 1 ? 'one chair is taken' : `${chairs} chairs are taken`}</span>`}</li>`)}</ul>`;

const whatHappens = (
  row: Row,
): Html => html`<div class="stack g4 narrow"><ul><li>The public page of ${row.name} goes, and nobody new finds it.</li><li>${row.name} is no longer let in as a facilitator.</li><li>Groups that are over keep the name. What was written stays.</li><li>You can bring ${row.name} back at any time.</li></ul>
<form method="post" action="${urls.practiceFacilitatorRetirement(row.id)}" data-once><p class="row"><button class="btn" type="submit">Retire ${row.name}</button><a class="btn quiet" href="${urls.practiceFacilitator(row.id)}">Leave it</a></p></form></div>`;

/** The languages as boxes; what is chosen already is among them. */
export const languageBoxes = (offered: readonly string[], chosen: readonly string[]): Html =>
  html`<div class="columns">${[...new Set([...offered, ...chosen])].map((code, index) => html`<label class="pick"><input type="checkbox" name="languages" value="${code}" id="${index === 0 ? 'languages' : `languages-${code}`}" ${flag('checked', chosen.includes(code))}><span>${languageName(code)}</span></label>`)}</div>`;
