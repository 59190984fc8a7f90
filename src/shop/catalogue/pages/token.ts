import { type Html, html } from '../../../ui/html.ts';
import type { Facilitator } from '../listing.ts';

/** A drawn chair with initials instead of a photograph. The dye is picked from the id and means nothing. */
export const token = ({ id, name }: Pick<Facilitator, 'id' | 'name'>): Html =>
  html`<span class="token f${dyeOf(id)}" aria-hidden="true">${initials(name)}</span>`;

const initials = (name: string): string => {
  const words = name.split(/\s+/).filter(Boolean);
  const first = words[0]?.[0] ?? '';
  const last = words.length > 1 ? (words.at(-1)?.[0] ?? '') : '';
  return (first + last).toUpperCase();
};

const dyeOf = (id: string): number =>
  (Array.from(id).reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) % 9973, 7) % 9) + 1;
