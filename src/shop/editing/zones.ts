/** Every IANA zone that this machine knows, the practice's own and a draft's among them. */
export const zonesWith = (...own: readonly (string | undefined)[]): readonly string[] => [
  ...new Set([...own.filter((zone) => zone !== undefined), ...Intl.supportedValuesOf('timeZone'), 'UTC']),
];

/** ISO 639 codes of languages in which groups are held somewhere; a draft's own are always among them. */
const LANGUAGES =
  'am ar az be bg bn bs ca cs cy da de el en es et eu fa fi fil fr ga gl gu he hi hr ht hu hy id is it ja ka kk km ko ku lo lt lv mk ml mn mr ms my ne nl no pa pl ps pt ro ru sgn sk sl so sq sr sv sw ta te th ti tr uk ur uz vi xh yi yo zh zu'.split(
    ' ',
  );

export const languagesWith = (own: readonly string[]): readonly string[] => [
  ...new Set([...own, ...LANGUAGES]),
];
