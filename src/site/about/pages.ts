import type { Frame } from '../../ui/frame.ts';
import { type Html, html } from '../../ui/html.ts';
import { richText } from '../../ui/rich-text.ts';
import { wordPage } from '../../ui/word-page.ts';
import { urls } from '../../urls.ts';
import type { Words } from '../words/public.ts';

export const aboutPage = (frame: Frame, words: Words): Html =>
  wordPage(frame, {
    title: 'About us',
    canonical: urls.about(),
    lead: `${frame.practice.name} runs small therapy groups, led by trained facilitators.`,
    body: html`${richText(words.about.blocks)}
<h2>The software</h2>
<p>This site runs on Ninefold, which is free and open source. The practice runs it on its own machine and keeps its own data. Pages load nothing from other companies: no trackers, no ads, no fonts from elsewhere.</p>
<p>What is built and what is planned is said, benefit by benefit, on the <a href="${urls.benefits()}">pages on what groups do</a>.</p>`,
    aside: html`<aside class="card stack" aria-labelledby="reach-h"><h2 class="t2" id="reach-h">Reach us</h2><p>${frame.practice.address.map((line, index) => html`${index > 0 && html`<br>`}${line}`)}</p><p><a class="btn" href="${urls.contact()}">Write to us</a></p></aside>`,
  });

export const firstSessionPage = (frame: Frame, words: Words): Html =>
  wordPage(frame, {
    title: 'Your first meeting',
    canonical: urls.firstSession(),
    lead: 'Most people are nervous before the first time. So are many facilitators. Here is what to expect.',
    body: html`<h2>Before you come</h2>
<ul><li>You have read and signed the <a href="${urls.agreement()}">group agreement</a>.</li><li>You know where it is, or you have the link to the video room.</li><li>You need nothing else. You do not have to prepare what to say.</li></ul>
<h2>When you arrive</h2>
<p>There is a circle of chairs. You take any chair. Nobody sits at the head, since a circle has none. For a video group, find a room where nobody can hear you, and use headphones if you can.</p>
<h2>How it may go</h2>
<ol class="evening small"><li><b class="num">10 min</b><br>Coats, tea, and finding a chair. Any chair.</li><li><b class="num">25 min</b><br>A short round: a name, and a number from 0 to 10 for how today is.</li><li><b class="num">40 min</b><br>The work. One or two people bring something. Others say what it stirs in them.</li><li><b class="num">15 min</b><br>What to take home. Then you leave together.</li></ol>
<p class="small soft">An example. Groups differ in length and in how they begin; a group’s page says more.</p>
<h2>What you never have to do</h2>
<ul><li>Tell your story. “Not today” is a full answer.</li><li>Give your full name. A first name is enough in the room.</li><li>Hug anyone, cry, or be cheerful.</li><li>Stay. If it is too much, you can step out and come back.</li></ul>
<h2>Afterward</h2>
<p>You may feel lighter, or stirred up, or nothing yet. Keep the evening light if you can. If the meeting left you feeling worse, tell the facilitator. If you are not safe, use the <a href="${urls.crisis()}">crisis lines</a> at once.</p>
<p>It often takes a few meetings to feel at home. If by then it does not fit, say so. We look together for what would.</p>
${words['first-meeting'].own && html`<h2>At ${frame.practice.name}</h2>${richText(words['first-meeting'].blocks, 3)}`}`,
    aside: html`<aside class="card stack" aria-labelledby="next-h"><h2 class="t2" id="next-h">When you are ready</h2><p>Look around first. A group’s page tells you who it is for, when it meets, what it costs, and who holds the room.</p><p><a class="btn" href="${urls.groups()}">Find a group</a></p><p class="small"><a href="${urls.contact()}">Or ask us something</a></p></aside>`,
  });
