import { z } from 'zod';
import { Temporal } from '../../kernel/time.ts';
import { type Fault, faultsOf } from './check-instance.ts';
import { type Instance, type Stretch, WEIGHTS } from './model.ts';

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const DAY_MINUTES = 24 * 60;

const name = z.string().trim().min(1).max(200);
const names = z.array(name).max(500).default([]);
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'a time is written 18:30');
const zone = z.string().refine(isZone, 'not a time zone');
const pairs = z
  .array(z.tuple([name, name]))
  .max(100_000)
  .default([]);
const decisions = z
  .array(z.strictObject({ client: name, group: name }))
  .max(100_000)
  .default([]);

const client = z.strictObject({
  id: name,
  struggles: z.record(name, z.number()).default({}),
  /** Hours of the week in which the client can come, in the client's own zone. */
  free: z.array(z.strictObject({ day: z.enum(DAYS), from: time, to: time })).max(100),
  zone: zone.optional(),
  level: z.enum(['newcomer', 'under-way', 'senior']).default('newcomer'),
  languages: z.array(name).min(1).default(['en']),
  online: z.boolean().default(true),
  sites: names,
  mostMinor: z.number().int().min(0).optional(),
  age: z.number().int().min(0).max(130).optional(),
  attributes: z.record(name, name).default({}),
  notAloneIn: names,
  waitingWeeks: z.number().default(0),
  prefers: names,
  sitsIn: name.optional(),
  mayMove: z.boolean().default(false),
});

const group = z.strictObject({
  id: name,
  state: z.enum(['running', 'new']),
  kind: z.enum(['open', 'slow-open', 'closed']).default('slow-open'),
  facilitators: names,
  meets: z.strictObject({ day: z.enum(DAYS), at: time, minutes: z.number().int().min(15).max(480) }),
  zone: zone.optional(),
  language: name.default('en'),
  site: name.optional(),
  min: z.number().int(),
  max: z.number().int(),
  fromMinor: z.number().int().min(0).default(0),
  ageFrom: z.number().int().optional(),
  ageTo: z.number().int().optional(),
  focus: names,
});

const weights = z.strictObject({
  placement: z.number().default(WEIGHTS.placement),
  waiting: z.number().default(WEIGHTS.waiting),
  fullWaitWeeks: z.number().default(WEIGHTS.fullWaitWeeks),
  focus: z.number().default(WEIGHTS.focus),
  preference: z.number().default(WEIGHTS.preference),
  themes: z.number().default(WEIGHTS.themes),
  mix: z.number().default(WEIGHTS.mix),
});

/** What `compose` reads: everything that a plan is made from, as JSON. Unknown fields are faults, so that no rule is lost to a typing error. */
const instance = z.strictObject({
  /** The zone of hours that name none. */
  zone: zone.default('UTC'),
  /** The week that the hours are looked at in, because clocks change: a date as 2026-11-23. */
  week: z.iso.date().default('2026-01-05'),
  vocabulary: z.array(name).min(1).max(200),
  similar: z.array(z.tuple([name, name, z.number().min(0).max(1)])).default([]),
  clients: z.array(client).max(200_000),
  groups: z.array(group).min(1).max(20_000),
  facilitators: z.array(z.strictObject({ id: name, load: z.number().int().min(0) })).default([]),
  together: pairs,
  apart: pairs,
  pinned: decisions,
  vetoed: decisions,
  weights: weights.default(WEIGHTS),
});

export type Read =
  | { readonly ok: true; readonly value: Instance }
  | { readonly ok: false; readonly refusal: readonly Fault[] };

/** An instance from JSON text; every fault with its place. */
export const readInstance = (text: string): Read => {
  const json = parsed(text);
  if (!json.ok) return json;
  const read = instance.safeParse(json.value);
  if (!read.success)
    return {
      ok: false,
      refusal: read.error.issues.map(({ path, message }) => ({ at: path.join('.'), because: message })),
    };
  const value = instanceOf(read.data);
  const faults = faultsOf(value);
  return faults.length === 0 ? { ok: true, value } : { ok: false, refusal: faults };
};

const parsed = (text: string): { ok: true; value: unknown } | { ok: false; refusal: Fault[] } => {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (problem) {
    return { ok: false, refusal: [{ at: 'the file', because: `is not JSON: ${String(problem)}` }] };
  }
};

type Given = z.infer<typeof instance>;

const instanceOf = (given: Given): Instance => {
  const monday = Temporal.PlainDate.from(given.week);
  const week = monday.subtract({ days: monday.dayOfWeek - 1 });
  const shifts = new Map<string, number>();
  const shiftOf = (where: string | undefined) => {
    const key = where ?? given.zone;
    const known = shifts.get(key) ?? week.toZonedDateTime({ timeZone: key, plainTime: '12:00' }).offsetNanoseconds / 6e10;
    shifts.set(key, known);
    return known;
  };
  return {
    ...given,
    clients: given.clients.map(({ zone: own, free, ...rest }) => ({
      ...absent(rest),
      free: free.map(({ day, from, to }) => stretch(day, minutes(from), minutes(to) - minutes(from), shiftOf(own))),
    })),
    groups: given.groups.map(({ zone: own, meets, ...rest }) => ({
      ...absent(rest),
      meets: stretch(meets.day, minutes(meets.at), meets.minutes, shiftOf(own)),
    })),
  };
}; // biome-ignore format: one step a line

const minutes = (written: string): number => Number(written.slice(0, 2)) * 60 + Number(written.slice(3));

/** A stretch that ends before it begins runs into the next day. */
const stretch = (day: (typeof DAYS)[number], from: number, long: number, shift: number): Stretch => {
  const start = DAYS.indexOf(day) * DAY_MINUTES + from - shift;
  return { from: start, to: start + (long > 0 ? long : long + DAY_MINUTES) };
};

type Filled<Row> = { [Key in keyof Row]-?: Row[Key] };
const OPTIONAL = {
  mostMinor: undefined,
  age: undefined,
  sitsIn: undefined,
  site: undefined,
  ageFrom: undefined,
  ageTo: undefined,
};

const absent = <Row extends object>(row: Row): Filled<Row> & typeof OPTIONAL =>
  ({ ...OPTIONAL, ...row }) as Filled<Row> & typeof OPTIONAL;

function isZone(zoneName: string): boolean {
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zoneName) !== undefined;
  } catch {
    return false;
  }
}
