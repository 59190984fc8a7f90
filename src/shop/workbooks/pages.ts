import { empty } from '../../ui/empty.ts';
import type { Frame } from '../../ui/frame.ts';
import { type Html, html } from '../../ui/html.ts';
import { page } from '../../ui/page.ts';
import { prose } from '../../ui/prose.ts';
import { urls } from '../../urls.ts';
import { sizeWords, TYPE_WORDS } from './file-type.ts';
import { priceWords } from './words.ts';
import type { Version, Workbook } from './workbook.ts';

/** Every workbook that is sold. */
export const workbooksPage = (frame: Frame, workbooks: readonly Workbook[]): Html =>
  page(frame, {
    title: 'Workbooks',
    canonical: urls.workbooks(),
    description: `Workbooks to download from ${frame.practice.name}.`,
    main: html`<div class="wrap stack g6 py">
<div class="stack narrow"><h1>Workbooks</h1><p class="lead">Pages to work with by yourself, in your own time. You download them after paying, and they stay yours.</p></div>
${workbooks.length === 0 ? empty('There is no workbook at the moment.', html`<a class="btn" href="${urls.groups()}">Find a group</a>`) : html`<ul class="grid g5 plain">${workbooks.map((workbook) => card(frame, workbook))}</ul>`}
</div>`,
  });

const card = (frame: Frame, workbook: Workbook): Html =>
  html`<li class="card stack g3"><h2 class="t1"><a href="${urls.workbook(workbook.address)}">${workbook.name}</a></h2><p>${workbook.summary}</p><p class="price">${priceWords(workbook, frame.practice.locale)}</p></li>`;

/** One workbook: what is in it, what kind of file it is, and the way into the cart. */
export const workbookPage = (frame: Frame, workbook: Workbook, newest: Version | undefined): Html => {
  const price = priceWords(workbook, frame.practice.locale);
  return page(frame, {
    title: workbook.name,
    canonical: urls.workbook(workbook.address),
    description: workbook.summary,
    data: {
      '@context': 'https://schema.org',
      '@type': 'Product',
      name: workbook.name,
      description: workbook.summary,
      offers: {
        '@type': 'Offer',
        price: String(workbook.priceMinor / 100),
        priceCurrency: workbook.currency,
        availability: 'https://schema.org/InStock',
      },
    },
    main: html`<div class="wrap pt"><p class="small"><a href="${urls.workbooks()}">All workbooks</a></p></div>
<div class="wrap split py"><div class="stack g5"><h1>${workbook.name}</h1>
<p class="lead">${workbook.summary}</p>${prose(workbook.words, 2)}</div>
<aside class="card stack g4" aria-label="Have this workbook"><p class="t2 price">${price}</p>
${newest && html`<dl class="facts small"><dt>File</dt><dd>${TYPE_WORDS[newest.type]}, ${sizeWords(newest.size)}</dd>${newest.number > 1 && html`<dt>Version</dt><dd>${newest.number}</dd>`}</dl>`}
${frame.preview === undefined ? intoCart(workbook) : html`<p><button class="btn full" type="button" disabled>Put it into the cart</button></p>`}
<p class="small soft">You download it after ${workbook.priceMinor === 0 ? 'a few words about you' : 'paying'}. The link stays yours, and a newer version is yours too.</p></aside></div>`,
  });
};

const intoCart = ({ workbookId, address }: Workbook): Html =>
  html`<form method="post" action="${urls.cartLines()}" data-once><input type="hidden" name="workbook" value="${workbookId}"><input type="hidden" name="from" value="${urls.workbook(address)}"><button class="btn full">Put it into the cart</button></form>`;
