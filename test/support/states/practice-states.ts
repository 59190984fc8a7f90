// The practice room at the desk, in its states.
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

/** @param owner of the example practice. */
export const practiceStates = (owner: Visitor): State[] => [...settingsStates(owner), ...colorStates(owner)];
