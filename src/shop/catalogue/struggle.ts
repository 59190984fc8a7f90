/** What may bring somebody to a group. The list is closed: filters, search and listings share it. */
export const STRUGGLES = [
  'grief',
  'worry',
  'low',
  'people',
  'drink',
  'harm',
  'parent',
  'illness',
  'parting',
  'anger',
  'sleep',
  'work',
] as const;

export type Struggle = (typeof STRUGGLES)[number];

export const isStruggle = (text: string): text is Struggle => (STRUGGLES as readonly string[]).includes(text);

/** As a visitor would say it. */
export const STRUGGLE_NAMES = {
  grief: 'A death or loss',
  worry: 'Panic or worry',
  low: 'Low mood',
  people: 'Being around people',
  drink: 'Drinking',
  harm: 'Violence or harm',
  parent: 'A new baby',
  illness: 'Long illness or pain',
  parting: 'A break-up or divorce',
  anger: 'Anger',
  sleep: 'Sleep',
  work: 'Work wearing me out',
} as const satisfies Record<Struggle, string>;

/** Words that people type for it; search finds a group by them although its text has none of them. */
export const STRUGGLE_WORDS = {
  grief: 'grief grieving bereavement bereaved mourning mourn death died dying widow widower loss lost duelo',
  worry: 'anxiety anxious panic attack worry worried fear phobia stress nervous ansiedad',
  low: 'depression depressed sad sadness low mood hopeless empty tired burnout tristeza',
  people: 'shy shyness social lonely loneliness alone confidence quiet',
  drink: 'alcohol drinking drink sober sobriety addiction recovery',
  harm: 'trauma violence abuse assault ptsd survivor harm domestic',
  parent: 'baby newborn mother father mom dad parent parents postpartum postnatal birth',
  illness: 'illness chronic pain cancer diagnosis disease sick health',
  parting: 'divorce breakup separation separated ex marriage relationship',
  anger: 'anger angry temper rage irritable',
  sleep: 'sleep insomnia nights awake tired',
  work: 'work job burnout career stress exhausted caregiver caring',
} as const satisfies Record<Struggle, string>;
