import type { LeftOut } from '../../../platform/markdown.ts';
import { type Html, html } from '../../../ui/html.ts';
import { notice } from '../../../ui/notice.ts';
import { urls } from '../../../urls.ts';
import { PLACE_FACTS, type Place } from '../places.ts';

export type PreviewBar = {
  readonly place: Place;
  /** The newest version while this was drawn; 0 before the first. */
  readonly over: number;
  readonly leftOut: readonly LeftOut[];
  /** True when the words are empty: what stood there is taken away. */
  readonly empties: boolean;
  readonly mayChange: boolean;
  readonly publishedMeanwhile: boolean;
};

const LEFT_OUT = {
  image: 'A picture is not shown: this site loads none from elsewhere. Its description is.',
  address: 'A link leads to an address that we do not follow. Only its words are shown.',
  markup: 'What looks like HTML is shown as it was typed.',
} as const satisfies Record<LeftOut, string>;

/** What stands above the page while its words are looked at. */
export const previewBar = (bar: PreviewBar): Html => {
  const { place, over, leftOut, empties, mayChange, publishedMeanwhile } = bar;
  return html`<p><b>Preview: ${PLACE_FACTS[place].name}.</b> Nobody sees it but the desk. ${empties && 'Your words here are empty: the page stands as it would without you.'}</p>
${publishedMeanwhile && notice('care', html`<p><b>Not published yet.</b> Somebody published other words here while you wrote. <a href="${urls.practiceWordsVersions(place)}">See what changed</a>, then publish yours or leave it.</p>`, { say: true })}
${leftOut.length > 0 && html`<ul>${leftOut.map((one) => html`<li>${LEFT_OUT[one]}</li>`)}</ul>`}
<div class="row">${mayChange && html`<form method="post" action="${urls.practiceWordsPublication(place)}" data-once><input type="hidden" name="over" value="${over}"><button class="btn" type="submit">Publish</button></form>`}<a class="btn quiet" href="${urls.practiceWordsAt(place)}">${mayChange ? 'Go on writing' : 'Back'}</a></div>`;
};
