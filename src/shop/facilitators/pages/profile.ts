import { empty } from '../../../ui/empty.ts';
import { errorBelow, errorId, field, textArea } from '../../../ui/field.ts';
import type { Frame } from '../../../ui/frame.ts';
import { attributes, type Html, html } from '../../../ui/html.ts';
import { momentWords } from '../../../ui/local-time.ts';
import { errorSummary, notice } from '../../../ui/notice.ts';
import { practiceRoom } from '../../../ui/practice-room.ts';
import { table } from '../../../ui/table.ts';
import { urls } from '../../../urls.ts';
import { languageName } from '../../catalogue/public.ts';
import type { NamedIn, Profile, ProfileChange, ProfileField, ProfileRefusal } from '../facilitator.ts';
import { LANGUAGES, type ProfileErrors } from '../forms.ts';
import { groupsNaming, languageBoxes } from '../pages.ts';
import type { Row, Saved } from '../store.ts';

export type ProfileView = {
  /** Undefined for somebody who is being added. */
  readonly row: Row | undefined;
  readonly profile: Profile;
  readonly history: readonly Saved[];
  /** Groups that name this one: a change shows on their pages. */
  readonly groups: readonly NamedIn[];
  readonly mayChange: boolean;
  readonly saved: boolean;
  readonly errors?: ProfileErrors;
  readonly refusal?: ProfileRefusal;
};

const NOBODY: Profile = { name: '', credentials: '', about: '', languages: ['en'], address: '', email: '' };

export const blankProfile = (): ProfileView => ({
  row: undefined,
  profile: NOBODY,
  history: [],
  groups: [],
  mayChange: true,
  saved: false,
});

/** One facilitator: what visitors read, the private address, and what was changed. */
export const profilePage = (frame: Frame, view: ProfileView): Html => {
  const { row, refusal } = view;
  const title = row === undefined ? 'Add a facilitator' : `Facilitator: ${row.name}`;
  return practiceRoom(frame, {
    title,
    tab: urls.practiceFacilitators(),
    main: html`<p class="small"><a href="${urls.practiceFacilitators()}">All facilitators</a></p><h1 class="t3">${row?.name ?? title}</h1>
${view.saved && notice('good', html`<p><b>Saved.</b> Visitors see it within a few seconds.</p>`, { say: true })}
${refusal?.because === 'changed-meanwhile' && notice('care', html`<p><b>Not saved yet.</b> Somebody else changed this page while it was open. Below is what you typed; press Save again to keep it.</p>`, { say: true })}
${view.mayChange && !row?.isRetired ? form(view) : facts(view)}
${row && doors(row, view.mayChange)}
${row && view.groups.length > 0 && named(row, view.groups)}
${row && historyOf(frame, view.history)}`,
  });
};

const form = ({ row, profile, refusal, ...view }: ProfileView): Html => {
  const errors: ProfileErrors = {
    ...view.errors,
    ...(refusal?.because === 'address-taken' && {
      email:
        'Somebody else here has this address. If it is somebody who retired, bring them back from the list instead.',
    }),
    ...(refusal?.because === 'page-taken' && {
      address: 'The page of another facilitator stands, or stood, at this address. Please choose another.',
    }),
  };
  const of = (name: 'name' | 'credentials' | 'about' | 'address' | 'email') => ({
    name,
    value: profile[name],
    error: errors[name],
  });
  return html`${errorSummary(errors)}
<form method="post" action="${sentTo(row)}" class="stack g5" novalidate>
<input type="hidden" name="opened" value="${row?.savings ?? 0}">
<div class="grid wide-min"><section class="card stack g4" aria-labelledby="seen-h"><h2 class="t2" id="seen-h">What visitors read</h2>
${field({ ...of('name'), label: 'Name', maxlength: 100, autocomplete: 'off', required: true })}
${field({ ...of('credentials'), label: 'Title or degree', hint: '“LCSW”, “PhD”, “Psychologist”.', maxlength: 60, autocomplete: 'off', required: true })}
${textArea({ ...of('about'), label: 'In a sentence or two', hint: 'Plain words: what they know, and how they are in the room.', rows: 4, maxlength: 600 })}
${field({ ...of('address'), label: 'Address of the page', hint: `What stands behind ${urls.facilitator('')}. ${row === undefined ? 'Empty means it is made of the name.' : 'Links to the old address lead to the new one.'}`, maxlength: 80, autocomplete: 'off' })}</section>
<div class="stack g5"><section class="card stack g4" aria-labelledby="speaks-h"><h2 class="t2" id="speaks-h">Speaks</h2><fieldset class="field" ${attributes({ 'aria-describedby': errors.languages && errorId('languages') })}><legend class="vh">Languages</legend>${languageBoxes(LANGUAGES, profile.languages)}${errorBelow('languages', errors.languages)}</fieldset></section>
<section class="card stack g4" aria-labelledby="private-h"><h2 class="t2" id="private-h">For signing in</h2>
${field({ ...of('email'), label: 'E-mail', type: 'email', hint: 'Private. Links to sign in go there. With another address, whatever is open under this one ends.', maxlength: 254, autocomplete: 'off', required: true })}</section></div></div>
<p class="row"><button class="btn" type="submit" name="step" value="save">Save</button><button class="btn quiet" type="submit" name="step" value="look">Look at the page first</button></p></form>`;
};

const sentTo = (row: Row | undefined): string =>
  row === undefined ? urls.practiceFacilitatorNew() : urls.practiceFacilitator(row.id);

const named = (row: Row, groups: readonly NamedIn[]): Html =>
  html`<section class="card stack g3" aria-labelledby="named-h"><h2 class="t2" id="named-h">Groups that name ${row.name}</h2><p class="soft">Their pages show what is saved here. Whoever has a chair keeps it, and gets no letter.</p>${groupsNaming(groups)}</section>`;

const facts = ({ profile, row }: ProfileView): Html =>
  html`<section class="card stack g4">${row?.isRetired && html`<p><b>Retired.</b> On no public page.</p>`}<dl class="facts"><dt>Name</dt><dd>${profile.name}, ${profile.credentials}</dd><dt>About</dt><dd>${profile.about}</dd><dt>Speaks</dt><dd>${profile.languages.map(languageName).join(', ')}</dd><dt>Page</dt><dd>${urls.facilitator(profile.address)}</dd><dt>E-mail</dt><dd>${profile.email}</dd></dl></section>`;

const doors = (row: Row, mayChange: boolean): Html => {
  if (row.isRetired)
    return html`${mayChange && html`<form method="post" action="${urls.practiceFacilitatorReturn(row.id)}" data-once><button class="btn" type="submit">Bring ${row.name} back</button></form>`}`;
  return html`<p class="row"><a href="${urls.facilitator(row.address)}">The public page</a>${mayChange && html`<a href="${urls.practiceFacilitatorRetirement(row.id)}">Retire ${row.name}</a>`}</p>`;
};

const FIELD_WORDS = {
  name: 'Name',
  credentials: 'Title or degree',
  about: 'In a sentence or two',
  languages: 'Speaks',
  address: 'Address of the page',
  email: 'E-mail',
  state: 'Standing',
} as const satisfies Record<ProfileField, string>;

const STATE_WORDS: Readonly<Record<string, string>> = { here: 'Facilitates', retired: 'Retired' };

const shown = (field: ProfileField, value: string): Html | string => {
  if (value === '') return html`<span class="soft">None</span>`;
  if (field === 'state') return STATE_WORDS[value] ?? value;
  return field === 'languages' ? value.split(', ').map(languageName).join(', ') : value;
};

const historyOf = (frame: Frame, history: readonly Saved[]): Html => {
  const { zone, locale } = frame.practice;
  const rows = history.flatMap(({ at, by, changes }) => changes.map((change) => ({ ...change, at, by })));
  return html`<section class="card stack g3" aria-labelledby="history-h"><h2 class="t2" id="history-h">History</h2>${
    rows.length === 0
      ? empty('Nothing was changed here yet.')
      : table<ProfileChange & Pick<Saved, 'at' | 'by'>>(
          'What changed, and when',
          [
            { head: 'What', cell: ({ field: name }) => FIELD_WORDS[name] },
            { head: 'Before', cell: ({ field: name, was }) => shown(name, was) },
            { head: 'After', cell: ({ field: name, became }) => shown(name, became) },
            { head: 'By', cell: ({ by }) => by },
            { head: 'When', cell: ({ at }) => momentWords(at, zone, locale) },
          ],
          rows,
        )
  }</section>`;
};

export type LookBar = {
  readonly row: Row | undefined;
  readonly profile: Profile;
  readonly groups: readonly NamedIn[];
  readonly opened: number;
};

/** What stands above the public page while it is looked at: its values travel along, so that nothing is lost. */
export const lookBar = ({ row, profile, groups, opened }: LookBar): Html => {
  const hidden = (name: string, value: string | number) =>
    html`<input type="hidden" name="${name}" value="${value}">`;
  const words = (['name', 'credentials', 'about', 'address', 'email'] as const).map((name) =>
    hidden(name, profile[name]),
  );
  return html`<p><b>Preview: the page of ${profile.name}.</b> Nothing is saved yet. ${touches(groups)}${row && moves(row, profile)}</p>
<form method="post" action="${sentTo(row)}" class="row">${hidden('opened', opened)}${words}${profile.languages.map((code) => hidden('languages', code))}<button class="btn" type="submit" name="step" value="save">Save</button><button class="btn quiet" type="submit" name="step" value="write">Go on writing</button></form>`;
};

const touches = (groups: readonly NamedIn[]): Html | false =>
  groups.length > 0 &&
  html`Name and words change on ${groups.length === 1 ? 'the page of one group' : `the pages of ${groups.length} groups`} too. `;

const moves = (row: Row, { address }: Profile): Html | false =>
  address !== '' &&
  address !== row.address &&
  html`The page moves to ${urls.facilitator(address)}, and ${urls.facilitator(row.address)} leads there.`;
