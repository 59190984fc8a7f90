import type { Currency } from '../../../kernel/money.ts';
import { selectField } from '../../../ui/field.ts';
import { flat, type Html, html } from '../../../ui/html.ts';
import { filterBox } from '../../../ui/pick.ts';
import { urls } from '../../../urls.ts';
import type { Found } from '../find.ts';
import { FORMAT_NAMES, KIND_NAMES, languageName } from '../listing-words.ts';
import { priceInWords } from '../price-words.ts';
import { DAY_NAMES } from '../schedule-words.ts';
import { STRUGGLE_NAMES, STRUGGLES, type Struggle } from '../struggle.ts';
import { PRICE_BANDS } from '../traits.ts';
import {
  chosenFacets,
  dropping,
  FACETS,
  type Facet,
  isNarrowed,
  SINGLE,
  toQuery,
  type Wish,
} from '../wish.ts';

export type Filtering = {
  readonly wish: Wish;
  readonly counts: Found['counts'];
  readonly fits: number;
  readonly currency: Currency;
  readonly locale: string;
};

const PART_NAMES = { morning: 'Morning', afternoon: 'Afternoon', evening: 'Evening' } as const;

/** Every value of a facet with its words, in the order of the form. */
const valuesOf = (
  facet: Facet,
  { counts, currency, locale }: Omit<Filtering, 'wish'>,
): [string, string][] => {
  const tables: Record<Facet, () => [string, string][]> = {
    for: () => STRUGGLES.map((struggle) => [struggle, STRUGGLE_NAMES[struggle]]),
    day: () => DAY_NAMES.map((name, index) => [String(index + 1), name]),
    part: () => Object.entries(PART_NAMES),
    how: () => Object.entries(FORMAT_NAMES),
    lang: () => [...counts.lang.keys()].sort().map((code) => [code, languageName(code)]),
    max: () =>
      PRICE_BANDS.map((band) => [
        String(band),
        band === 0 ? 'Free' : `Up to ${priceInWords(band, currency, locale)}`,
      ]),
    open: () => [['1', 'Only groups with an open chair']],
    kind: () => Object.entries(KIND_NAMES),
  };
  return tables[facet]();
};

/**
 * The number beside an answer: how many groups one would see with it, or, where others are chosen in the same list
 * and this one would add to them, how many more. A chosen answer needs none.
 */
const counted = (facet: Facet, value: string, words: string, { wish, counts, fits }: Filtering): Html => {
  const chosen = wish.chosen[facet];
  if (chosen.includes(value)) return html`${words}`;
  const count = counts[facet].get(value) ?? 0;
  const adds = chosen.length > 0 && !SINGLE.includes(facet);
  const shown = adds ? count - fits : count;
  return html`${words} <span class="soft small"><span class="vh">, </span>${adds && '+'}${shown}<span class="vh"> ${adds && 'more '}${shown === 1 ? 'group' : 'groups'}</span></span>`;
};

const boxes = (facet: Facet, filtering: Filtering): Html[] =>
  valuesOf(facet, filtering)
    .filter(([value]) => isWorthShowing(facet, value, filtering))
    .map(([value, words]) =>
      filterBox({
        name: facet,
        value,
        label: counted(facet, value, words, filtering),
        checked: filtering.wish.chosen[facet].includes(value),
      }),
    );

/** A struggle that no group here speaks to, and that nobody chose, is left out. */
const isWorthShowing = (facet: Facet, value: string, { wish, counts }: Filtering): boolean =>
  facet !== 'for' || counts.for.has(value) || wish.chosen.for.includes(value as Struggle);

const set = (legend: string, inner: readonly Html[]): Html =>
  html`<fieldset><legend>${legend}</legend>${inner}</fieldset>`;

const either = (filtering: Filtering): Html[] => {
  const { wish } = filtering;
  const radio = (value: string, words: string | Html, checked: boolean) =>
    filterBox({ name: 'how', value, label: words, checked, type: 'radio' });
  return [
    radio('', 'Either', wish.chosen.how.length === 0),
    ...valuesOf('how', filtering).map(([value, words]) =>
      radio(value, counted('how', value, words, filtering), wish.chosen.how.includes(value)),
    ),
  ];
};

const highestPrice = (filtering: Filtering): Html =>
  selectField({
    name: 'max',
    label: 'Most I can pay each time',
    value: filtering.wish.chosen.max[0] ?? '',
    choices: [
      { value: '', words: 'Any price' },
      ...valuesOf('max', filtering).map(([value, words]) => ({
        value,
        words: `${words} (${filtering.counts.max.get(value) ?? 0})`,
      })),
    ],
  });

/** An answer of the shelf is the same object until the shelf changes, so its form is drawn once. */
const drawn = new WeakMap<Found['counts'], { readonly of: string; readonly form: Html }>();

/** The form that narrows down: a plain GET form, so that every answer has an address. */
export const filterForm = (filtering: Filtering): Html => {
  const { counts, ...rest } = filtering;
  const of = JSON.stringify(rest);
  const known = drawn.get(counts);
  if (known?.of === of) return known.form;
  const form = flat(drawForm(filtering));
  drawn.set(counts, { of, form });
  return form;
};

const drawForm = (filtering: Filtering): Html => {
  const { wish } = filtering;
  const chosen = chosenFacets(wish).reduce(
    (count, facet) => count + wish.chosen[facet].length,
    wish.words === '' ? 0 : 1,
  );
  return html`<form action="${urls.groups()}" method="get" class="stack" aria-labelledby="narrow-h">
<h2 class="vh" id="narrow-h">Narrow it down</h2>
<div class="field"><label for="words">Search</label><input type="search" id="words" name="words" value="${wish.words}" maxlength="120" autocomplete="off" aria-describedby="words-hint"><p class="hint" id="words-hint">A word for what is going on, a name, a day. Spelling does not matter.</p></div>
<details class="filters"><summary><b>Narrow it down</b> <span class="soft">${chosen > 0 && `(${chosen} chosen)`}</span></summary><div class="stack g5 pt">
<p class="hint">A number says how many groups you would see; +2 means two more.</p>
${set('What brings you?', boxes('for', filtering))}
${set('Which days could you come?', boxes('day', filtering))}
${set('What time of day?', boxes('part', filtering))}
${set('How?', either(filtering))}
${highestPrice(filtering)}
${filtering.counts.lang.size > 1 && set('Language', boxes('lang', filtering))}
${set('How people join', boxes('kind', filtering))}
${set('Chairs', boxes('open', filtering))}
${wish.sortBy !== 'fit' && html`<input type="hidden" name="sort" value="${wish.sortBy}">`}
</div></details>
<p class="row pt"><button class="btn">Show groups</button>${isNarrowed(wish) && html`<a class="btn plain" href="${urls.groups()}">Clear</a>`}</p>
</form>`;
};

/** What was chosen, each as a badge that takes it away again. */
export const chosenBadges = (filtering: Filtering): Html | false => {
  const { wish } = filtering;
  if (!isNarrowed(wish)) return false;
  const drop = (words: string, less: Wish) =>
    html` <a class="badge drop" href="${urls.groups(toQuery(less))}">${words}<span class="vh">, remove</span></a>`;
  const ofFacets = FACETS.flatMap((facet) =>
    valuesOf(facet, filtering)
      .filter(([value]) => wish.chosen[facet].includes(value))
      .map(([value, words]) => drop(words, dropping(wish, facet, value))),
  );
  return html`<p class="row small"><span class="soft">You chose</span>${wish.words !== '' && drop(`“${wish.words}”`, { ...wish, words: '', page: 1 })}${ofFacets}</p>`;
};

/** The wish as hidden fields, for the form that sorts. */
export const hiddenWish = (wish: Wish): Html[] => [
  ...(wish.words === '' ? [] : [html`<input type="hidden" name="words" value="${wish.words}">`]),
  ...FACETS.flatMap((facet) =>
    wish.chosen[facet].map((value) => html`<input type="hidden" name="${facet}" value="${value}">`),
  ),
];
