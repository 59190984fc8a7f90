import type { PracticeId } from '../../kernel/id.ts';
import type { Queryable } from '../../platform/db.ts';
import { firstMeeting, nextMeetings, problemsOf } from '../catalogue/public.ts';
import type { Edited } from './actions.ts';
import type { Facts } from './lacks.ts';
import * as store from './store.ts';

/** Chairs that are paid, granted, held or offered. */
export const takenOf = ({ printed }: Pick<Edited, 'printed'>): number =>
  printed ? printed.confirmed + printed.held + printed.offered : 0;

/** What the practice and the calendar say about a draft, by the database's clock. */
export const factsOf = async (sql: Queryable, practiceId: PracticeId, group: Edited): Promise<Facts> => {
  const { schedule } = group.content;
  const [agreements, facilitators, now] = [
    await store.agreementsOf(sql, practiceId),
    await store.facilitatorsOf(sql, practiceId),
    await store.databaseNow(sql),
  ];
  const first = schedule && firstMeeting(schedule);
  return {
    agreementVersions: agreements.map(({ version }) => version),
    facilitatorIds: facilitators.map(({ id }) => id),
    taken: takenOf(group),
    firstMeetingOn: first?.startsAt
      .toZonedDateTimeISO(schedule?.zone ?? 'UTC')
      .toPlainDate()
      .toString(),
    hasMeetingToCome: schedule !== null && nextMeetings(schedule, now, 1).length > 0,
    scheduleProblems: schedule === null ? 0 : problemsOf(schedule).length,
  };
};
