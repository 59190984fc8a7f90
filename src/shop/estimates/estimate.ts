import { type Currency, formatMoney, money } from '../../kernel/money.ts';
import type { Instant, PlainDate } from '../../kernel/time.ts';
import { type EstimateSettings, regionAsks } from './settings.ts';

/** One service of an estimate: how often, on which days, what it is expected to cost. */
export type EstimateLine = {
  readonly words: string;
  readonly count: number;
  /** ISO dates where the group meets. */
  readonly days: readonly string[];
  readonly each: string;
  readonly amount: string;
};

/** An estimate as it is shown, and kept as it was shown. Amounts are in the words of its locale. */
export type Estimate = {
  readonly version: 1;
  /** ISO date. */
  readonly madeOn: string;
  readonly practice: readonly string[];
  readonly provider: readonly string[];
  /** Undefined before anybody has said who comes. */
  readonly attendee?: string;
  readonly locale: string;
  readonly lines: readonly EstimateLine[];
  /** What takes off, and what comes on top. */
  readonly parts: readonly { readonly words: string; readonly price: string }[];
  readonly total: string;
  /** What the region, and fairness, want to be said with it. */
  readonly notes: readonly string[];
};

type Service = {
  readonly kind: 'seat';
  readonly meetings: readonly { readonly startsAt: Instant }[];
  readonly zone: string;
  readonly unitMinor: number;
  readonly totalMinor: number;
};

/** A file beside the services: it stands on the estimate so that the sum is the one to be paid. */
type FileToHave = { readonly kind: 'workbook'; readonly unitMinor: number; readonly totalMinor: number };

/** What is about to be bought, as it was frozen or would be. */
export type Purchase = {
  readonly currency: Currency;
  readonly attendee: string | null;
  readonly lines: readonly (Service | FileToHave)[];
  readonly parts: Estimate['parts'];
  readonly taxInside: string | undefined;
  readonly totalMinor: number;
};

export type Maker = {
  readonly name: string;
  readonly address: readonly string[];
  readonly phone: string | undefined;
  readonly email: string;
  readonly region: string;
  readonly locale: string;
};

/** The estimate of a purchase: the sum is the one that would be paid now, to the cent. */
export const estimateOf = (
  maker: Maker,
  settings: EstimateSettings,
  { purchase, madeOn }: { readonly purchase: Purchase; readonly madeOn: PlainDate },
): Estimate => {
  const { currency, attendee, parts, taxInside } = purchase;
  const price = (minor: number) => formatMoney(money(minor, currency), maker.locale);
  return {
    version: 1,
    madeOn: madeOn.toString(),
    practice: [maker.name, ...maker.address, ...(maker.phone ? [maker.phone] : []), maker.email],
    provider: settings.provider.split('\n').filter((line) => line !== ''),
    ...(attendee === null ? {} : { attendee }),
    locale: maker.locale,
    lines: purchase.lines.map((line) => ({
      ...whatOf(line, settings.service),
      each: price(line.unitMinor),
      amount: price(line.totalMinor),
    })),
    parts,
    total: price(purchase.totalMinor),
    notes: [...(taxInside === undefined ? [] : [taxInside]), ...notesFor(maker.region)],
  };
};

const whatOf = (line: Purchase['lines'][number], service: string) => {
  if (line.kind === 'workbook') return { words: 'A file to download', count: 1, days: [] };
  const dayOf = (startsAt: Instant) => startsAt.toZonedDateTimeISO(line.zone).toPlainDate().toString();
  const days = line.meetings.map(({ startsAt }) => dayOf(startsAt));
  return { words: service, count: days.length, days };
};

const NOTES = [
  'This is what we expect to charge, made from the meetings and the price above. It is no contract: it obliges nobody to come or to pay.',
  'It covers the meetings above and nothing else. If something else would help, such as a talk of your own, it has its own price and you hear it before.',
];

/** A bill that is 400 dollars or more above the estimate may be questioned for 120 days (45 CFR 149.620). */
const US_NOTES = [
  'What you are charged can differ from this estimate. If a bill is $400 or more above it, you have the right to dispute the bill: tell us, or begin a patient-provider dispute at the U.S. Department of Health and Human Services within 120 days of the date on the bill. The department takes a small fee for it.',
  'How to do that is told at www.cms.gov/nosurprises or by phone at 1-800-985-3059. A dispute changes nothing in how you are cared for here.',
  'Keep this page, or a picture of it. You may need it if a bill is higher.',
];

const notesFor = (region: string): readonly string[] =>
  regionAsks(region) ? [...NOTES, ...US_NOTES] : NOTES;
