/** Countries of the European Union's common VAT system (Directive 2006/112/EC, article 5). */
const EU = new Set([
  'AT', 'BE', 'BG', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'GR', 'HR', 'HU', 'IE', 'IT', 'LT', 'LU', 'LV', 'MT',
  'NL', 'PL', 'PT', 'RO', 'SE', 'SI', 'SK',
]); // biome-ignore format: a list reads best in rows

/**
 * What is usual where the practice is, as a fact and no advice. Article 132(1)(c) of Directive 2006/112/EC lets member
 * states exempt care by recognized medical professions; the United States have no federal sales tax, and states differ.
 */
export const regionWords = (region: string): string => {
  const country = region.toUpperCase().slice(0, 2);
  if (country === 'US')
    return 'In the United States there is no tax on sales by the whole country; states differ. Many tax no health services, and many do tax files to download.';
  if (EU.has(country))
    return 'In the European Union care by recognized health professions is often exempt from VAT, coaching and courses often are not, and files to download are mostly taxed.';
  if (country === 'GB')
    return 'In the United Kingdom care by registered health professions is often exempt from VAT; other services and files to download often are not.';
  return 'In many countries therapy is exempt from tax and files to download are not.';
};
