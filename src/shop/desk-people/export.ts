import { row } from '../../kernel/csv.ts';
import type { Person } from './person.ts';

export const headRow = (): string => row(['Name', 'E-mail', 'Orders', 'Chairs now', 'Seen last']);

/** One person as a line: no group is named, because a list of who sits where is a list of what people carry. */
export const personRow = ({ name, email, orders, chairs, seenAt }: Person, zone: string): string =>
  row([name, email, orders, chairs, seenAt.toZonedDateTimeISO(zone).toPlainDate().toString()]);
