import { Temporal } from 'temporal-polyfill';

/** The one door to Temporal: an instant is a point in time, a zone is an IANA name, dates are never shifted by hand. */
export { Temporal };

export type Instant = Temporal.Instant;
export type PlainDate = Temporal.PlainDate;
