import { type Html, html } from './html.ts';

/** The name of the field that people never see and programs like to fill. */
export const TRAP = 'website';

/** A field that only a program fills: hidden from eyes, keyboard and screen readers. Whoever fills it is thanked and ignored. */
export const botTrap = (): Html =>
  html`<div class="vh" aria-hidden="true"><label for="${TRAP}">Leave this empty</label><input type="text" id="${TRAP}" name="${TRAP}" tabindex="-1" autocomplete="off"></div>`;
