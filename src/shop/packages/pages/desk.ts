import { formatMoney, money } from '../../../kernel/money.ts';
import { badge } from '../../../ui/badge.ts';
import { empty } from '../../../ui/empty.ts';
import type { Frame } from '../../../ui/frame.ts';
import { type Html, html } from '../../../ui/html.ts';
import { momentWords } from '../../../ui/local-time.ts';
import { notice } from '../../../ui/notice.ts';
import { shopRoom } from '../../../ui/shop-room.ts';
import { table } from '../../../ui/table.ts';
import { urls } from '../../../urls.ts';
import type { ChangeRow, ListedPackage } from '../desk-store.ts';
import type { Done } from '../forms.ts';
import { canPackageBecome, type Package, type PackageState } from '../package.ts';
import type { PackageShown, PartShown } from './shown.ts';

const STATE_WORDS = {
  draft: ['Not published', 'wait'],
  published: ['Published', 'plain'],
  archived: ['Put away', 'off'],
} as const satisfies Record<PackageState, readonly [string, 'plain' | 'wait' | 'off']>;

const stateBadge = (state: PackageState): Html => {
  const [words, look] = STATE_WORDS[state];
  return badge(words, look);
};

const priceWords = ({ priceMinor, currency }: Package, locale: string): string =>
  priceMinor === 0 ? 'Free' : formatMoney(money(priceMinor, currency), locale);

/** Every package of the practice. */
export const deskPackagesPage = (frame: Frame, packages: readonly ListedPackage[]): Html =>
  shopRoom(frame, {
    title: 'Packages, at the desk',
    tab: urls.deskPackages(),
    main: html`<h1 class="t3">Packages</h1><p>A package is chairs and workbooks together, at one price. Each part keeps its own stock; the price is shared out over the parts to the cent, for invoices, tax and refunds.</p>
<p><a class="btn" href="${urls.deskPackageNew()}">Put a package together</a></p>
${packages.length === 0 ? empty('No package yet.') : html`<div class="card">${list(frame, packages)}</div>`}`,
  });

const list = (frame: Frame, packages: readonly ListedPackage[]): Html =>
  table(
    'Packages',
    [
      { head: 'Name', cell: (row) => html`<a href="${urls.deskPackage(row.packageId)}">${row.name}</a>` },
      { head: 'Price', number: true, cell: (row) => priceWords(row, frame.practice.locale) },
      { head: 'Parts', number: true, cell: (row) => String(row.parts.length) },
      { head: 'State', cell: (row) => stateBadge(row.state) },
      { head: 'Bought', number: true, cell: (row) => String(row.sold) },
    ],
    packages,
  );

const DONE = {
  made: 'The package is put together. Look at it, then publish it.',
  saved: 'Saved. It counts from now on.',
  moved: 'Done.',
} as const satisfies Record<Done, string>;

export type PackageView = {
  readonly pack: Package;
  readonly shown: PackageShown;
  readonly changes: readonly ChangeRow[];
  readonly done: Done | undefined;
};

/** One package at the desk: words, parts with their stock, and what was done to it. */
export const deskPackagePage = (frame: Frame, { pack, shown, changes, done }: PackageView): Html => {
  const { packageId: id, state } = pack;
  return shopRoom(frame, {
    title: `Package “${pack.name}”`,
    tab: urls.deskPackages(),
    main: html`<p class="small"><a href="${urls.deskPackages()}">All packages</a></p>
<div class="row apart"><h1 class="t3">${pack.name}</h1><p class="row">${stateBadge(state)}</p></div>
${done && notice('good', html`<p>${DONE[done]}</p>`, { say: true })}
${!shown.canBeBought && notice('care', html`<p><b>It cannot be bought now.</b> The table says which part stands in the way.</p>`)}
<section class="card stack g3" aria-labelledby="says-h"><h2 class="t2" id="says-h">What it says and costs</h2><p>${pack.summary}</p>${facts(frame, pack, shown)}
<div class="row"><a class="btn quiet" href="${urls.deskPackageChange(id)}">Change words, price or parts</a><a class="btn plain" href="${urls.deskPackagePreview(id)}">As visitors will see it</a></div>
<div class="row">${canPackageBecome(state, 'published') && move(id, 'published', 'Publish')}${state === 'archived' && move(id, 'draft', 'Bring it back, unpublished')}${state === 'published' && html`<a class="btn quiet" href="${urls.deskPackageTurn(id, 'draft')}">Take it off the shop</a>`}${state !== 'archived' && html`<a class="btn plain" href="${urls.deskPackageTurn(id, 'archived')}">Put it away</a>`}</div></section>
<section class="card stack g3" aria-labelledby="parts-h"><h2 class="t2" id="parts-h">Its parts</h2>${partsTable(frame, shown)}</section>
<section class="card stack g3" aria-labelledby="history-h"><h2 class="t2" id="history-h">What was done to it</h2>${history(frame, changes)}</section>`,
  });
};

const facts = (frame: Frame, pack: Package, shown: PackageShown): Html => {
  const sum = (minor: number) => formatMoney(money(minor, pack.currency), frame.practice.locale);
  return html`<dl class="facts"><dt>Price</dt><dd>${priceWords(pack, frame.practice.locale)}</dd><dt>Alone today</dt><dd>${sum(shown.aloneMinor)}</dd><dt>The buyer saves</dt><dd>${sum(shown.savingMinor)}</dd><dt>Page</dt><dd>${pack.state === 'published' ? html`<a href="${urls.package(pack.address)}">${urls.package(pack.address)}</a>` : urls.package(pack.address)}</dd></dl>`;
};

const partsTable = (frame: Frame, shown: PackageShown): Html =>
  table(
    'Parts of the package',
    [
      { head: 'Part', cell: (part: PartShown) => html`${part.name}${part.run !== '' && html`<br><span class="small soft">${part.run}</span>`}` },
      { head: 'Alone', number: true, cell: (part) => formatMoney(money(part.aloneMinor, shown.currency), frame.practice.locale) },
      { head: 'Stock', cell: ({ problem, free }) => problem ?? (free === undefined ? 'Never runs out' : `${free} free`) },
    ],
    shown.parts,
  ); // biome-ignore format: a column a line

const move = (id: string, to: PackageState, words: string): Html =>
  html`<form method="post" action="${urls.deskPackageState(id)}" data-once><input type="hidden" name="to" value="${to}"><button class="btn">${words}</button></form>`;

const history = (frame: Frame, changes: readonly ChangeRow[]): Html =>
  table(
    'What was done to the package',
    [
      { head: 'When', cell: ({ at }) => momentWords(at, frame.practice.zone, frame.practice.locale) },
      { head: 'What', cell: changeWords },
    ],
    changes,
  );

const changeWords = ({ was, became, because }: ChangeRow): string => {
  if (was === null) return 'Put together';
  if (because !== null) return `Changed: ${because.replace('changed: ', '')}`;
  return STATE_WORDS[became as PackageState]?.[0] ?? became;
};

/** What happens before it happens. */
export const turnPage = (frame: Frame, pack: Package, to: 'draft' | 'archived'): Html => {
  const words = to === 'draft' ? 'Take it off the shop' : 'Put it away';
  return shopRoom(frame, {
    title: `${words}: the package “${pack.name}”`,
    tab: urls.deskPackages(),
    main: html`<section class="card stack g4 narrow" aria-labelledby="turn-h"><h1 class="t3" id="turn-h">${words}: “${pack.name}”?</h1>
<ul><li>Nobody can put it into a cart any more. Where it lies in one, the cart says so; who is paying for it right now still gets it.</li>
<li>Whoever bought it keeps every part.</li><li>Its parts are sold alone as before.</li><li>No mail is sent. You can publish it again at any time.</li></ul>
<div class="row">${move(pack.packageId, to, words)}<a class="btn plain" href="${urls.deskPackage(pack.packageId)}">Leave it as it is</a></div></section>`,
  });
};

/** Above the public page while it is looked at. */
export const previewBar = ({ packageId, name }: Package): Html =>
  html`<p><b>Preview: “${name}”.</b> Visitors see it like this once it is published.</p><p class="row"><a class="btn" href="${urls.deskPackage(packageId)}">Back to the desk</a></p>`;
