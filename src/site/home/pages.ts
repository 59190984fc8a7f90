import { FACTOR_NAMES, FACTORS, type Factor, seatOf } from '../../factors/factor.ts';
import { circleOfNine } from '../../ui/drawings/circle.ts';
import { glyph } from '../../ui/drawings/glyph.ts';
import type { Frame } from '../../ui/frame.ts';
import { flag, type Html, html } from '../../ui/html.ts';
import { notice } from '../../ui/notice.ts';
import { page } from '../../ui/page.ts';
import { richText } from '../../ui/rich-text.ts';
import { urls } from '../../urls.ts';
import { type Question, questionsOf, type Words } from '../words/public.ts';
import { HOME_WORDS } from './by-factor.ts';

export type Home = {
  /** Circles with an open chair, drawn by the catalogue; may be none. */
  readonly cards: readonly Html[];
  readonly words: Words;
};

/** The first page. */
export const homePage = (frame: Frame, { cards, words }: Home): Html =>
  page(frame, {
    title: 'Therapy groups',
    current: urls.home(),
    canonical: urls.home(),
    description: `${frame.practice.name} runs small therapy groups with trained facilitators. See what a group can do, and find one that fits.`,
    data: {
      '@context': 'https://schema.org',
      '@type': 'Organization',
      name: frame.practice.name,
      url: frame.origin + urls.home(),
      email: frame.practice.email,
      ...(frame.practice.phone === undefined ? {} : { telephone: frame.practice.phone }),
      ...(frame.practice.address.length === 0 ? {} : { address: frame.practice.address.join(', ') }),
    },
    main: html`${homeNotice(words)}${promise(words)}${nineVoices()}${firstMeeting()}${cards.length > 0 && openCircles(cards)}${straightTalk(words)}`,
  });

const homeNotice = (words: Words): Html | false =>
  words['home-notice'].own &&
  html`<div class="wrap pt">${notice('inform', richText(words['home-notice'].blocks))}</div>`;

const promise = (words: Words): Html => html`<div class="wrap split even mid-y">
<div class="stack g5 py">
<h1 class="t5">${words['home-title'].text}</h1>
<div class="lead prose">${richText(words['home-introduction'].blocks)}</div>
<p class="row"><a class="btn" href="${urls.groups()}">Find a group</a><a class="btn quiet" href="#first">What happens in a group?</a></p>
<p class="soft">Not sure? <a href="${urls.contact()}">Write to us first.</a> Asking costs nothing, and you can still say no.</p>
</div>
<div>${circleOfNine((factor) => `#${factor}`)}</div>
</div>`;

const nineVoices = (): Html => html`<section class="wrap band stack g6" id="nine" aria-labelledby="nine-h">
<div class="split even"><h2 class="t4" id="nine-h">Nine things a group can do</h2>
<p class="lead soft">Time alone with a therapist helps many people. A circle of people can add something else. Here are nine ways, each with a line you might hear in the room.</p></div>
<div class="quilt"><ol class="nine">${FACTORS.map(cell)}</ol></div>
<p class="small soft">The lines are made up. What is said in a group stays in the group. <a href="${urls.benefits()}">Read more about the nine benefits</a></p>
</section>`;

const cell = (factor: Factor): Html =>
  html`<li id="${factor}" class="f${seatOf(factor)}">${glyph(factor)}<h3><a href="${urls.benefit(factor)}">${FACTOR_NAMES[factor]}</a></h3><q>${HOME_WORDS[factor].voice}</q><p>${HOME_WORDS[factor].reason}</p></li>`;

const firstMeeting =
  (): Html => html`<section class="sunk band nine-edge" id="first" aria-labelledby="first-h"><div class="wrap stack g6">
<div class="stack narrow"><h2 id="first-h">A first meeting, minute by minute</h2><p class="soft">You can pass at any point. Saying “not today” is a normal thing to say here.</p></div>
<ol class="evening small">
<li><b class="num">10 min</b><br>Coats, tea, and finding a chair. Any chair.</li>
<li><b class="num">25 min</b><br>A short round: a name, and a number from 0 to 10 for how today is.</li>
<li><b class="num">40 min</b><br>The work. One or two people bring something. Others say what it stirs in them. The facilitator keeps it safe and on the theme.</li>
<li><b class="num">15 min</b><br>What to take home. Then you leave together.</li>
</ol>
<p class="small"><a href="${urls.firstSession()}">More about your first meeting</a></p>
</div></section>`;

const openCircles = (
  cards: readonly Html[],
): Html => html`<section class="wrap band stack g6" aria-labelledby="open-h">
<div class="row apart"><h2 id="open-h">Circles with an open chair</h2><a href="${urls.groups()}">See all groups</a></div>
<div class="grid wide-min">${cards}</div>
</section>`;

const straightTalk = (
  words: Words,
): Html => html`<section class="wrap band split even" aria-labelledby="straight-h">
<div class="stack"><h2 id="straight-h">What we can and cannot promise</h2>
<p>When the same treatment was given in a group and one-to-one, people did about as well in both. Groups do not help everyone, and they are seldom quick. It often takes a few meetings to feel at home. <a href="${urls.benefits()}#honest-h">What this rests on</a></p>
<p>If it is not getting better, please say so. Your facilitator talks with you and you look together at what to change.</p>
<p>A group is not the right place for an emergency. If you are not safe today, please use the <a href="${urls.crisis()}">crisis lines</a> first.</p></div>
<div><h2 class="vh">Questions people ask</h2>
${questions(words)}
</div></section>`;

const questions = (words: Words): Html => {
  const { before, questions: asked } = questionsOf(words['home-questions'].blocks);
  return html`${richText(before)}${asked.map(question)}`;
};

const question = ({ asked, answer }: Question, index: number): Html =>
  html`<details class="more" name="faq" ${flag('open', index === 0)}><summary>${asked}</summary><div class="prose">${richText(answer, 3)}</div></details>`;
