import { badge } from '../../ui/badge.ts';
import { textArea } from '../../ui/field.ts';
import type { Frame } from '../../ui/frame.ts';
import { type Html, html, type Piece } from '../../ui/html.ts';
import { momentWords } from '../../ui/local-time.ts';
import { errorSummary, notice } from '../../ui/notice.ts';
import { practiceRoom } from '../../ui/practice-room.ts';
import { richText } from '../../ui/rich-text.ts';
import { urls } from '../../urls.ts';
import type { Told } from './forms.ts';
import type { WordsRefusal } from './judge.ts';
import { PLACE_FACTS, PLACES, type Place, type Shape } from './places.ts';
import type { Said } from './shown.ts';
import type { Draft, Version } from './store.ts';

export type PlacesView = {
  readonly standing: ReadonlyMap<Place, Version>;
  readonly drafts: ReadonlyMap<Place, Draft>;
  readonly told: Told | undefined;
};

const TOLD = {
  published: 'Published. Visitors see it within a few seconds.',
  back: 'Brought back, as a version of its own. Visitors see it within a few seconds.',
  'thrown-away': 'The draft is gone. What visitors see did not change.',
} as const satisfies Record<Told, string>;

const ROLES = { replaces: 'In place of ours', adds: 'Added to ours' } as const;

/** Every place for own words, and what stands in it. */
export const placesPage = (frame: Frame, { standing, drafts, told }: PlacesView): Html =>
  practiceRoom(frame, {
    title: 'Words',
    tab: urls.practiceWords(),
    main: html`<h1 class="t3">Words of your own</h1>
${told && notice('good', html`<p><b>${TOLD[told]}</b></p>`, { say: true })}
<p class="narrow">The site speaks without you. Where you have something to say, say it here. You see it on its page before anybody else does, and every version is kept.</p>
<ul class="grid wide-min plain">${PLACES.map((place) => placeCard(frame, place, { version: standing.get(place), draft: drafts.get(place) }))}</ul>`,
  });

const placeCard = (
  frame: Frame,
  place: Place,
  { version, draft }: { version: Version | undefined; draft: Draft | undefined },
): Html => {
  const { name, where, role } = PLACE_FACTS[place];
  const own = version !== undefined && version.body !== '';
  return html`<li class="card stack g2"><h2 class="t2"><a href="${urls.practiceWordsAt(place)}">${name}</a></h2>
<p class="row small">${own ? badge('Yours') : badge('As it stands without you', 'wait')}${draft && badge('Draft', 'wait')}<span class="soft">${ROLES[role]}</span></p>
<p>${where}</p>
${version && html`<p class="small soft">Version ${version.version}, ${by(frame, version)}</p>`}</li>`;
};

/** "by Ada Rowan, Thursday, October 8, 6:30 pm" */
export const by = (frame: Frame, { by: name, at }: Pick<Version, 'by' | 'at'>): string =>
  `by ${name}, ${momentWords(at, frame.practice.zone, frame.practice.locale)}`;

export type EditorView = {
  readonly place: Place;
  readonly said: Said;
  readonly withoutYou: string;
  readonly version: Version | undefined;
  readonly draft: Draft | undefined;
  readonly mayChange: boolean;
  readonly typed?: string;
  readonly refusal?: WordsRefusal;
};

const REFUSALS = {
  'too-long': ({ most, is }: { most: number; is: number }) =>
    `This is ${is} letters long; there is room for ${most}.`,
  'one-line': () => 'This is one line: please take the line ends out.',
  'no-headings': () =>
    'There is no room for headings here. Write them as a sentence, or make them **strong**.',
  'no-question': () => 'We find no question. Begin each with a # and a space: “# Do I have to speak?”',
  'no-answer': ({ question }: { question: string }) => `The question “${question}” has no answer yet.`,
} satisfies {
  [Because in WordsRefusal['because']]: (refusal: WordsRefusal & { because: Because }) => string;
};

const refusalWords = (refusal: WordsRefusal | undefined): string | undefined =>
  refusal && REFUSALS[refusal.because](refusal as never);

/** One place: what stands there, and for an owner the words to change. */
export const editorPage = (frame: Frame, view: EditorView): Html => {
  const { name, where } = PLACE_FACTS[view.place];
  return practiceRoom(frame, {
    title: `Words: ${name}`,
    tab: urls.practiceWords(),
    main: html`<p class="small"><a href="${urls.practiceWords()}">All words</a></p>
<div class="row apart"><h1 class="t3">${name}</h1>${view.version && html`<a href="${urls.practiceWordsVersions(view.place)}">Versions</a>`}</div>
<p class="narrow">${where}</p>
<div class="split">${view.mayChange ? editor(frame, view) : asItStands(view)}${beside(view)}</div>`,
  });
};

const editor = (frame: Frame, { place, said, draft, typed, refusal }: EditorView): Html => {
  const { role, shape } = PLACE_FACTS[place];
  const error = refusalWords(refusal);
  const value = typed ?? draft?.body ?? said.text;
  return html`<div class="stack g4">${errorSummary({ body: error })}
${draft && notice('inform', html`<p>A draft, ${by(frame, draft)}. Nobody sees it but the desk.</p>`)}
<form method="post" action="${urls.practiceWordsAt(place)}" class="stack g4" data-once novalidate>
${textArea({ label: 'Your words', name: 'body', value, error, rows: shape === 'line' ? 2 : 12, hint: role === 'replaces' ? 'They stand in place of ours. Leave it empty, and ours come back.' : 'They are added to ours. Leave it empty, and nothing is added.' })}
<p class="row"><button class="btn" type="submit">Save and look</button></p></form>
${draft && html`<form method="post" action="${urls.practiceWordsDraftRemoval(place)}"><button class="btn plain" type="submit">Throw this draft away</button></form>`}</div>`;
};

const asItStands = ({ said }: EditorView): Html =>
  html`<section class="card stack g4" aria-labelledby="now-h"><h2 class="t2" id="now-h">As it stands</h2>${said.text === '' ? html`<p class="soft">Nothing is added here.</p>` : html`<div class="prose">${richText(said.blocks, 3)}</div>`}<p class="soft small">Only an owner can change it.</p></section>`;

const MARKS: Readonly<Record<Shape, readonly (readonly [string, Piece])[]>> = {
  line: [],
  paragraphs: [
    ['An empty line', 'begins a new paragraph'],
    ['**strong**, *soft*', html`<strong>strong</strong>, <em>soft</em>`],
    ['- one', 'a list'],
    ['[our terms](/terms)', 'a link'],
  ],
  article: [['# How we begin', 'a heading']],
  questions: [['# Do I have to speak?', 'a question; its answer follows']],
};

const beside = ({ place, withoutYou, said }: EditorView): Html => {
  const { shape } = PLACE_FACTS[place];
  const marks =
    shape === 'line' ? [] : [...MARKS[shape === 'paragraphs' ? 'line' : shape], ...MARKS.paragraphs];
  return html`<div class="stack g5">${marks.length > 0 && html`<section class="card stack g3" aria-labelledby="marks-h"><h2 class="t2" id="marks-h">How to write</h2><dl class="facts small">${marks.map(([written, means]) => html`<dt><code>${written}</code></dt><dd>${means}</dd>`)}</dl><p class="small soft">Line ends stay. Pictures and HTML are not shown.</p></section>`}
${said.own && withoutYou !== '' && html`<details class="more"><summary>As it stands without you</summary><p class="changes">${withoutYou}</p></details>`}</div>`;
};
