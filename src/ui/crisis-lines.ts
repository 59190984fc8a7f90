/** Where to turn when waiting is not safe, by region. Numbers change: each set says when it was written down. */
export type CrisisLine = {
  readonly name: string;
  /** As people read it. */
  readonly number: string;
  /** For tel: and sms: addresses; digits and a leading plus only. */
  readonly call?: string;
  readonly text?: string;
  readonly hours: string;
  readonly site?: string;
};

export type CrisisRegion = {
  readonly place: string;
  /** The number for danger at this moment. */
  readonly emergency: string;
  readonly lines: readonly [CrisisLine, ...CrisisLine[]];
  /** ISO date on which the numbers were written down. A practice compares its own with the line itself before it opens. */
  readonly checkedOn: string;
};

const SAMARITANS = {
  number: '116 123',
  call: '116123',
  hours: 'any hour, free',
  name: 'Samaritans',
} as const;
const CHECKED = '2026-11-23';

/** Regions by their code in the practice's setting. */
export const CRISIS_REGIONS: Readonly<Record<string, CrisisRegion>> = {
  US: {
    place: 'the United States',
    emergency: '911',
    lines: [
      {
        name: '988 Suicide & Crisis Lifeline',
        number: '988',
        call: '988',
        text: '988',
        hours: 'any hour, free',
        site: 'https://988lifeline.org/',
      },
    ],
    checkedOn: CHECKED,
  },
  CA: {
    place: 'Canada',
    emergency: '911',
    lines: [
      {
        name: '9-8-8: Suicide Crisis Helpline',
        number: '988',
        call: '988',
        text: '988',
        hours: 'any hour, free',
        site: 'https://988.ca/',
      },
    ],
    checkedOn: CHECKED,
  },
  GB: {
    place: 'the United Kingdom',
    emergency: '999',
    lines: [{ ...SAMARITANS, site: 'https://www.samaritans.org/' }],
    checkedOn: CHECKED,
  },
  IE: {
    place: 'Ireland',
    emergency: '112',
    lines: [{ ...SAMARITANS, site: 'https://www.samaritans.org/ireland/' }],
    checkedOn: CHECKED,
  },
  DE: {
    place: 'Germany',
    emergency: '112',
    lines: [
      {
        name: 'TelefonSeelsorge',
        number: '0800 111 0 111',
        call: '08001110111',
        hours: 'any hour, free',
        site: 'https://www.telefonseelsorge.de/',
      },
    ],
    checkedOn: CHECKED,
  },
  AT: {
    place: 'Austria',
    emergency: '112',
    lines: [
      {
        name: 'TelefonSeelsorge',
        number: '142',
        call: '142',
        hours: 'any hour, free',
        site: 'https://www.telefonseelsorge.at/',
      },
    ],
    checkedOn: CHECKED,
  },
  CH: {
    place: 'Switzerland',
    emergency: '112',
    lines: [
      {
        name: 'Die Dargebotene Hand',
        number: '143',
        call: '143',
        hours: 'any hour',
        site: 'https://www.143.ch/',
      },
    ],
    checkedOn: CHECKED,
  },
  AU: {
    place: 'Australia',
    emergency: '000',
    lines: [
      {
        name: 'Lifeline',
        number: '13 11 14',
        call: '131114',
        hours: 'any hour',
        site: 'https://www.lifeline.org.au/',
      },
    ],
    checkedOn: CHECKED,
  },
  NZ: {
    place: 'New Zealand',
    emergency: '111',
    lines: [
      {
        name: '1737',
        number: '1737',
        call: '1737',
        text: '1737',
        hours: 'any hour, free',
        site: 'https://1737.org.nz/',
      },
    ],
    checkedOn: CHECKED,
  },
};

/** A list of lines in other countries, kept by others. */
export const EVERYWHERE = { name: 'Find A Helpline', address: 'https://findahelpline.com/' } as const;

/** The region's lines; undefined where we know none, so that pages point to the list for all countries. */
export const crisisRegion = (code: string): CrisisRegion | undefined =>
  Object.hasOwn(CRISIS_REGIONS, code) ? CRISIS_REGIONS[code] : undefined;

/** Everything of a region that a person would call, as pages print it; the list for all countries where we know none. */
export const crisisNumbers = (code: string): readonly string[] => {
  const region = crisisRegion(code);
  if (!region) return [EVERYWHERE.address];
  return [region.emergency, ...region.lines.map(({ name, number }) => `${name}: ${number}`)];
};
