import { FACTOR_NAMES, FACTORS, type Factor, seatOf } from '../../factors/factor.ts';
import { badge } from '../../ui/badge.ts';
import { circleOfNine } from '../../ui/drawings/circle.ts';
import { glyph } from '../../ui/drawings/glyph.ts';
import type { Frame } from '../../ui/frame.ts';
import { type Html, html } from '../../ui/html.ts';
import { notice } from '../../ui/notice.ts';
import { page } from '../../ui/page.ts';
import { urls } from '../../urls.ts';
import { BENEFITS } from './by-factor.ts';
import { DEEDS, type Deed } from './deeds.ts';
import { SOURCES } from './sources.ts';

/** The page of all nine, and of how a group goes. */
export const benefitsPage = (frame: Frame): Html =>
  page(frame, {
    title: 'Benefits and Process of Participating in Group Therapy',
    current: urls.benefits(),
    canonical: urls.benefits(),
    description:
      'What a therapy group can do for you, how it goes from the first call to the last meeting, and what we cannot promise.',
    main: html`<div class="wrap split even mid-y">
<div class="stack g5 py">
<h1>Benefits and Process of Participating in Group Therapy</h1>
<p class="lead">A therapy group is a small circle of people who work on something they share, with a trained facilitator. Here are nine things that such a circle can do, and how it goes from the first call to the last meeting.</p>
<p class="row"><a class="btn" href="${urls.groups()}">Find a group</a><a class="btn quiet" href="${urls.firstSession()}">Your first meeting</a></p>
</div>
<div>${circleOfNine(urls.benefit)}</div>
</div>
${nineList()}${processSection()}${honestSection()}`,
  });

const nineList = (): Html => html`<section class="wrap band stack g6" id="nine" aria-labelledby="nine-h">
<h2 class="t4" id="nine-h">The nine benefits</h2>
<div class="quilt"><ol class="nine">${FACTORS.map(cell)}</ol></div>
</section>`;

const cell = (factor: Factor): Html =>
  html`<li id="${factor}" class="f${seatOf(factor)}">${glyph(factor)}<h3><a href="${urls.benefit(factor)}">${FACTOR_NAMES[factor]}</a></h3><p class="saying">${BENEFITS[factor].inShort}</p><p>${BENEFITS[factor].meaning[1]}</p></li>`;

const processSection =
  (): Html => html`<section class="sunk band nine-edge" id="way" aria-labelledby="way-h"><div class="wrap stack g6">
<h2 id="way-h">How it goes</h2>
<ol class="way">
<li><h3 class="t1">Before</h3><p>You read about a group and take a chair, or write to us first. You read the agreement. We talk with you about what you hope for and whether the group fits.</p></li>
<li><h3 class="t1">The first weeks</h3><p>You learn names and how this group does things. Many people mostly listen. It is normal to wonder whether you belong. It often takes a few meetings to feel at home.</p></li>
<li><h3 class="t1">The middle</h3><p>You bring something of your own. Others say what it stirs in them. You try things in the week and tell how they went. Some meetings are warm, some are hard, a few are dull.</p></li>
<li><h3 class="t1">Leaving</h3><p>You say it a few meetings ahead, so that there is time for a goodbye. You look at what has changed, and at what you take with you.</p></li>
</ol></div></section>`;

const honestSection = (): Html => html`<section class="wrap band split even" aria-labelledby="honest-h">
<div class="prose"><h2 id="honest-h">What we know, and what we do not</h2>
<p>When the same treatment was given in a group and one-to-one, people did about as well in both. Groups do not help everyone. About one person in five leaves therapy early, in groups and one-to-one alike. Some people feel worse for a time, and a few feel worse at the end.</p>
<p>In studies, people in groups with closer bonds tended to do better. That is a link. It does not prove that the bond was the reason.</p>
<p>The nine benefits overlap. They are nine ways of looking at one circle, not nine separate medicines.</p>
<details class="more"><summary>Where this comes from</summary><ul class="small">${SOURCES.map(({ words, address }) => html`<li>${words} <a href="${address}" rel="noreferrer">${address.replace('https://doi.org/', 'doi:')}</a></li>`)}</ul></details></div>
<div class="prose"><h2>When a group may not be the right place now</h2>
<ul><li>You are not safe today. Please use the <a href="${urls.crisis()}">crisis lines</a> first.</li><li>You could come only now and then.</li><li>Sitting with several people would be too much right now. Time alone with a therapist can come first, or go alongside.</li><li>What you struggle with is far from what the group is about. That is hard on you and on the group. <a href="${urls.benefit('insight')}">Why focus matters</a></li></ul>
<p>Not sure? <a href="${urls.contact()}">Write to us.</a> We would rather talk than guess.</p></div>
</section>`;

/** One benefit: what it means, what happens in a group, what this software does for it. */
export const benefitPage = (frame: Frame, factor: Factor): Html => {
  const { inShort, meaning, inTheRoom, goodToKnow } = BENEFITS[factor];
  const name = FACTOR_NAMES[factor];
  return page(frame, {
    title: name,
    current: urls.benefits(),
    canonical: urls.benefit(factor),
    description: inShort,
    main: html`<div class="wrap pt"><p class="small"><a href="${urls.benefits()}">All nine benefits</a></p></div>
<article class="wrap split py benefit f${seatOf(factor)}">
<div class="prose">
<div class="stack g3">${glyph(factor)}<p class="soft">Benefit ${seatOf(factor)} of nine</p><h1>${name}</h1></div>
<p class="lead">${inShort}</p>
<h2>What it means</h2>
${meaning.map((words) => html`<p>${words}</p>`)}
<h2>What happens in a group</h2>
<ul>${inTheRoom.map((words) => html`<li>${words}</li>`)}</ul>
<p class="small soft">These scenes are made up. What is said in a group stays in the group.</p>
<h2>${factor === 'insight' ? 'When a group is too broad' : 'Good to know'}</h2>
${factor === 'insight' ? notice('care', html`<p>${goodToKnow}</p>`) : html`<p>${goodToKnow}</p>`}
${neighbors(factor)}
</div>
<aside class="card stack sticky" aria-labelledby="does-h"><h2 class="t2" id="does-h">What Ninefold does for it</h2>
<ul class="deeds stack">${DEEDS[factor].map(deed)}</ul>
<p><a class="btn" href="${urls.groups()}">Find a group</a></p></aside>
</article>`,
  });
};

const deed = ({ words, when }: Deed): Html =>
  html`<li>${when === 'now' ? badge('Works today') : badge('Planned', 'wait')}<p>${words}</p></li>`;

const neighbors = (factor: Factor): Html => {
  const seat = FACTORS.indexOf(factor);
  const before = FACTORS[seat - 1];
  const after = FACTORS[seat + 1];
  return html`<nav class="row apart small pt" aria-label="Other benefits">${before ? html`<a rel="prev" href="${urls.benefit(before)}">Before: ${FACTOR_NAMES[before]}</a>` : html`<span></span>`}${after && html`<a rel="next" href="${urls.benefit(after)}">Next: ${FACTOR_NAMES[after]}</a>`}</nav>`;
};
