import { type Bits, emptyBits, grown, setBit } from './bits.ts';
import type { OfferingState } from './listing.ts';
import { type Standing, traitsOf } from './traits.ts';
import { FACETS, type Facet } from './wish.ts';

type Marked = Standing & { readonly state: OfferingState; readonly nextAt: number | undefined };

/** Which slots have which value of which facet, as bits. */
export type TraitBits = {
  of(facet: Facet, value: string): Bits;
  /** Every value that any group has or had in this facet. */
  values(facet: Facet): readonly string[];
  /** Groups that are shown: published and not over. */
  shown(): Bits;
  none(): Bits;
  replace(slot: number, was: Marked | undefined, is: Marked): void;
};

export const createTraitBits = (): TraitBits => {
  const facets = new Map<Facet, Map<string, Bits>>(FACETS.map((facet) => [facet, new Map()]));
  let capacity = 64;
  let shown = emptyBits(capacity);

  const bitsOf = (facet: Facet, value: string): Bits => facets.get(facet)?.get(value) ?? emptyBits(capacity);

  const makeRoomFor = (slot: number) => {
    if (slot < capacity) return;
    capacity *= 2;
    shown = grown(shown, capacity);
    for (const ofFacet of facets.values())
      for (const [value, bits] of ofFacet) ofFacet.set(value, grown(bits, capacity));
  };

  const mark = (slot: number, marked: Marked, on: boolean) => {
    const traits = traitsOf(marked);
    for (const facet of FACETS)
      for (const value of traits[facet]) {
        const bits = bitsOf(facet, value);
        setBit(bits, slot, on);
        facets.get(facet)?.set(value, bits);
      }
  };

  return {
    of: bitsOf,
    values: (facet) => [...(facets.get(facet)?.keys() ?? [])],
    shown: () => shown,
    none: () => emptyBits(capacity),
    replace: (slot, was, is) => {
      makeRoomFor(slot);
      if (was) mark(slot, was, false);
      mark(slot, is, true);
      setBit(shown, slot, is.state === 'published' && is.nextAt !== undefined);
    },
  };
};
