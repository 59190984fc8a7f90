import { type Html, html } from '../../src/ui/html.ts';
import type { Letter } from './letters.ts';

export type View = 'html' | 'text' | 'headers';

const VIEWS: readonly (readonly [View, string])[] = [
  ['html', 'As the reader sees it'],
  ['text', 'Plain text'],
  ['headers', 'Headers'],
];

const frame = (title: string, main: Html): Html => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} · Local mailbox</title>
<link rel="stylesheet" href="/mailbox.css">
</head>
<body>
<header class="banner">Local mailbox. Nothing leaves this machine.</header>
<main>
${main}
</main>
</body>
</html>
`;

const day = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'short' });

const when = (at: Date) => html`<time datetime="${at.toISOString()}">${day.format(at)}</time>`;

const row = (letter: Letter) => html`<li>
<a href="/letters/${letter.id}"><strong>${letter.subject}</strong></a>
<span>to ${letter.to}</span>
<span class="quiet">${when(letter.sentAt)}${letter.attachments.length > 0 && ' · with a file'}</span>
</li>`;

/** All letters, newest first. The server has it look again every few seconds, unless the reader wants it still. */
export const listPage = (letters: readonly Letter[], still: boolean): Html =>
  frame(
    'Letters',
    html`<h1>Letters</h1>
<p class="quiet">${still ? html`This page stays as it is. <a href="/">Look again by itself</a>` : html`This page looks again by itself. <a href="/?still=yes">Keep it still</a>`}</p>
${letters.length === 0 ? html`<p>No letter yet. When the site writes one, it appears here.</p>` : html`<ul class="letters">${letters.map(row)}</ul>`}`,
  );

const tab =
  (letter: Letter, view: View) =>
  ([name, words]: readonly [View, string]) =>
    name === view
      ? html`<a href="/letters/${letter.id}?view=${name}" aria-current="page">${words}</a>`
      : html`<a href="/letters/${letter.id}?view=${name}">${words}</a>`;

const inside = (letter: Letter, view: View): Html => {
  if (view === 'headers') return html`<pre tabindex="0">${letter.headers.join('\n')}</pre>`;
  if (view === 'text' || letter.html === undefined) return html`<pre tabindex="0">${letter.text}</pre>`;
  return html`<iframe title="The letter" src="/letters/${letter.id}/body" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>`;
};

/** One letter, in one of three views. */
export const letterPage = (letter: Letter, view: View): Html =>
  frame(
    letter.subject,
    html`<p><a href="/">All letters</a></p>
<h1>${letter.subject}</h1>
<dl>
<dt>From</dt><dd>${letter.from}</dd>
<dt>To</dt><dd>${letter.to}</dd>
<dt>Written</dt><dd>${when(letter.sentAt)}</dd>
${letter.attachments.length > 0 && html`<dt>With</dt><dd>${letter.attachments.map((file, index) => html`<a href="/letters/${letter.id}/files/${index}">${file.filename}</a> `)}</dd>`}
</dl>
<nav aria-label="Views">${VIEWS.map(tab(letter, view))}</nav>
${inside(letter, view)}`,
  );

export const missingPage = (): Html =>
  frame('Not here', html`<h1>This letter is not here</h1><p><a href="/">All letters</a></p>`);
