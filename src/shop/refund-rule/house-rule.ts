import type { RefundRule } from './rule.ts';

/**
 * Where distance contracts can be withdrawn from for fourteen days: the EU (Directive 2011/83/EU, article 9), the other
 * states of the EEA, and the United Kingdom (Consumer Contracts Regulations 2013, regulation 29).
 */
const COOLING_OFF = new Set([
  'AT', 'BE', 'BG', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'GB', 'GR', 'HR', 'HU', 'IE', 'IS', 'IT', 'LI',
  'LT', 'LU', 'LV', 'MT', 'NL', 'NO', 'PL', 'PT', 'RO', 'SE', 'SI', 'SK',
]); // biome-ignore format: a list reads best in rows

export const COOLING_OFF_DAYS = 14;

/** Whether the region ("US", "DE-BY") is one where a cooling-off time is usual. */
export const hasCoolingOff = (region: string): boolean => COOLING_OFF.has(region.toUpperCase().slice(0, 2));

/** The rule of a practice that has not written its own yet: mild, and with a cooling-off time where one is usual. */
export const houseRule = (region: string): RefundRule => ({
  fullUntilDays: 7,
  shareBefore: 50,
  shareAfter: 0,
  feeMinor: 0,
  coolingOffDays: hasCoolingOff(region) ? COOLING_OFF_DAYS : 0,
});
