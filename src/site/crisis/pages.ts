import { writeDate } from '../../kernel/formats.ts';
import { Temporal } from '../../kernel/time.ts';
import { lineButtons } from '../../ui/crisis.ts';
import {
  CRISIS_REGIONS,
  type CrisisLine,
  type CrisisRegion,
  crisisRegion,
  EVERYWHERE,
} from '../../ui/crisis-lines.ts';
import type { Frame } from '../../ui/frame.ts';
import { type Html, html } from '../../ui/html.ts';
import { page } from '../../ui/page.ts';
import { urls } from '../../urls.ts';

/** Where to turn now: the practice's own region first, then the others, then the world's list. */
export const crisisPage = (frame: Frame): Html => {
  const here = crisisRegion(frame.practice.region);
  const others = Object.values(CRISIS_REGIONS).filter((region) => region !== here);
  return page(frame, {
    title: 'If you are not safe',
    canonical: urls.crisis(),
    description: 'Numbers to call or text now, by country.',
    main: html`<div class="wrap stack g6 py">
<div class="stack narrow"><h1>If you are not safe</h1>
<p class="lead">You do not have to be sure that it is an emergency. You do not have to know what to say. “I am not safe” is enough.</p>
<p>If you are in danger at this moment, call ${here ? html`<b><a href="tel:${here.emergency}">${here.emergency}</a></b> (in ${here.place})` : 'your local emergency number'}.</p></div>
${here && hereCard(here)}
<section class="stack" aria-labelledby="others-h"><h2 id="others-h">${here ? 'In other countries' : 'By country'}</h2>
<ul class="regions grid">${others.map(regionItem)}</ul>
<p>Anywhere else: <a href="${EVERYWHERE.address}" rel="noreferrer">${EVERYWHERE.name}</a> lists lines in many countries and languages. It is another site.</p></section>
<section class="prose" aria-labelledby="who-h"><h2 id="who-h">What this site cannot do</h2>
<p>Nobody watches this site in real time. We may read your message tomorrow, or after the weekend. Please do not wait for us.</p>
<p>If you can, tell one person near you. Stay where someone is. Put what you could harm yourself with out of reach, or ask someone to.</p></section>
</div>`,
  });
};

const hereCard = (
  region: CrisisRegion,
): Html => html`<section class="crisis" aria-labelledby="here-h"><h2 id="here-h">In ${region.place}</h2>
${region.lines.map((line) => html`<p>${lineWords(line)}</p>${lineButtons(line)}`)}
<p class="small">Written down on ${dayWords(region.checkedOn)}. If one does not answer, tell us, and try the next.</p></section>`;

const regionItem = (
  region: CrisisRegion,
): Html => html`<li class="stack g2"><h3 class="t1">${placeName(region.place)}</h3>
${region.lines.map((line) => html`<p>${lineWords(line)}</p>`)}
<p class="small soft">Danger now: <a href="tel:${region.emergency}">${region.emergency}</a>. Looked up on ${dayWords(region.checkedOn)}.</p></li>`;

const lineWords = (line: CrisisLine): Html =>
  html`${line.site ? html`<a href="${line.site}" rel="noreferrer">${line.name}</a>` : line.name}: <b>${line.call ? html`<a href="tel:${line.call}">${line.number}</a>` : line.number}</b>, ${line.hours}${line.text && ', also by text'}.`;

const placeName = (place: string): string => place.replace(/^the /, '');

const dayWords = (iso: string): string =>
  writeDate(Temporal.PlainDate.from(iso), 'en-US', { dateStyle: 'long' });
