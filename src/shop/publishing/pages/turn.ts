import type { Frame } from '../../../ui/frame.ts';
import { type Html, html } from '../../../ui/html.ts';
import { notice } from '../../../ui/notice.ts';
import { urls } from '../../../urls.ts';
import type { OfferingState } from '../../catalogue/public.ts';
import { groupRoom } from '../../editing/public.ts';
import type { Touched } from '../store.ts';
import type { Turn } from '../turns.ts';

export type TurnView = {
  readonly offeringId: string;
  readonly name: string;
  readonly state: OfferingState | 'new';
  readonly turn: Turn;
  readonly touched: Touched;
  /** It was tried and could not be: somebody was faster. */
  readonly refused: boolean;
};

type Words = { readonly title: string; readonly button: string; readonly what: string };

const WORDS = {
  closing: {
    title: 'Close for new people',
    button: 'Close it',
    what: 'Its page stays on the site and says that the group takes nobody new for the moment. You can open it again at any time.',
  },
  opening: {
    title: 'Open again',
    button: 'Open it',
    what: 'Chairs that are free can be taken again from now on.',
  },
  withdrawal: {
    title: 'Take off the site',
    button: 'Take it off',
    what: 'Its page is gone from the site, and nobody can take a chair. What is written stays here as a draft; publish it to put it back.',
  },
  archiving: {
    title: 'Put away',
    button: 'Put it away',
    what: 'Its page is gone from the site, and the group leaves the rooms where you work. Nothing of it is deleted, and you can bring it back.',
  },
  return: {
    title: 'Bring back',
    button: 'Bring it back',
    what: 'It comes back as a draft. Nobody sees it before you publish it.',
  },
} as const satisfies Record<Turn, Words>;

/** Before a group changes its state: what happens, and whom it touches. */
export const turnPage = (frame: Frame, view: TurnView): Html => {
  const { offeringId, turn, touched, refused } = view;
  const { title, button, what } = WORDS[turn];
  return groupRoom(frame, {
    offeringId,
    name: view.name,
    state: view.state,
    tab: 'edit',
    title,
    main: html`${refused && notice('care', html`<p><b>This is not possible now.</b> Somebody may have done it before you. The group is shown as it stands.</p>`, { say: true })}
<div class="narrow stack"><p>${what}</p>${turn !== 'opening' && turn !== 'return' && touches(touched)}
<form class="row" method="post" action="${urls.deskGroupTurn(offeringId, turn)}" data-once><button class="btn">${button}</button><a class="btn quiet" href="${urls.deskGroupEdit(offeringId)}">Leave it as it is</a></form></div>`,
  });
};

const touches = ({ confirmed, held, offered, checkouts, carts }: Touched): Html =>
  html`<dl class="facts"><dt>Have a chair, and keep it</dt><dd>${confirmed}</dd><dt>Chairs held while somebody pays</dt><dd>${held}</dd><dt>Chairs offered</dt><dd>${offered}</dd><dt>Checkouts under way</dt><dd>${checkouts}</dd><dt>In carts</dt><dd>${carts}</dd></dl><p class="small soft">Whoever is paying at this moment may finish. Whoever has it in the cart is told that it cannot be taken now.</p>`;
