import { attributes, type Html, html, type Piece } from './html.ts';

export type NoticeKind = 'inform' | 'good' | 'care' | 'alarm';

/** A few sentences that stand out. `say` reads them aloud when the page opens: for answers to what was just done. */
export const notice = (kind: NoticeKind, body: Piece, options: { readonly say?: boolean } = {}): Html => {
  const role = options.say === true && (kind === 'alarm' ? 'alert' : 'status');
  return html`<div class="notice ${kind === 'inform' ? '' : kind}" ${attributes({ role })}>${body}</div>`;
};

/**
 * What stands in the way of a form, on top of it, with a link to each field. Takes the focus when the page opens.
 * @param errors field name to message; an empty object shows nothing.
 */
export const errorSummary = (
  errors: Readonly<Record<string, string | undefined>>,
  title = 'Please look at this again',
): Html | false => {
  const found = Object.entries(errors).filter(([, message]) => message !== undefined);
  if (found.length === 0) return false;
  return html`<div class="notice alarm" id="errors" role="alert" tabindex="-1" autofocus><p><b>${title}</b></p><ul>${found.map(([name, message]) => html`<li><a href="#${name}">${message}</a></li>`)}</ul><p>Nothing you wrote is lost.</p></div>`;
};
