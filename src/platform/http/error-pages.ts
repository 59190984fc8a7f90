import { type Html, html } from '../../ui/html.ts';

type Words = { readonly title: string; readonly line: string };

const NOT_HERE: Words = {
  title: 'This page is not here',
  line: 'The address may be old or mistyped. Nothing of yours is lost.',
};

const WORDS: Readonly<Record<number, Words>> = {
  400: { title: 'We could not read that', line: 'Please go back and try once more.' },
  403: {
    title: 'Please send that from our own page',
    line: 'For your safety we only take forms that come from this site. Go back, reload the page, and send it again.',
  },
  404: NOT_HERE,
  405: {
    title: 'That does not work here',
    line: 'This address does not take what was sent. Please go back.',
  },
  413: { title: 'That was too long', line: 'Please shorten what you wrote and send it again.' },
  414: { title: 'That address is too long', line: 'Please start again from one of our pages.' },
  415: {
    title: 'We could not read that',
    line: 'It came in a form we do not know. Please use the form on our page.',
  },
  429: {
    title: 'A moment, please',
    line: 'There were many tries in a short time. Please wait a few minutes, then try again.',
  },
  500: {
    title: 'Something broke on our side',
    line: 'It is not your fault. We have noted it. Please try again in a minute.',
  },
  503: {
    title: 'We will be right back',
    line: 'The site cannot reach its records just now. If you were paying, nothing is lost: come back in a minute and look again.',
  },
};

const FALLBACK: Words = WORDS[500] ?? NOT_HERE;

/** The words for a status; unknown ones speak as 500. */
export const errorWords = (status: number): Words => WORDS[status] ?? (status < 500 ? NOT_HERE : FALLBACK);

/** The inside of an error page, to be framed like any other. */
export const errorMain = (status: number, requestId: string): Html => {
  const words = errorWords(status);
  return html`<div class="wrap stack g5 py narrow">
    <h1>${words.title}</h1>
    <p class="lead">${words.line}</p>
    <p class="row"><a class="btn" href="/">To the first page</a><a class="btn quiet" href="/groups">See the groups</a></p>
    <p class="small soft">If you write to us about this, please name <code>${requestId}</code>.</p>
  </div>`;
};

/** A whole page that needs nothing: for when the database, and with it the frame, is away. */
export const bareErrorPage = (status: number, requestId: string): Html => {
  const words = errorWords(status);
  return html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${words.title}</title></head>
<body>
<main>
<h1>${words.title}</h1>
<p>${words.line}</p>
<p>If you need someone now: in the US call or text 988; in the UK and Ireland call 116 123; elsewhere see findahelpline.com.</p>
<p><a href="/">Try the first page</a></p>
<p><small>If you write to us about this, please name <code>${requestId}</code>.</small></p>
</main>
</body>
</html>`;
};
