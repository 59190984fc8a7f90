// The practice room at the desk, in its states.
import { Temporal } from '../../../src/kernel/time.ts';
import type { Visitor } from '../app.ts';
import type { State } from './state.ts';

const SETTINGS = {
  name: 'Rowan Street Group Practice', neutralName: 'RS Practice', email: 'hello@rowanstreet.example', phone: '503-555-0117',
  address: '214 Rowan Street\nPortland, Oregon', region: 'US', zone: 'America/Los_Angeles', locale: 'en-US', currency: 'USD',
}; // biome-ignore format: rows

const settingsStates = (by: Visitor): State[] => {
  const path = '/desk/practice/settings';
  return [
    { name: 'practice', path: '/desk/practice', by },
    { name: 'settings', path, by },
    { name: 'settings gone wrong', path, by, fields: { ...SETTINGS, email: 'hello' }, status: 422 },
    { name: 'settings that tell', path, by, fields: { ...SETTINGS, opened: '0', neutralName: 'RS Therapy' }, status: 422 },
    { name: 'settings changed meanwhile', path, by, fields: { ...SETTINGS, opened: '99' }, status: 409 },
    { name: 'a currency that stands', path, by, fields: { ...SETTINGS, opened: '0', currency: 'EUR' }, status: 409 },
    { name: 'settings saved', path, by, fields: { ...SETTINGS, opened: '0', phone: '503-555-0118' } },
    { name: 'history of the settings', path: '/desk/practice/settings/history', by },
  ];
}; // biome-ignore format: rows

const colorStates = (by: Visitor): State[] => {
  const path = '/desk/practice/colors';
  return [
    { name: 'colors', path, by },
    { name: 'a color tried', path: `${path}?dye=%231d487c`, by },
    { name: 'a color hard to read', path: `${path}?dye=own&own=%23ffcc00`, by },
    { name: 'no color', path, by, fields: { dye: 'own', own: 'blue' }, status: 422 },
    { name: 'a color worn', path, by, fields: { dye: '#6a2d5f' } },
    { name: 'the first page in another color', path: '/' },
    { name: 'the house’s own color again', path, by, fields: { dye: '#174f39' } },
  ];
};

/** One place of each shape, from its first look to the version before. */
const wordStates = (by: Visitor): State[] => {
  const path = '/desk/practice/words';
  const questions = '# Is there a lift?\n\nYes, *at the back*.\n\n# And parking?\n\n- Rowan Street\n- [ask us](/contact)';
  const about = 'We began in 2009.\n\n# How we work\n\n> Slowly.\n\n1. Listen\n2. Ask';
  return [
    { name: 'words', path, by },
    { name: 'a line to write', path: `${path}/home-title`, by },
    { name: 'a line gone wrong', path: `${path}/home-title`, by, fields: { body: 'One\nTwo' }, status: 422 },
    { name: 'questions to write', path: `${path}/home-questions`, by },
    { name: 'questions without an answer', path: `${path}/home-questions`, by, fields: { body: '# Why?' }, status: 422 },
    { name: 'questions saved and looked at', path: `${path}/home-questions`, by, fields: { body: questions } },
    { name: 'about us saved and looked at', path: `${path}/about`, by, fields: { body: `${about}\n\n![us](/x.png) <b>` } },
    { name: 'about us with a draft', path: `${path}/about`, by },
    { name: 'about us published too late', path: `${path}/about/publication`, by, fields: { over: '7' }, status: 409 },
    { name: 'about us published', path: `${path}/about/publication`, by, fields: { over: '0' } },
    { name: 'a notice saved and looked at', path: `${path}/home-notice`, by, fields: { body: 'Closed until *January 6*.' } },
    { name: 'a notice published', path: `${path}/home-notice/publication`, by, fields: { over: '0' } },
    { name: 'about us in own words', path: '/about', by },
    { name: 'the first page with a notice', path: '/', by },
    { name: 'versions of about us', path: `${path}/about/versions`, by },
    { name: 'brought back too late', path: `${path}/about/return`, by, fields: { version: '0', over: '7' }, status: 409 },
    { name: 'about us as it was', path: `${path}/about/return`, by, fields: { version: '0', over: '1' } },
    { name: 'a notice taken away', path: `${path}/home-notice/return`, by, fields: { version: '0', over: '1' } },
    { name: 'a draft thrown away', path: `${path}/home-questions/draft-removal`, by, fields: {} },
    { name: 'a preview without a draft', path: `${path}/privacy/preview`, by },
    { name: 'a place that is none', path: `${path}/nowhere`, by, status: 404 },
  ];
}; // biome-ignore format: rows

/** The example's first and last facilitators: one leads groups, one is added and retires. */
const facilitatorStates = async (by: Visitor): Promise<State[]> => {
  const path = '/desk/practice/facilitators';
  const nora = { name: 'Nora Quill', credentials: 'LCSW', about: 'Listens slowly.', languages: 'en', address: '', email: 'nora@rowanstreet.example' };
  await by.post(`${path}/new`, nora);
  const { body } = await by.get(path);
  const idOf = (name: string) => new RegExp(`href="(${path}/[0-9a-f-]{36})">${name}`).exec(body)?.[1] ?? '';
  const [added, leads] = [idOf('Nora Quill'), idOf('Imani Okafor')];
  return [
    { name: 'facilitators', path, by },
    { name: 'a facilitator to add', path: `${path}/new`, by },
    { name: 'a facilitator gone wrong', path: `${path}/new`, by, fields: { ...nora, email: 'nora', address: '¿?' }, status: 422 },
    { name: 'a facilitator with a taken address', path: `${path}/new`, by, fields: nora, status: 409 },
    { name: 'a facilitator looked at', path: `${path}/new`, by, fields: { ...nora, step: 'look' } },
    { name: 'a facilitator written on', path: `${path}/new`, by, fields: { ...nora, step: 'write' } },
    { name: 'a facilitator', path: added, by },
    { name: 'a facilitator changed meanwhile', path: added, by, fields: { ...nora, opened: '99' }, status: 409 },
    { name: 'a facilitator who would move', path: added, by, fields: { ...nora, address: 'nora-q', opened: '1', step: 'look' } },
    { name: 'a facilitator saved', path: added, by, fields: { ...nora, about: 'Listens.', address: 'nora-q', opened: '1' } },
    { name: 'a facilitator moved', path: `${added}/position`, by, fields: { by: 'up' } },
    { name: 'a facilitator who leads', path: `${leads}/retirement`, by },
    { name: 'a facilitator who cannot go', path: `${leads}/retirement`, by, fields: {}, status: 409 },
    { name: 'a facilitator to retire', path: `${added}/retirement`, by },
    { name: 'a facilitator retired', path: `${added}/retirement`, by, fields: {} },
    { name: 'a retired facilitator', path: added, by },
    { name: 'a facilitator back', path: `${added}/return`, by, fields: {} },
  ];
}; // biome-ignore format: rows

const agreementStates = (by: Visitor): State[] => {
  const path = '/desk/practice/agreements';
  const words = { title: 'Our group agreement', body: 'We read these together.\n\n# Kindness\n\nBe kind.' };
  return [
    { name: 'agreements', path, by },
    { name: 'an agreement to write', path: `${path}/draft`, by },
    { name: 'an agreement gone wrong', path: `${path}/draft`, by, fields: { ...words, title: '' }, status: 422 },
    { name: 'an agreement saved and looked at', path: `${path}/draft`, by, fields: { ...words, revision: '0' } },
    { name: 'an agreement written on meanwhile', path: `${path}/draft`, by, fields: { ...words, revision: '0' }, status: 409 },
    { name: 'agreements with a draft', path, by },
    { name: 'an agreement published too late', path: `${path}/publication`, by, fields: { over: '0', revision: '1' }, status: 409 },
    { name: 'an agreement not thrown away', path: `${path}/draft-removal`, by, fields: { revision: '9' }, status: 409 },
    { name: 'an agreement published', path: `${path}/publication`, by, fields: { over: '1', revision: '1' } },
    { name: 'an older agreement', path: `${path}/1`, by },
    { name: 'a newer agreement', path: `${path}/2`, by },
    { name: 'the same agreement again', path: `${path}/draft`, by, fields: { ...words, revision: '2' } },
    { name: 'an agreement with nothing new', path: `${path}/publication`, by, fields: { over: '2', revision: '3' }, status: 409 },
    { name: 'an agreement thrown away', path: `${path}/draft-removal`, by, fields: { revision: '3' } },
    { name: 'an agreement that is none', path: `${path}/9`, by, status: 404 },
  ];
}; // biome-ignore format: rows

const openingStates = (by: Visitor): State[] => {
  const path = '/desk/practice/opening';
  const day = Temporal.Now.plainDateISO().subtract({ days: 3 }).toString();
  return [
    { name: 'before opening', path, by },
    { name: 'a call on no day', path: `${path}/crisis-numbers`, by, fields: { day: '2031-02-30', who: '' }, status: 422 },
    { name: 'crisis numbers called', path: `${path}/crisis-numbers`, by, fields: { day, who: 'Ada Rowan' } },
    { name: 'PayPal asked', path: `${path}/paypal`, by, fields: {} },
    { name: 'a letter to oneself', path: `${path}/letter`, by, fields: {} },
  ];
}; // biome-ignore format: rows

/** @param owner of the example practice. */
export const practiceStates = async (owner: Visitor): Promise<State[]> => [
  ...openingStates(owner),
  ...settingsStates(owner),
  ...colorStates(owner),
  ...wordStates(owner),
  ...(await facilitatorStates(owner)),
  ...agreementStates(owner),
];
