import type { Mail } from '../../platform/outbox.ts';
import { field } from '../../ui/field.ts';
import type { Frame } from '../../ui/frame.ts';
import { type Html, html } from '../../ui/html.ts';
import { errorSummary } from '../../ui/notice.ts';
import { page } from '../../ui/page.ts';
import { urls } from '../../urls.ts';
import { letterWords } from './letter.ts';
import { IDLE_MINUTES, LINK_MINUTES } from './limits.ts';

export type SignInForm = { readonly typed?: string; readonly message?: string };

const narrow = (heading: string, body: Html): Html => html`<div class="wrap stack g4 py">
<div class="narrow stack g4">
  <h1 class="t3">${heading}</h1>
  ${body}
</div></div>`;

const askForm = ({
  typed,
  message,
}: SignInForm): Html => html`${errorSummary({ email: message })}<form class="stack g4" method="post" action="${urls.signIn()}" novalidate>
${field({
  label: 'Your e-mail address',
  name: 'email',
  type: 'email',
  hint: 'The one the practice knows you by.',
  autocomplete: 'email',
  maxlength: 254,
  required: true,
  value: typed,
  error: message,
})}
<p><button class="btn" type="submit">Send me a link</button></p>
</form>`;

/** Where staff ask for a link. */
export const signInPage = (frame: Frame, form: SignInForm = {}): Html =>
  page(frame, {
    title: form.message ? 'Please check: sign in' : 'Sign in',
    main: narrow(
      'Sign in',
      html`<p>For the people who work here. You need no password: we write you a letter with a link in it.</p>${askForm(form)}`,
    ),
  });

/** The one answer to every address, known or not. */
export const linkSentPage = (frame: Frame): Html =>
  page(frame, {
    title: 'Please look at your mail',
    main: narrow(
      'Please look at your mail',
      html`<p>If that address belongs to somebody who works here, a letter with a link is on its way. It can take a minute.</p>
<p class="soft">The link works once, for ${LINK_MINUTES} minutes. Nothing there? Look in the spam folder, or <a href="${urls.signIn()}">ask again</a>.</p>`,
    ),
  });

/** The link's own page. Opening it does not use the link: mail programs look at links too. */
export const confirmPage = (frame: Frame, secret: string): Html =>
  page(frame, {
    title: 'Welcome back',
    main: narrow(
      'Welcome back',
      html`<p>One press and you are in. The link then ends.</p>
<form method="post" action="${urls.signInLink(secret)}"><p><button class="btn" type="submit">Sign in</button></p></form>
<p class="soft small">You are signed out when nothing happens for ${IDLE_MINUTES} minutes. On a shared computer, please sign out yourself.</p>`,
    ),
  });

/** For somebody whose roles have ended while they were signed in: there is no room for them, and a way out. */
export const signedInPage = (frame: Frame): Html =>
  page(frame, {
    title: 'You are signed in',
    main: narrow(
      frame.signedIn ? `Hello, ${frame.signedIn.name}` : 'You are signed in',
      html`<p>You are signed in. No room of the desk is open to you at this time. If that is a mistake, the owner of the practice can mend it.</p>
<p class="row"><a class="btn" href="${urls.groups()}">See the groups as visitors do</a></p>
<form method="post" action="${urls.signOut()}"><button class="btn quiet" type="submit">Sign out</button></form>`,
    ),
  });

/** Used, run out, mistyped or never ours: one page, so that it tells nothing. */
export const linkOverPage = (frame: Frame): Html =>
  page(frame, {
    title: 'This link has ended',
    main: narrow(
      'This link has ended',
      html`<p>A link works once, for ${LINK_MINUTES} minutes. This one is used or has run out. That happens; here is a new one.</p>${askForm({})}`,
    ),
  });

export const tooManyTriesPage = (frame: Frame): Html =>
  page(frame, {
    title: 'Please wait a little',
    main: narrow(
      'Please wait a little',
      html`<p>There were many tries in a short time, so we pause here. Please try again in an hour. A link you already have still works.</p>`,
    ),
  });

/** The letter with the link. Built from one person's address and the practice's neutral name. */
export const signInLetter = (letter: {
  to: string;
  practice: { neutralName: string };
  link: string;
}): Mail => {
  const { subject, lines, after } = letterWords(letter.practice.neutralName, LINK_MINUTES);
  const body = html`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${subject}</title></head><body>
${lines.map((line) => html`<p>${line}</p>`)}
<p><a href="${letter.link}">Go to the sign-in page</a></p>
${after.map((line) => html`<p>${line}</p>`)}
<p>${letter.practice.neutralName}</p>
</body></html>`;
  return {
    to: letter.to,
    subject,
    text: [...lines, letter.link, ...after, letter.practice.neutralName].join('\n\n'),
    html: body.text,
  };
};
