import { badge } from '../../../ui/badge.ts';
import { empty } from '../../../ui/empty.ts';
import { field } from '../../../ui/field.ts';
import type { Frame } from '../../../ui/frame.ts';
import { type Html, html } from '../../../ui/html.ts';
import { localTime } from '../../../ui/local-time.ts';
import { errorSummary, notice } from '../../../ui/notice.ts';
import { page } from '../../../ui/page.ts';
import { table } from '../../../ui/table.ts';
import { urls } from '../../../urls.ts';
import type { ListHead } from '../desk-store.ts';
import type { Entry } from '../entry.ts';
import type { Next, SkipReason } from '../next.ts';
import { idleWords, SKIP_WORDS } from '../skip-words.ts';
import { dayWords } from './words.ts';

export type GroupPage = {
  readonly head: ListHead;
  readonly entries: readonly Entry[];
  /** Ids of the entries, in the order of the line. */
  readonly order: readonly string[];
  readonly next: Next;
  readonly free: number;
  /** Whether this person facilitates the group, and reads who is kept apart. */
  readonly facilitates: boolean;
  readonly unreadStatements: number;
  readonly pause?: { readonly because: string; readonly error: string };
  readonly done?: 'paused' | 'resumed' | undefined;
};

const DONE = {
  paused: 'The list is paused. Nobody is offered a chair until you go on.',
  resumed: 'The list goes on.',
} as const;

/** The waiting list of one group: who is next, and for everybody else why not now. */
export const groupPage = (frame: Frame, view: GroupPage): Html => {
  const { head, entries, done, pause } = view;
  return page(frame, {
    title: `Waiting for ${head.groupName}`,
    current: urls.deskWaiting(),
    room: 'desk',
    main: html`<div class="wrap stack g5 py">
<p class="small"><a href="${urls.deskWaiting()}">All who wait</a></p>
<div class="stack g2"><h1 class="t3">Waiting for ${head.groupName}</h1><p>${chairs(view)}</p>${frame.signedIn?.desk && html`<p><a class="btn quiet sm" href="${urls.deskGroupOffers(head.groupId)}">Offers and free chairs</a></p>`}</div>
${done && notice('good', html`<p>${DONE[done]}</p>`, { say: true })}
${pause && errorSummary({ because: pause.error })}
${idle(view)}
<div class="card stack g3"><h2 class="t2">The line</h2>
${entries.length === 0 ? empty('Nobody waits for this group.') : line(frame, view)}</div>
${apart(view)}
${pausing(frame, view)}
</div>`,
  });
};

const chairs = ({ free, entries }: GroupPage): string => {
  const waiting = entries.length === 1 ? 'One person is' : `${entries.length} people are`;
  const open = free === 1 ? 'one chair can' : `${free === 0 ? 'no chair' : `${free} chairs`} can`;
  return `${waiting} in line, and ${open} be offered at this moment.`;
};

const idle = ({ next }: GroupPage): Html | false =>
  next.idle !== undefined &&
  notice(
    'care',
    html`<p><b>A chair stays empty although somebody waits:</b> ${idleWords(next.idle.seats, next.idle.because)}</p>`,
  );

const line = (frame: Frame, { entries, order, next }: GroupPage): Html => {
  const becauseOf = new Map<string, SkipReason>(
    next.skipped.map(({ entryId, because }) => [entryId, because]),
  );
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const rows = order.flatMap((id) => byId.get(id) ?? []);
  return table(
    'The line',
    [
      {
        head: 'Name',
        cell: (entry: Entry) => html`<a href="${urls.deskEntry(entry.id)}">${entry.name}</a>`,
      },
      { head: 'Now', cell: (entry) => standing(becauseOf.get(entry.id)) },
      {
        head: 'Since',
        cell: (entry) => entry.since && html`<span class="num">${dayWords(entry.since, frame)}</span>`,
      },
      { head: 'Together', cell: (entry) => (entry.pairState === 'linked' ? 'Two' : '') },
      {
        head: 'Priority',
        number: true,
        cell: (entry) => (entry.priority === 0 ? '' : String(entry.priority)),
      },
    ],
    rows,
  );
};

const FITS: readonly SkipReason[] = ['no-chair-free', 'two-chairs-needed', 'list-paused'];

const standing = (because: SkipReason | undefined): Html => {
  if (because === undefined) return html`${badge('Next', 'plain')} An offer goes out within a minute`;
  return html`${badge(FITS.includes(because) ? 'Fits' : 'Not now', FITS.includes(because) ? 'open' : 'wait')} ${SKIP_WORDS[because].replace(/^Fits\. /, '')}`;
};

const apart = ({ head, facilitates, unreadStatements }: GroupPage): Html =>
  html`<section class="card stack g3" aria-labelledby="apart-h"><h2 class="t2" id="apart-h">Kept apart</h2>
<p>${unreadStatements > 0 ? 'Somebody has said with whom they must not sit, and it has to be read before they are offered a chair.' : 'Some people must not sit together. Nobody in line learns who.'}</p>
${facilitates ? html`<p><a class="btn quiet sm" href="${urls.deskApart(head.groupId)}">${unreadStatements > 0 ? 'Read it' : 'Who is kept apart'}</a></p>` : html`<p class="soft">Only the facilitators of this group read and change it.</p>`}</section>`;

const pausing = (frame: Frame, { head, pause }: GroupPage): Html => {
  const { zone, locale } = frame.practice;
  const { pausedBecause, pausedByName, pausedAt, groupId } = head;
  if (pausedBecause !== null)
    return html`<section class="card stack g3" aria-labelledby="pause-h"><h2 class="t2" id="pause-h">The list is paused</h2><p>“${pausedBecause}”<br><span class="small soft">${pausedByName}${pausedAt && html`, ${localTime(pausedAt, zone, locale)}`}</span></p><form method="post" action="${urls.deskWaitingPause(groupId)}"><input type="hidden" name="do" value="resume"><button class="btn">Go on offering</button></form></section>`;
  return html`<form class="card stack g3" method="post" action="${urls.deskWaitingPause(groupId)}" novalidate><h2 class="t2">Pause the list</h2><p>No chair is offered until you go on. A free chair then stays empty, and this page and Today say why.</p><input type="hidden" name="do" value="pause">
${field({ label: 'Why?', name: 'because', value: pause?.because, error: pause?.error, maxlength: 200, hint: 'For your colleagues; nobody in line sees it.' })}
<p><button class="btn quiet">Pause the list</button></p></form>`;
};
