import type { Frame } from '../../ui/frame.ts';
import { type Html, html } from '../../ui/html.ts';
import { plainText } from '../../ui/plain-text.ts';
import { richText } from '../../ui/rich-text.ts';
import { wordPage } from '../../ui/word-page.ts';
import { urls } from '../../urls.ts';
import type { Words } from '../words/public.ts';

export const privacyPage = (frame: Frame, words: Words): Html =>
  wordPage(frame, {
    title: 'Privacy, in plain words',
    canonical: urls.privacy(),
    lead: 'That you look for a group is your own business. Here is what we keep, why, and who can see it.',
    body: html`<h2>When you only look around</h2>
<ul><li>No trackers, no ads, nothing loaded from other companies.</li><li>No cookie, unless you choose colors, put a chair in the cart, or sign in.</li><li>Our machine counts page visits without names. It does not write down your network address or what you searched for.</li></ul>
<h2>Cookies, all of them</h2>
<ul><li>Cart: which cart is yours, for 30 days.</li><li>Sign-in: that you are signed in, for some hours.</li><li>Colors: day or evening, for a year.</li></ul>
<h2>When you buy a chair</h2>
<p>We keep the names and e-mail addresses of who pays and who comes, what was bought, what was agreed to, and what was paid. The shop asks no health questions. The people at our desk can see orders; other members cannot.</p>
<p>You pay at PayPal. PayPal and your bank see <b>${frame.practice.neutralName}</b>, an order number and the amount. They do not see the name of a group, or that it is one.</p>
<p>Our mail has neutral subjects, and our calendar files say “Appointment”.</p>
<h2>When you write to us</h2>
<p>We keep your message with your name and address, and it is mailed to the practice. Please leave out details of your health.</p>
<h2>In the group</h2>
<p>Facilitators are bound to keep what you say private, with limits they explain first. Members promise each other the same in the <a href="${urls.agreement()}">agreement</a>.</p>
<h2>“Leave this site”</h2>
<p>The button at the top takes you to an everyday page and takes this page’s place in your browser’s history. It cannot remove pages you saw before. If someone may look at your device, use a private window, and clear the history.</p>
<h2>Your say</h2>
<p>You can ask what we keep about you, have mistakes put right, and ask us to delete what we do not have to keep by law. Records of payments have to be kept for some years.</p>
${words.privacy.own && html`<h2>In addition, at ${frame.practice.name}</h2>${richText(words.privacy.blocks, 3)}<h2>Who is responsible</h2>`}<p>Responsible for your data: ${frame.practice.name}${frame.practice.address.length > 0 && `, ${frame.practice.address.join(', ')}`}. Write to <a href="mailto:${frame.practice.email}">${frame.practice.email}</a>.</p>`,
  });

export const termsPage = (frame: Frame, words: Words, moneyBack: Html): Html =>
  wordPage(frame, {
    title: 'Terms and money back',
    canonical: urls.terms(),
    lead: 'What you buy, when you pay, and when you get money back.',
    body: html`<h2>What you buy</h2>
<p>A chair in one group, for a run of meetings. The cart says how many meetings, from which day, and at which price. A chair is for one person, who has to be an adult.</p>
<h2>While you decide</h2>
<p>Putting a chair in the cart does not hold it. It is held once you begin to check out, for 15 minutes, and you can ask for more time. The price you see while it is held is the price you pay.</p>
<h2>Paying</h2>
<ul><li>You pay at PayPal. When it is free, you do not.</li><li>You never pay twice for the same chair. If two payments reach us, one goes back.</li><li>If you say yes at PayPal and do not come back to this site, your payment still counts: while your chair is held, and for some hours after as long as the chair is free at the same price and on the same dates. It does not count once you have given the chair back here, or once we have told you that the chair is gone or that something has changed.</li><li>If PayPal’s answer is late, we say that we do not know yet, and we find out. We do not tell you that it failed when it may not have.</li><li>If we cannot give you the chair after all, all your money goes back. You do not have to ask.</li></ul>
<h2 id="money-back">When you give a chair back, or we cancel</h2>
<p>You can give a chair back on your order page, or on the own page of whoever comes. You see the sum before you confirm. This is our rule now:</p>
${moneyBack}
<p>You read it again before you pay. The rule you bought with is the one that holds for you, whatever we write later. What else was agreed, for example about a meeting you miss, stands in the <a href="${urls.agreement()}">group agreement</a>.</p>
<p>Money goes back the way it came, by PayPal. Something does not fit? <a href="${urls.contact()}">Write to us</a>. A person reads it.</p>
${richText(words['money-back'].blocks)}
<h2>What a group is not</h2>
<p>A group is not an emergency service, and we promise no result. <a href="${urls.benefits()}#honest-h">What we know, and what we do not</a></p>
${words.terms.own && html`<h2>In addition, at ${frame.practice.name}</h2>${richText(words.terms.blocks, 3)}`}
<h2>Who we are</h2>
<p>${frame.practice.name}${frame.practice.address.length > 0 && `, ${frame.practice.address.join(', ')}`}. <a href="mailto:${frame.practice.email}">${frame.practice.email}</a>${frame.practice.phone && `, ${frame.practice.phone}`}.</p>`,
  });

export type ShownAgreement = { readonly version: number; readonly title: string; readonly body: string };

export const agreementPage = (frame: Frame, agreement: ShownAgreement | undefined): Html =>
  agreement === undefined
    ? wordPage(frame, {
        title: 'Group agreement',
        canonical: urls.agreement(),
        lead: 'The practice has not put up its agreement yet.',
        body: html`<p>You will read it before you join a group. Until then, <a href="${urls.contact()}">ask us</a>.</p>`,
      })
    : wordPage(frame, {
        title: agreement.title,
        canonical: urls.agreement(),
        lead: 'Everyone in a group reads and signs the same words, before the first meeting.',
        body: html`${plainText(agreement.body)}<p class="small soft">Version ${agreement.version}. You sign it on your way to a chair; reading it here binds you to nothing.</p>`,
      });

export const accessibilityPage = (frame: Frame, words: Words): Html =>
  wordPage(frame, {
    title: 'Accessibility',
    canonical: urls.accessibility(),
    lead: 'Everyone should be able to read, choose and pay here. If something is in your way, it is our fault, and we want to know.',
    body: html`<h2>What we do</h2>
<ul><li>Every page works without JavaScript, by keyboard alone, and on a narrow screen.</li><li>Text can be made twice as large. Colors have strong contrast, by day and by evening.</li><li>Nothing moves by itself, blinks, or counts down. If a chair is held for you and the time is short, you can ask for more.</li><li>Pictures have words beside them that say the same.</li><li>We aim for level AA of WCAG 2.2. Our tests run an automatic checker on the pages, which finds only a part of what can be wrong.</li></ul>
<h2>What we know is weak</h2>
<ul><li>We have not yet tested with people who use screen readers every day.</li><li>PayPal’s own pages are not ours.</li></ul>
<h2>Tell us</h2>
<p><a href="${urls.contact()}">Write to us</a>${frame.practice.phone && html` or call <a href="tel:${frame.practice.phone.replace(/[^+\d]/g, '')}">${frame.practice.phone}</a>`}. We help you by mail or phone where the site is in your way.</p>
<p>Whether a room is step-free stands on the group’s page.</p>
${words.accessibility.own && html`<h2>Getting in</h2>${richText(words.accessibility.blocks, 3)}`}`,
  });
