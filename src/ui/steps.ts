import { attributes, type Html, html } from './html.ts';

export type Step = { readonly words: string; readonly address?: string };

/**
 * The way through several pages. Done steps are links where they have an address.
 * @param at the current step, from 1.
 */
export const steps = (label: string, list: readonly Step[], at: number): Html =>
  html`<ol class="steps" aria-label="${label}">${list.map((step, index) => oneStep(step, index + 1, at))}</ol>`;

const oneStep = ({ words, address }: Step, number: number, at: number): Html => {
  const done = number < at;
  const state = attributes({ class: done && 'done', 'aria-current': number === at && 'step' });
  const shown = done && address !== undefined ? html`<a href="${address}">${words}</a>` : words;
  return html`<li ${state}>${shown}${done && html`<span class="vh">, done</span>`}</li>`;
};
