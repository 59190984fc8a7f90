import { badge } from '../../../ui/badge.ts';
import type { Frame } from '../../../ui/frame.ts';
import { type Html, html } from '../../../ui/html.ts';
import { localTime } from '../../../ui/local-time.ts';
import { table } from '../../../ui/table.ts';
import { urls } from '../../../urls.ts';
import type { RosterLine } from '../roster.ts';

export type State = readonly [words: string, kind: 'plain' | 'wait' | 'off'];

/** A state in a shape and words. */
export const stateBadge = ([words, kind]: State): Html => badge(words, kind);

const SEAT_WORDS = { paid: 'Bought', granted: 'Given', freed: 'Given back' } as const;

const ENROLMENT_WORDS = {
  active: ['In the group', 'plain'],
  paused: ['Pausing', 'wait'],
  completed: ['Completed', 'off'],
  left: ['Left', 'off'],
  withdrawn: ['Withdrew', 'off'],
  refused: ['Not taken', 'off'],
} as const satisfies Record<
  NonNullable<RosterLine['enrolment']>['state'],
  readonly [string, 'plain' | 'wait' | 'off']
>;

/** Who has, or had, a chair in a group. */
export const rosterTable = (frame: Frame, caption: string, lines: readonly RosterLine[]): Html => {
  const { zone, locale } = frame.practice;
  return table(
    caption,
    [
      {
        head: 'Name',
        cell: (line) => html`<a href="${urls.deskPerson(line.seatId)}">${line.attendeeName}</a>`,
      },
      { head: 'E-mail', cell: (line) => line.attendeeEmail },
      {
        head: 'In the group',
        cell: (line) =>
          line.enrolment ? stateBadge(ENROLMENT_WORDS[line.enrolment.state]) : badge('On the way', 'wait'),
      },
      { head: 'Chair', cell: (line) => SEAT_WORDS[line.state] },
      { head: 'Since', cell: (line) => localTime(line.since, zone, locale) },
      {
        head: 'Order',
        cell: (line) =>
          line.orderId === null
            ? 'None'
            : html`<a href="${urls.deskOrder(line.orderId)}">${line.orderNumber}</a>`,
      },
      {
        head: 'Give back, or move',
        cell: (line) =>
          html`<a href="${urls.deskSeatWithdrawal(line.seatId)}">${line.state === 'freed' ? 'What was done' : 'Give back'}<span class="vh">: ${line.attendeeName}</span></a>${line.state !== 'freed' && html`<br><a href="${urls.deskSeatTransfer(line.seatId)}">Move<span class="vh">: ${line.attendeeName}</span></a>`}`,
      },
    ],
    lines,
  );
};
