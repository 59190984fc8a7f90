import type { Frame } from '../../../ui/frame.ts';
import { type Html, html } from '../../../ui/html.ts';
import { page } from '../../../ui/page.ts';
import { urls } from '../../../urls.ts';
import type { Facilitator } from '../listing.ts';
import { languagesInWords } from '../listing-words.ts';
import { groupCard, type ShownCard } from './card.ts';
import { token } from './token.ts';

/** Everybody who holds a room here. */
export const facilitatorsPage = (frame: Frame, facilitators: readonly Facilitator[]): Html =>
  page(frame, {
    title: 'Facilitators',
    canonical: urls.facilitators(),
    description: `Who leads the groups at ${frame.practice.name}.`,
    main: html`<div class="wrap stack g6 py">
<div class="stack narrow"><h1>Who holds the room</h1><p class="lead">A facilitator keeps the circle safe and on its theme. They speak less than you may expect.</p></div>
<ul class="grid g5">${facilitators.map((facilitator) => html`<li class="row keep top-y">${token(facilitator)}<div><h2 class="t1"><a href="${urls.facilitator(facilitator.address)}">${facilitator.name}, ${facilitator.credentials}</a></h2><p class="soft">${facilitator.about}</p></div></li>`)}</ul>
<p class="small soft">There are no photographs here. The little chairs carry initials and a color, and the color means nothing.</p>
</div>`,
  });

/** One facilitator with the groups they lead. */
export const facilitatorPage = (
  frame: Frame,
  facilitator: Omit<Facilitator, 'isRetired'>,
  cards: readonly ShownCard[],
): Html =>
  page(frame, {
    title: facilitator.name,
    canonical: urls.facilitator(facilitator.address),
    description: facilitator.about,
    data: {
      '@context': 'https://schema.org',
      '@type': 'Person',
      name: facilitator.name,
      honorificSuffix: facilitator.credentials,
      description: facilitator.about,
      knowsLanguage: facilitator.languages,
      worksFor: { '@type': 'Organization', name: frame.practice.name },
    },
    main: html`<div class="wrap pt"><p class="small"><a href="${urls.facilitators()}">All facilitators</a></p></div>
<div class="wrap stack g6 py">
<div class="stack narrow"><div class="row keep">${token(facilitator)}<h1>${facilitator.name}, ${facilitator.credentials}</h1></div>
<p class="lead">${facilitator.about}</p>
<dl class="facts"><dt>Speaks</dt><dd>${languagesInWords(facilitator.languages)}</dd></dl></div>
<section class="stack g5" aria-labelledby="groups"><h2 id="groups">Groups</h2>
${cards.length === 0 && html`<p>No group is open at the moment. <a href="${urls.groups()}">See all groups</a></p>`}
${cards.map((card) => groupCard(card, { locale: frame.practice.locale, level: 3 }))}</section>
</div>`,
  });
