import type { Frame } from '../../../ui/frame.ts';
import { type Html, html } from '../../../ui/html.ts';
import { notice } from '../../../ui/notice.ts';
import { prose } from '../../../ui/prose.ts';
import { urls } from '../../../urls.ts';
import { type Application, KEPT_DAYS } from '../application.ts';
import type { ApplicationState } from '../application-states.ts';
import type { OwnPage } from './own.ts';
import { dayWords } from './words.ts';

type Words = { readonly kind: 'inform' | 'good' | 'care'; readonly title: string; readonly words: Html };
type Asked = { readonly frame: Frame; readonly application: Application };

const sentWords = ({ application: { sentAt }, frame }: Asked) => sentAt && dayWords(sentAt, frame);

const deletedOn = ({ application: { endedAt, forgottenAt }, frame }: Asked): Html => {
  if (forgottenAt !== null) return html`What you wrote was deleted on ${dayWords(forgottenAt, frame)}.`;
  return endedAt === null
    ? html``
    : html`What you wrote is deleted on ${dayWords(endedAt.add({ hours: 24 * KEPT_DAYS }), frame)}.`;
};

const STANDS: { [State in Exclude<ApplicationState, 'draft'>]: (asked: Asked) => Words } = {
  applied: (asked) => ({
    kind: 'inform',
    title: 'With the facilitators',
    words: html`<p>Sent on ${sentWords(asked)}. They read it themselves and answer by letter, most often within a few days. Nothing is decided yet, and nothing costs anything.</p>`,
  }),
  talking: () => ({
    kind: 'inform',
    title: 'They would like to talk with you first',
    words: html`<p>Nothing is decided yet. How to reach them stands in their letter, and here:</p>`,
  }),
  accepted: () => ({
    kind: 'good',
    title: 'They said yes',
    words: html`<p>We are looking for your chair right now. A letter with a link follows.</p>`,
  }),
  waiting: () => ({
    kind: 'good',
    title: 'They said yes, and every chair is taken just now',
    words: html`<p>You are on the waiting list, and you need not apply again. When a chair is free and it is your turn, you get a letter with a link and a date. We cannot promise when that is.</p>`,
  }),
  offered: () => ({
    kind: 'good',
    title: 'A chair is kept for you',
    words: html`<p>Our letter has a private link, and says until when the chair is yours. You are free to say no.</p>`,
  }),
  enrolled: () => ({
    kind: 'good',
    title: 'You have a chair in this group',
    words: html`<p>All that follows is on the page of your order. What you wrote stays with your facilitators, who keep it with the records of the group.</p>`,
  }),
  refused: (asked) => ({
    kind: 'inform',
    title: 'They said no this time',
    words: html`<p>We know that asking was not a small thing. ${deletedOn(asked)}</p>`,
  }),
  withdrawn: (asked) => ({
    kind: 'inform',
    title: 'You took it back',
    words: html`<p>That is all right. You can apply again whenever you like. ${deletedOn(asked)}</p>`,
  }),
  lapsed: (asked) => ({
    kind: 'care',
    title: 'The date for your chair has passed',
    words: html`<p>The chair went on to somebody else. If you would still like to come, write to us at <a href="mailto:${asked.frame.practice.email}">${asked.frame.practice.email}</a>: the facilitators can offer one again. ${deletedOn(asked)}</p>`,
  }),
};

/** Where an application stands, in honest words, with the last letter of the facilitators. */
export const standsNow = (frame: Frame, { application, way, next }: OwnPage): Html | false => {
  const { state } = application;
  if (state === 'draft') return false;
  const { kind, title, words } = STANDS[state]({ frame, application });
  const letter = way.findLast((step) => step.letter !== null);
  return html`<section class="stack g4 narrow" aria-labelledby="stands-h">
${notice(kind, html`<h2 class="t2" id="stands-h">${title}</h2>${words}${next && html`<p><a href="${next.path}">${next.words}</a></p>`}`)}
${letter?.letter && html`<details class="more" open><summary>What they wrote to you on ${dayWords(letter.at, frame)}</summary>${prose(letter.letter)}</details>`}
${state === 'refused' && otherDoors()}</section>`;
};

const otherDoors = (): Html =>
  html`<div class="stack g3"><p>Other ways on: <a href="${urls.groups()}">see our other groups</a>, or <a href="${urls.contact()}">ask us</a> whom we would recommend.</p>
<p>If this hits you hard today, the <a href="${urls.crisis()}">crisis lines</a> are there at every hour.</p></div>`;
