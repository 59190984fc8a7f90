/** Parts of words that speak of health wherever they stand: "Physiotherapy", "Gruppentherapie". */
const ANYWHERE = [
  'therap', 'terap', 'psych', 'psicol', 'counsel', 'clinic', 'klinik', 'depress', 'trauma', 'suicid', 'suizid', 'addict',
  'gesundheit', 'alcohol', 'alkohol', 'bipolar', 'autis', 'anxiet', 'disorder', 'rehab', 'neuro', 'medizin', 'hospital',
]; // biome-ignore format: a list reads best in rows

/** Whole words that speak of health. */
const WORDS = new Set([
  'mental', 'health', 'healing', 'heal', 'healers', 'medical', 'medicine', 'grief', 'grieving', 'bereavement', 'mourning',
  'anxious', 'adhd', 'ocd', 'ptsd', 'panic', 'sober', 'sobriety', 'recovery', 'detox', 'crisis', 'abuse', 'survivor',
  'survivors', 'illness', 'patient', 'patients', 'treatment', 'wellness', 'sante', 'salud', 'saude', 'salute', 'sucht', 'angst',
  'trauer', 'krise', 'deuil', 'duelo', 'lutto', 'hiv', 'aids', 'cancer', 'krebs', 'burnout',
]); // biome-ignore format: a list reads best in rows

/**
 * The first word of a name that speaks of health, as it was written; undefined when none does. The neutral name stands
 * on bank statements and in other people's mail programs, where it must say nothing of why somebody pays.
 */
export const tellingWord = (name: string): string | undefined =>
  name.split(/[^\p{L}\p{N}]+/u).find((word) => {
    const plain = word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    return WORDS.has(plain) || ANYWHERE.some((part) => plain.includes(part));
  });
