import { html } from '../../ui/html.ts';
import type { Message } from './message.ts';

type To = { readonly email: string; readonly neutralName: string };

/** The practice's copy of a message. The subject is neutral: screens lie open on desks. */
export const letterOf = (practice: To, { name, email, body }: Message) => ({
  to: practice.email,
  subject: `${practice.neutralName}: a message from your site`,
  text: `${name} <${email}> wrote:\n\n${body}\n\nPlease answer to ${email}. This letter itself cannot be answered.\n`,
  html: html`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A message from your site</title></head><body><p>${name} (<a href="mailto:${email}">${email}</a>) wrote:</p><p>${body.split('\n').map((line) => html`${line}<br>`)}</p><p>Please answer to ${email}. This letter itself cannot be answered.</p></body></html>`
    .text,
});
