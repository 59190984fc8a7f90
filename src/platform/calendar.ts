import ical, {
  ICalCalendarMethod,
  ICalEventBusyStatus,
  ICalEventClass,
  ICalEventStatus,
} from 'ical-generator';
import type { Temporal } from '../kernel/time.ts';

export type CalendarEvent = {
  /** Stays the same when the file is fetched again, so that a calendar mends its entry instead of doubling it. */
  readonly uid: string;
  readonly startsAt: Temporal.Instant;
  readonly endsAt: Temporal.Instant;
  /** Rises with each change, so that a calendar takes the newest (RFC 5545 section 3.8.7.4). */
  readonly sequence?: number;
  /** True for a meeting that is called off: calendars strike the entry they have. */
  readonly isOff?: boolean;
};

export type CalendarFile = {
  /** Neutral: a shared calendar, a lock screen and a smart watch show it. "Appointment" unless told. */
  readonly title?: string;
  /** Neutral name and address of the practice. */
  readonly organiser?: { readonly name: string; readonly email: string };
  readonly meetings: readonly CalendarEvent[];
  readonly place?: string;
  /** When the file is made. */
  readonly stamp: Temporal.Instant;
};

/**
 * An iCalendar file (RFC 5545) with one event a meeting. Times are UTC instants: each was worked out in the
 * group's zone before, so no reader has to know that zone's rules. The events are marked private.
 */
export const calendarFile = ({
  title = 'Appointment',
  organiser,
  meetings,
  place,
  stamp,
}: CalendarFile): string => {
  const calendar = ical({
    prodId: { company: 'Ninefold', product: 'Appointments', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
  });
  for (const { uid, startsAt, endsAt, sequence = 0, isOff = false } of meetings)
    calendar.createEvent({
      id: uid,
      summary: title,
      start: startsAt,
      end: endsAt,
      stamp,
      sequence,
      ...(isOff ? { status: ICalEventStatus.CANCELLED } : {}),
      class: ICalEventClass.PRIVATE,
      busystatus: ICalEventBusyStatus.BUSY,
      ...(place ? { location: place } : {}),
      ...(organiser ? { organizer: { name: organiser.name, email: organiser.email } } : {}),
    });
  return calendar.toString();
};
