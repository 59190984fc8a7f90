import type { Instant } from '../../../kernel/time.ts';
import type { Frame } from '../../../ui/frame.ts';
import { urls } from '../../../urls.ts';
import type { Listing } from '../listing.ts';
import { fromMinor } from '../price-words.ts';
import { marksBetween, type Schedule } from '../schedule.ts';
import { DAY_NAMES } from '../schedule-words.ts';
import type { GroupPage } from './group.ts';

/** A group as schema.org's EventSeries: a schedule, where, and what a chair costs. */
export const schemaOf = (frame: Frame, { listing, sale, next, now }: GroupPage): unknown => ({
  '@context': 'https://schema.org',
  '@type': 'EventSeries',
  name: listing.name,
  description: listing.summary,
  url: frame.origin + urls.group(listing.address),
  inLanguage: listing.languages,
  organizer: { '@type': 'Organization', name: frame.practice.name, url: frame.origin + urls.home() },
  eventAttendanceMode: `https://schema.org/${listing.format === 'online' ? 'Online' : 'Offline'}EventAttendanceMode`,
  location: locationOf(frame, listing),
  maximumAttendeeCapacity: listing.seats.capacity,
  ...(next ? { startDate: next.startsAt.toString(), endDate: next.endsAt.toString() } : {}),
  eventSchedule: {
    '@type': 'Schedule',
    repeatFrequency: `P${listing.schedule.every}W`,
    byDay: `https://schema.org/${DAY_NAMES[listing.schedule.weekday - 1]}`,
    startTime: `${listing.schedule.time}:00`,
    duration: `PT${listing.schedule.minutes}M`,
    scheduleTimezone: listing.schedule.zone,
    exceptDate: exceptDates(listing.schedule, now),
  },
  offers: offersOf(frame, listing, sale.ok),
});

const BEATS_LOOKED_AT = 26;

/** Dates of the beat on which there is no meeting, half a year of weekly ones ahead. */
const exceptDates = (schedule: Schedule, now: Instant): string[] => {
  const until = now.add({ hours: BEATS_LOOKED_AT * schedule.every * 7 * 24 });
  return marksBetween(schedule, { from: now, until })
    .filter(({ kind }) => kind !== 'meeting')
    .map(({ slot }) => slot);
};

const locationOf = (frame: Frame, { format, address, place }: Listing) =>
  format === 'online'
    ? { '@type': 'VirtualLocation', url: frame.origin + urls.group(address) }
    : { '@type': 'Place', name: frame.practice.name, address: place };

/** Prices of one meeting, as the page shows them. */
const offersOf = (frame: Frame, { tiers, currency, address }: Listing, isOnSale: boolean) => ({
  '@type': 'AggregateOffer',
  priceCurrency: currency,
  lowPrice: fromMinor(Math.min(...tiers.map(({ unitMinor }) => unitMinor)), currency),
  highPrice: fromMinor(Math.max(...tiers.map(({ unitMinor }) => unitMinor)), currency),
  offerCount: tiers.length,
  availability: `https://schema.org/${isOnSale ? 'InStock' : 'SoldOut'}`,
  url: frame.origin + urls.group(address),
});
