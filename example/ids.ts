import type { FacilitatorId, OfferingId, TierId } from '../src/shop/catalogue/public.ts';

const two = (number: number) => String(number).padStart(2, '0');

/** Fixed ids, so that an example order still points at its group after a fresh start. */
export const exampleOfferingId = (number: number) =>
  `0192a000-0000-7000-8000-0000000000${two(number)}` as OfferingId;

export const exampleTierId = (number: number, tier: number) =>
  `0192a000-0000-7000-8001-000000000${two(number)}${tier}` as TierId;

export const exampleFacilitatorId = (number: number) =>
  `0192a000-0000-7000-8002-0000000000${two(number)}` as FacilitatorId;

/** The seat of the example's nth member, from 0. */
export const exampleSeatId = (number: number) => `0192a000-0000-7000-8003-0000000000${two(number)}`;
