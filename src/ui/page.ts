import type { Frame, PageOptions } from './frame.ts';
import { type Html, html, jsonData } from './html.ts';
import { pageFooter } from './page-footer.ts';
import { exampleBanner, pageHeader, strip } from './page-header.ts';

/**
 * A whole document: strip with help and the way out, header, main, footer.
 * A page without `canonical` asks search engines to stay away.
 */
export const page = (frame: Frame, options: PageOptions): Html => html`<!doctype html>
<html lang="${languageOf(frame.practice.locale)}" data-theme="${frame.theme}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${headOf(frame, options)}
</head>
<body>
<a class="skip" href="#main">Skip to the page</a>
${strip(frame)}
${frame.example && exampleBanner()}
${frame.preview && html`<aside class="preview" aria-label="Preview"><div class="wrap stack g3">${frame.preview.bar}</div></aside>`}
${pageHeader(frame, options)}
<main id="main" tabindex="-1">
${options.main}
</main>
${pageFooter(frame, options.room ?? 'public')}
</body>
</html>
`;

/** The house's own night. */
const NIGHT = '#0f2a20';

/** Our words are English; the practice's locale only chooses which English. */
const languageOf = (locale: string): string => (/^en\b/.test(locale) ? locale : 'en');

const headOf = (frame: Frame, { title, description, canonical, data, head }: PageOptions): Html => {
  const whole = `${frame.preview ? `Preview of ${frame.preview.of}: ` : ''}${title} · ${frame.practice.name}`;
  const address = canonical === undefined || frame.preview ? undefined : frame.origin + canonical;
  return html`<title>${whole}</title>
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="${frame.colors?.night ?? NIGHT}">
${description && html`<meta name="description" content="${description}">`}
${address === undefined ? html`<meta name="robots" content="noindex">` : openGraph({ title, description, address, site: frame.practice.name })}
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="preload" href="${frame.asset('averia-serif.woff2')}" as="font" type="font/woff2" crossorigin>
<link rel="preload" href="${frame.asset('atkinson-next.woff2')}" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="${frame.asset('site.css')}">${frame.colors && html`<link rel="stylesheet" href="${frame.colors.stylesheet}">`}
<script type="module" src="${frame.asset('site.js')}"></script>
${head}${data !== undefined && jsonData(data)}`;
};

type Shared = { title: string; description: string | undefined; address: string; site: string };

const openGraph = ({
  title,
  description,
  address,
  site,
}: Shared): Html => html`<link rel="canonical" href="${address}">
<meta property="og:type" content="website">
<meta property="og:site_name" content="${site}">
<meta property="og:title" content="${title}">
<meta property="og:url" content="${address}">
${description && html`<meta property="og:description" content="${description}">`}`;
