import { html } from '../../ui/html.ts';
import type { Question } from './question.ts';

type To = { readonly email: string; readonly neutralName: string };

/** The practice's copy of a question. The subject is neutral: screens lie open on desks. */
export const questionLetter = (practice: To, group: string, { name, email, body }: Question) => ({
  to: practice.email,
  subject: `${practice.neutralName}: a question from your site`,
  text: `${name} <${email}> asks about ${group}:\n\n${body}\n\nPlease answer to ${email}. This letter itself cannot be answered.\n`,
  html: html`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A question from your site</title></head><body><p>${name} (<a href="mailto:${email}">${email}</a>) asks about ${group}:</p><p>${body.split('\n').map((line) => html`${line}<br>`)}</p><p>Please answer to ${email}. This letter itself cannot be answered.</p></body></html>`
    .text,
});
