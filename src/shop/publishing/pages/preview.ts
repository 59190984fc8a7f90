import type { Frame } from '../../../ui/frame.ts';
import { type Html, html } from '../../../ui/html.ts';
import { notice } from '../../../ui/notice.ts';
import { urls } from '../../../urls.ts';
import type { OfferingState } from '../../catalogue/public.ts';
import { groupRoom, LACK_WORDS, type Lack } from '../../editing/public.ts';

export type PreviewView = {
  readonly offeringId: string;
  readonly name: string;
  readonly state: OfferingState | 'new';
  readonly hasDraft: boolean;
  /** The page; undefined while there is too little of it to be drawn. */
  readonly body: Html | undefined;
  readonly lacks: readonly Lack[];
};

/** The group's page as the public will see it. */
export const previewPage = (frame: Frame, view: PreviewView): Html => {
  const { offeringId, body, hasDraft, state, lacks } = view;
  const isNew = state === 'new';
  return groupRoom(frame, {
    offeringId,
    name: view.name,
    state,
    tab: 'preview',
    title: 'Preview',
    main: html`${notice(
      'inform',
      html`<p><b>${hasDraft || isNew ? 'This is the draft.' : 'This is what is in print.'}</b> Below is the page as people will see it. Nothing on it can be bought here.</p>
<p class="row">${(hasDraft || state === 'draft') && html`<a class="btn" href="${urls.deskGroupPublication(offeringId)}">Look over and publish</a>`}<a class="btn quiet" href="${urls.deskGroupEdit(offeringId)}">Edit</a></p>`,
    )}
${body === undefined ? tooLittle(offeringId, lacks) : html`<div class="split py">${body}</div>`}`,
  });
};

const tooLittle = (offeringId: string, lacks: readonly Lack[]): Html =>
  html`<p class="lead">There is too little yet for a page. It needs at least dates and a price.</p><ul>${lacks.map(({ part, because }) => html`<li><a href="${urls.deskGroupPart(offeringId, part)}">${LACK_WORDS[because]}</a></li>`)}</ul>`;
