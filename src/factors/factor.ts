/** The nine benefits of group therapy, in the order of the page they come from. The list is closed. */
export const FACTORS = [
  'universality',
  'alliance',
  'perspective',
  'support',
  'identification',
  'insight',
  'modeling',
  'process',
  'connections',
] as const;

export type Factor = (typeof FACTORS)[number];

export const FACTOR_NAMES = {
  universality: 'Universality',
  alliance: 'Broadened therapeutic alliance',
  perspective: 'Broader perspective',
  support: 'Broader support system',
  identification: 'Group identification',
  insight: 'Greater insight',
  modeling: 'Modeling',
  process: 'Group processes',
  connections: 'Connections',
} as const satisfies Record<Factor, string>;

/** The fixed seat of a factor in the circle, 1 to 9 clockwise from the top; it also picks its dye (.f1 to .f9). */
export const seatOf = (factor: Factor): number => FACTORS.indexOf(factor) + 1;

export const isFactor = (text: string): text is Factor => (FACTORS as readonly string[]).includes(text);
