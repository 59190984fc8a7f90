import { badge } from '../../../ui/badge.ts';
import { DYES } from '../../../ui/colors/dyes.ts';
import type { Hex } from '../../../ui/colors/oklab.ts';
import { paletteOf, SPRUCE } from '../../../ui/colors/palette.ts';
import type { AccentRefusal } from '../../../ui/colors/rules.ts';
import { seatRing } from '../../../ui/drawings/seat-ring.ts';
import { field } from '../../../ui/field.ts';
import type { Frame } from '../../../ui/frame.ts';
import { type Html, html } from '../../../ui/html.ts';
import { errorSummary, notice } from '../../../ui/notice.ts';
import { radios } from '../../../ui/pick.ts';
import { practiceRoom } from '../../../ui/practice-room.ts';
import { urls } from '../../../urls.ts';
import type { ColorWish } from '../accent.ts';

/** What came of a color that was asked for. */
export type Tried =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'no-color' }
  | { readonly kind: 'fits'; readonly hex: Hex }
  | { readonly kind: 'refused'; readonly hex: Hex; readonly why: AccentRefusal; readonly nearest: Hex };

export type ColorsView = {
  /** The color that is worn. */
  readonly worn: Hex;
  readonly wish: ColorWish;
  readonly tried: Tried;
  readonly mayChange: boolean;
  readonly saved: boolean;
};

/** A chair's back in the color of day and of evening. It is drawn: a value in a style attribute would need a hole in the page's security policy. */
const swatch = (hex: Hex): Html =>
  html`<svg class="swatch" viewBox="0 0 20 20" aria-hidden="true"><path fill="${hex}" d="M2 20V9a8 8 0 0 1 8-8v19z"/><path fill="${paletteOf(hex).spruce[1]}" d="M10 20V1a8 8 0 0 1 8 8v11z"/></svg>`;

export const colorsPage = (frame: Frame, view: ColorsView): Html =>
  practiceRoom(frame, {
    title: 'Colors',
    tab: urls.practiceColors(),
    main: html`<h1 class="t3">Colors</h1>
${view.saved && notice('good', html`<p><b>Saved.</b> Visitors see the color within a few seconds.</p>`, { say: true })}
<p class="narrow">One color is yours: that of links, of what is pressed, of the strip on top and the foot. All others follow from it, by day and by evening. Yellow stays the sign of an open chair, and red of a warning.</p>
<div class="split">${view.mayChange ? choice(view) : html`<p>${swatch(view.worn)} ${nameOf(view.worn)}. Only an owner can change it.</p>`}${answer(view)}</div>`,
  });

const nameOf = (hex: Hex): string => DYES.find((dye) => dye.hex === hex)?.name ?? hex;

const errorOf = (tried: Tried): string | undefined => {
  if (tried.kind === 'no-color')
    return 'We cannot read this as a color. Write it as # and six digits, such as #1d487c.';
  return tried.kind === 'refused' ? refusalWords(tried.why) : undefined;
};

const REFUSALS = {
  'hard-to-read': ({ contrast, needs }: { contrast: number; needs: number }) =>
    `Words in this color would be hard to read: the contrast is ${contrast.toFixed(1)} to 1 where ${needs} to 1 is needed.`,
  warning: () => 'This color looks like the one that warns. Both would lose their meaning.',
  'open-chair': () => 'This color looks like the one of an open chair. Both would lose their meaning.',
} satisfies { [Because in AccentRefusal['because']]: (why: AccentRefusal & { because: Because }) => string };

const refusalWords = (why: AccentRefusal): string => REFUSALS[why.because](why as never);

const choice = ({ wish, tried, worn }: ColorsView): Html => {
  const chosen = wish.dye || (DYES.some(({ hex }) => hex === worn) ? worn : 'own');
  const own = wish.own || (chosen === 'own' ? worn : '');
  const error = errorOf(tried);
  return html`<form method="get" action="${urls.practiceColors()}" class="stack g4 dyes">
${errorSummary({ own: error })}
${radios({ legend: 'Your color', name: 'dye', chosen, options: [...DYES.map(({ hex, name }) => ({ value: hex, label: html`<span class="row">${swatch(hex)}${name}</span>` })), { value: 'own', label: 'A color of your own, below' }] })}
${field({ label: 'A color of your own', name: 'own', value: own, error, hint: 'As # and six digits: #1d487c. Whoever drew your sign knows it.', maxlength: 12, autocomplete: 'off' })}
<p><button class="btn quiet" type="submit">Show me</button></p></form>`;
};

const answer = (view: ColorsView): Html | false => {
  const { tried, worn, mayChange } = view;
  if (!mayChange) return false;
  switch (tried.kind) {
    case 'fits':
      return html`<section class="card stack g4" aria-labelledby="look-h"><h2 class="t2" id="look-h">${tried.hex === worn ? 'As it is worn now' : 'How it would look'}</h2>
<p>This whole page wears it. Day and evening can be tried at the foot.</p>${sample()}
${tried.hex !== worn && useIt(tried.hex, 'Use this color')}</section>`;
    case 'refused':
      return html`<section class="card stack g4" aria-labelledby="near-h"><h2 class="t2" id="near-h">The nearest that works</h2>
<p class="row">${swatch(tried.hex)}<span class="soft">becomes</span>${swatch(tried.nearest)}<span>${tried.nearest}</span></p>
<p>Can be read by day and by evening, and stays apart from the colors that already say something.</p>
<p><a class="btn" href="${urls.practiceColors({ dye: 'own', own: tried.nearest })}">Show me this one</a></p></section>`;
    case 'nothing':
    case 'no-color':
      return html`<section class="card stack g4" aria-labelledby="look-h"><h2 class="t2" id="look-h">As it is now</h2>${sample()}${worn !== SPRUCE && useIt(SPRUCE, 'Back to the house’s own')}</section>`;
  }
};

const sample = (): Html => html`<div class="stack g3">${seatRing({ total: 8, taken: 4, held: 1 })}
<p>Words with <a href="${urls.practiceColors()}">a link</a> among them. ${badge('On the site')} ${badge('Open chair', 'open')} ${badge('Put away', 'off')}</p>
${notice('good', html`<p>Something went well.</p>`)}<p class="row"><span class="btn">Acts</span><span class="btn quiet">Quiet</span></p></div>`;

const useIt = (hex: Hex, words: string): Html =>
  html`<form method="post" action="${urls.practiceColors()}" data-once><input type="hidden" name="dye" value="own"><input type="hidden" name="own" value="${hex}"><button class="btn" type="submit">${words}</button></form>`;
