import { writeDate, writeTime } from '../../kernel/formats.ts';
import { CURRENCIES, formatMoney, money } from '../../kernel/money.ts';
import { Temporal } from '../../kernel/time.ts';

export type Choice = { readonly value: string; readonly words: string };

/** ISO 3166-1: every country and territory. */
const REGIONS =
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'.split(
    ' ',
  );

/** How dates, times and money are written; the words of the pages are English. */
const LOCALES =
  'en-US en-GB en-CA en-AU en-NZ en-IE en-IN en-ZA de-DE de-AT de-CH fr-FR fr-CA fr-CH fr-BE es-ES es-MX es-US it-IT it-CH nl-NL nl-BE pt-PT pt-BR pl-PL cs-CZ da-DK sv-SE nb-NO fi-FI hu-HU he-IL ja-JP'.split(
    ' ',
  );

const named = (type: 'region' | 'language' | 'currency') =>
  new Intl.DisplayNames(['en'], { type, languageDisplay: 'standard', fallback: 'code' });
const regionNames = named('region');
const languageNames = named('language');
const currencyNames = named('currency');

/** "Germany" for DE; the code itself where it names no country. */
export const regionName = (code: string): string => (isRegion(code) ? (regionNames.of(code) ?? code) : code);
export const isRegion = (code: string): boolean => REGIONS.includes(code);
export const isLocale = (locale: string): boolean => LOCALES.includes(locale);
export const currencyName = (code: string): string => currencyNames.of(code) ?? code;
export const localeName = (locale: string): string => languageNames.of(locale) ?? locale;

const english = new Intl.Collator('en');
const byWords = (one: Choice, other: Choice) => english.compare(one.words, other.words);
const REGIONS_BY_NAME = REGIONS.map((value) => ({ value, words: regionName(value) })).sort(byWords);

/** Countries by name, those whose crisis lines we know first: "Austria (crisis lines known)". */
export const regionChoices = (known: ReadonlySet<string>): Choice[] => {
  const all = REGIONS_BY_NAME;
  const first = all.filter(({ value }) => known.has(value));
  return [
    ...first.map(({ value, words }) => ({ value, words: `${words} (crisis lines known)` })),
    ...all.filter(({ value }) => !known.has(value)),
  ];
};

const EXAMPLE_DAY = Temporal.PlainDate.from('2026-10-08');
const EXAMPLE_TIME = Temporal.PlainTime.from('18:30');

/** Each way of writing with an example: "English (United States): October 8, 2026, 6:30 PM". */
export const localeChoices = (): Choice[] =>
  LOCALES.map((value) => {
    const day = writeDate(EXAMPLE_DAY, value, { year: 'numeric', month: 'long', day: 'numeric' });
    const time = writeTime(EXAMPLE_TIME, value, { hour: 'numeric', minute: '2-digit' });
    return { value, words: `${localeName(value)}: ${day}, ${time}` };
  });

/** Every currency that PayPal takes, by name: "Euro, €45.00". */
export const currencyChoices = (locale: string): Choice[] =>
  CURRENCIES.map((code) => ({
    value: code,
    words: `${currencyName(code)}, ${formatMoney(money(4500, code), locale)}`,
  })).sort(byWords);

/** Every time zone; one that goes by an old name is put first. */
export const zoneChoices = (current: string): Choice[] => {
  const zones = Intl.supportedValuesOf('timeZone');
  const all = zones.includes(current) ? zones : [current, ...zones];
  return all.map((zone) => ({ value: zone, words: zone.replaceAll('_', ' ').replace('/', ': ') }));
};

/** Whether this is the name of a time zone, old names included. */
export const isZone = (zone: string): boolean => {
  try {
    return /[a-z]/i.test(zone) && Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone) !== null;
  } catch {
    return false;
  }
};
