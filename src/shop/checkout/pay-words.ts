/** Where the button of an order has to say that it costs (Directive 2011/83/EU, article 8(2)). */
const SAYS_THAT_IT_COSTS = new Set([
  'EU', 'AT', 'BE', 'BG', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'GR', 'HR', 'HU', 'IE', 'IT', 'LT', 'LU',
  'LV', 'MT', 'NL', 'PL', 'PT', 'RO', 'SE', 'SI', 'SK',
]); // biome-ignore format: a list reads best in rows

/** The words on the button that begins to pay, by the practice's region ("US", "DE-BY"); a free chair costs nothing. */
export const payWords = (
  region: string,
  totalMinor: number,
  bought: { readonly chairs: number; readonly things: number } = { chairs: 1, things: 0 },
): string => {
  if (totalMinor === 0) return bought.things === 0 ? 'Take the chair' : 'Place the order';
  const country = region.toUpperCase().slice(0, 2);
  return SAYS_THAT_IT_COSTS.has(country) ? 'Order with obligation to pay' : 'Pay with PayPal';
};
