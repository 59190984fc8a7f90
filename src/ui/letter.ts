import { type Html, html } from './html.ts';

/** What a letter's foot may know of the practice: how it shows itself outside. */
export type LetterSender = {
  readonly neutralName: string;
  readonly address: readonly string[];
  readonly phone: string | undefined;
};

export type Letter = { readonly subject: string; readonly text: string; readonly html: string };

export type LetterPart =
  | { readonly words: string }
  | { readonly heading: string }
  | { readonly link: string; readonly words: string }
  | { readonly rows: readonly (readonly [string, string])[] };

/** A letter in both its forms, from the same parts: plain text, and markup that needs no pictures and no styles. */
export const composeLetter = (
  sender: LetterSender,
  subject: string,
  parts: readonly LetterPart[],
): Letter => {
  const foot = [sender.neutralName, ...sender.address, ...(sender.phone ? [sender.phone] : [])];
  return {
    subject,
    text: `${parts.map(asText).join('\n\n')}\n\n-- \n${foot.join('\n')}\n`,
    html: html`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${subject}</title></head><body>${parts.map(asHtml)}<hr><p>${foot.map((line, index) => html`${index > 0 && html`<br>`}${line}`)}</p></body></html>`
      .text,
  };
};

/** Words that somebody typed, as parts: an empty line parts them. */
export const wordsAsParts = (text: string): readonly LetterPart[] =>
  text
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((words) => ({ words }));

const asText = (part: LetterPart): string => {
  if ('heading' in part) return `${part.heading}\n${'-'.repeat(part.heading.length)}`;
  if ('link' in part) return `${part.words}:\n${part.link}`;
  if ('rows' in part) return part.rows.map(([name, value]) => `${name} ${value}`).join('\n');
  return part.words;
};

const asHtml = (part: LetterPart): Html => {
  if ('heading' in part) return html`<h2>${part.heading}</h2>`;
  if ('link' in part) return html`<p><a href="${part.link}">${part.words}</a></p>`;
  if ('rows' in part)
    return html`<table>${part.rows.map(([name, value]) => html`<tr><th scope="row" align="left">${name}</th><td>${value}</td></tr>`)}</table>`;
  return html`<p>${part.words.split('\n').map((line, index) => html`${index > 0 && html`<br>`}${line}`)}</p>`;
};
