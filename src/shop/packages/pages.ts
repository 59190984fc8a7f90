import { formatMoney, money } from '../../kernel/money.ts';
import { badge } from '../../ui/badge.ts';
import { empty } from '../../ui/empty.ts';
import type { Frame } from '../../ui/frame.ts';
import { type Html, html } from '../../ui/html.ts';
import { page } from '../../ui/page.ts';
import { prose } from '../../ui/prose.ts';
import { urls } from '../../urls.ts';
import type { PackageShown, PartShown } from './pages/shown.ts';

const priceOf = (minor: number, { currency }: PackageShown, { practice }: Frame): string =>
  minor === 0 ? 'Free' : formatMoney(money(minor, currency), practice.locale);

/** Every package that is sold, also one of which a part is taken right now. */
export const packagesPage = (frame: Frame, packages: readonly PackageShown[]): Html =>
  page(frame, {
    title: 'Packages',
    canonical: urls.packages(),
    description: `Groups and workbooks together, from ${frame.practice.name}.`,
    main: html`<div class="wrap stack g6 py">
<div class="stack narrow"><h1>Packages</h1><p class="lead">Several things that go well together, at one price.</p></div>
${packages.length === 0 ? empty('There is no package at the moment.', html`<a class="btn" href="${urls.groups()}">Find a group</a>`) : html`<ul class="grid g5 plain">${packages.map((shown) => card(frame, shown))}</ul>`}
</div>`,
  });

const card = (frame: Frame, shown: PackageShown): Html =>
  html`<li class="card stack g3"><h2 class="t1"><a href="${urls.package(shown.address)}">${shown.name}</a></h2><p>${shown.summary}</p><p class="row"><span class="price">${priceOf(shown.priceMinor, shown, frame)}</span>${!shown.canBeBought && badge('A part is taken', 'off')}</p></li>`;

/** One package: its parts, each with what it costs alone and whether it can be had, and the way into the cart. */
export const packagePage = (frame: Frame, shown: PackageShown): Html =>
  page(frame, {
    title: shown.name,
    canonical: urls.package(shown.address),
    description: shown.summary,
    main: html`<div class="wrap pt"><p class="small"><a href="${urls.packages()}">All packages</a></p></div>
<div class="wrap split py"><div class="stack g5"><h1>${shown.name}</h1>
<p class="lead">${shown.summary}</p>${prose(shown.words, 2)}
<section class="stack g4" aria-labelledby="parts-h"><h2 id="parts-h">What is in this package</h2><ul class="stack g4 plain">${shown.parts.map((part) => partRow(frame, shown, part))}</ul></section></div>
<aside class="card stack g4" aria-label="Have this package"><p class="t2 price">${priceOf(shown.priceMinor, shown, frame)}</p>
${shown.savingMinor > 0 && html`<p class="small">Alone the parts cost ${priceOf(shown.aloneMinor, shown, frame)}. Together you save ${priceOf(shown.savingMinor, shown, frame)}.</p>`}
${wayIn(frame, shown)}</aside></div>`,
  });

const partRow = (frame: Frame, shown: PackageShown, part: PartShown): Html => {
  const path = part.kind === 'seat' ? urls.group : urls.workbook;
  const name =
    part.address === undefined ? part.name : html`<a href="${path(part.address)}">${part.name}</a>`;
  const what = part.kind === 'seat' ? `${part.run}. ` : 'A file to download. ';
  return html`<li class="card stack g2"><p><b>${name}</b></p><p class="small soft">${what}${priceOf(part.aloneMinor, shown, frame)} alone.</p><p>${standing(part)}</p></li>`;
};

const standing = ({ problem, free }: PartShown): Html => {
  if (problem !== undefined) return badge(problem, 'off');
  if (free === undefined) return badge('There as soon as it is ordered');
  return badge(free === 1 ? 'One chair free' : `${free} chairs free`, 'open');
};

const wayIn = ({ preview }: Frame, shown: PackageShown): Html => {
  if (!shown.canBeBought)
    return html`<p><b>A part of it cannot be had right now.</b></p><p class="small soft">A package is there while all of its parts are. You can have the other parts alone, or look again later.</p>`;
  if (preview !== undefined)
    return html`<p><button class="btn full" type="button" disabled>Put it into the cart</button></p>`;
  return html`<form method="post" action="${urls.cartLines()}" data-once><input type="hidden" name="package" value="${shown.packageId}"><input type="hidden" name="from" value="${urls.package(shown.address)}"><button class="btn full">Put it into the cart</button></form><p class="small soft">Every chair of it is for one person: you, or whom you name.</p>`;
};
