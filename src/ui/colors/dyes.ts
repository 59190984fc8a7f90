import type { Hex } from './oklab.ts';
import { SPRUCE } from './palette.ts';

/** Colors that are ready to wear; the first is the house's own. */
export const DYES: readonly { readonly hex: Hex; readonly name: string }[] = [
  { hex: SPRUCE, name: 'Spruce' },
  { hex: '#095255', name: 'Sea' },
  { hex: '#1d487c', name: 'Blue' },
  { hex: '#30376c', name: 'Ink' },
  { hex: '#4b3586', name: 'Violet' },
  { hex: '#58366f', name: 'Heather' },
  { hex: '#6a2d5f', name: 'Plum' },
  { hex: '#61232b', name: 'Wine' },
  { hex: '#384c22', name: 'Moss' },
  { hex: '#3c4a54', name: 'Slate' },
];
