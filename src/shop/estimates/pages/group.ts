import type { Frame } from '../../../ui/frame.ts';
import { attributes, type Html, html } from '../../../ui/html.ts';
import { urls } from '../../../urls.ts';
import type { Estimate } from '../estimate.ts';
import { estimatePage } from './sheet.ts';

export type GroupEstimate = {
  readonly name: string;
  readonly address: string;
  readonly prices: readonly { readonly id: string; readonly name: string }[];
  /** Id of the price that the estimate is for. */
  readonly chosen: string;
  readonly estimate: Estimate;
};

/** What a group is expected to cost at one of its prices, before anything is in a cart. */
export const groupEstimatePage = (frame: Frame, shown: GroupEstimate): Html => {
  const { name, address, prices, chosen, estimate } = shown;
  return estimatePage(frame, {
    title: `Estimate: ${name}`,
    back: { address: urls.group(address), words: 'Back to the group' },
    lead: html`<p>So much we expect to charge if you take a chair now. Looking at it holds nothing and obliges you to nothing.</p>
${prices.length > 1 && html`<nav class="tabs" aria-label="Prices">${prices.map(({ id, name: words }) => html`<a href="${urls.groupEstimate(address, id)}" ${attributes({ 'aria-current': id === chosen && 'page' })}>${words}</a>`)}</nav>`}`,
    estimate,
  });
};
