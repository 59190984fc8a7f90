import { type Currency, formatMoney, money, toDecimal } from '../../../kernel/money.ts';
import { errorBelow, errorId, field, selectField, textArea } from '../../../ui/field.ts';
import type { Frame } from '../../../ui/frame.ts';
import { attributes, type Html, html } from '../../../ui/html.ts';
import { errorSummary, notice } from '../../../ui/notice.ts';
import { checkbox } from '../../../ui/pick.ts';
import { shopRoom } from '../../../ui/shop-room.ts';
import { urls } from '../../../urls.ts';
import type { Choices } from '../desk-store.ts';
import type { Errors, Typed } from '../forms.ts';
import type { Package } from '../package.ts';

export type PackageForm = {
  /** The package that is changed; undefined for a new one. */
  readonly pack: Package | undefined;
  readonly choices: Choices;
  readonly currency: Currency;
  readonly typed: Typed;
  readonly errors: Errors;
  /** Somebody else saved it while this form was open. */
  readonly changedMeanwhile?: boolean;
};

/** A package as the form shows it before anything is typed. */
export const typedOf = (pack: Package | undefined): Typed =>
  pack
    ? {
        name: pack.name,
        summary: pack.summary,
        words: pack.words,
        price: toDecimal(money(pack.priceMinor, pack.currency)),
        ...Object.fromEntries(
          pack.parts.map((part) =>
            part.kind === 'seat'
              ? [`seat_${part.offeringId}`, part.tierId]
              : [`book_${part.workbookId}`, 'yes'],
          ),
        ),
      }
    : {};

/** Putting a package together, or changing it from now on. */
export const packageFormPage = (frame: Frame, shown: PackageForm): Html => {
  const { pack, typed, errors, currency } = shown;
  const of = (name: string) => ({ name, value: typed[name], error: errors[name] });
  const title = pack ? `Change the package “${pack.name}”` : 'A new package';
  const action = pack ? urls.deskPackageChange(pack.packageId) : urls.deskPackageNew();
  return shopRoom(frame, {
    title,
    tab: urls.deskPackages(),
    main: html`<p class="small"><a href="${pack ? urls.deskPackage(pack.packageId) : urls.deskPackages()}">${pack ? 'Back to the package' : 'All packages'}</a></p><h1 class="t3">${title}</h1>
${pack && html`<p>What was bought, or is being paid right now, keeps its parts and its price. The change counts from now on.</p>`}
${shown.changedMeanwhile === true && notice('care', html`<p><b>Not saved yet.</b> Somebody else changed this package while it was open. Below is what you typed; press Save again to keep it.</p>`, { say: true })}
${errorSummary(errors)}
<form method="post" action="${action}" class="stack g5" data-once novalidate><input type="hidden" name="opened" value="${pack?.savings ?? 0}">
<div class="grid wide-min"><section class="card stack g4" aria-labelledby="says-h"><h2 class="t2" id="says-h">What it says and costs</h2>
${field({ ...of('name'), label: 'Name', required: true, maxlength: 120, autocomplete: 'off' })}
${field({ ...of('summary'), label: 'In a sentence or two', hint: 'For the list of packages.', required: true, maxlength: 300, autocomplete: 'off' })}
${textArea({ ...of('words'), label: 'What is in it, and whom it helps', hint: 'An empty line begins a paragraph. A line that begins with “# ” is a heading.', required: true, rows: 8, maxlength: 6_000 })}
${field({ ...of('price'), label: `Price in ${currency}`, hint: 'For all of it. Where its parts cost less by then, as near the end of a group, the buyer pays the lower sum.', required: true, inputmode: 'decimal', maxlength: 14, autocomplete: 'off' })}</section>
<section class="card stack g4" aria-labelledby="parts-h"><h2 class="t2" id="parts-h">Its parts</h2>${parts(frame, shown)}</section></div>
<p><button class="btn">${pack ? 'Save the change' : 'Put the package together'}</button></p></form>`,
  });
};

const parts = (frame: Frame, { choices, typed, errors, currency }: PackageForm): Html => {
  const price = (minor: number) =>
    minor === 0 ? 'free' : formatMoney(money(minor, currency), frame.practice.locale);
  const error = errors['parts'];
  return html`<fieldset class="field" id="parts" tabindex="-1" ${attributes({ 'aria-describedby': error && errorId('parts') })}><legend>A chair in</legend>
${choices.groups.length === 0 && html`<p class="soft">No group can be bought at once.</p>`}
${choices.groups.map(({ id, name, tiers }) =>
  selectField({
    ...{ name: `seat_${id}`, label: name, value: typed[`seat_${id}`] ?? '' },
    choices: [
      { value: '', words: 'Not in it' },
      ...tiers.map((tier) => ({
        value: tier.id,
        words: `At the “${tier.name}” price, ${price(tier.unitMinor)} each`,
      })),
    ],
  }),
)}${errorBelow('parts', error)}</fieldset>
<fieldset class="field"><legend>Workbooks</legend>${choices.workbooks.length === 0 && html`<p class="soft">There is no workbook yet.</p>`}${choices.workbooks.map(({ id, name, priceMinor }) => checkbox({ name: `book_${id}`, label: `${name}, ${price(priceMinor)}`, checked: typed[`book_${id}`] === 'yes' }))}</fieldset>
<p class="small soft">Each part keeps its own stock. The package is sold out as soon as one of them is.</p>`;
};
