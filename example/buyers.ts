import { exampleAddress } from './members.ts';

/** Somebody who bought a chair the way everybody does: cart, checkout, PayPal. */
export type ExampleBuyer = {
  readonly name: string;
  readonly email: string;
  /** Number of the group and of the tier, from 1. */
  readonly group: number;
  readonly tier: 1 | 2 | 3;
  /** Where somebody else comes. */
  readonly attendee?: { readonly name: string; readonly email: string };
};

const buyer = (name: string, group: number, tier: 1 | 2 | 3, attendee?: string): ExampleBuyer => ({
  name,
  email: exampleAddress(name),
  group,
  tier,
  ...(attendee === undefined ? {} : { attendee: { name: attendee, email: exampleAddress(attendee) } }),
});

export const EXAMPLE_BUYERS: readonly ExampleBuyer[] = [
  buyer('Maya Lindgren', 1, 2),
  buyer('Owen Castillo', 3, 2),
  buyer('Grace Whitfield', 4, 3),
  buyer('Leo Marchetti', 5, 1),
  buyer('Harriet Osei', 6, 2, 'Naomi Osei'),
  buyer('Daniel Kwon', 9, 1),
  buyer('Sofia Ortega', 8, 2),
  buyer('Margaret Ellis', 7, 2),
  buyer('Peter Almeida', 12, 2),
  buyer('Joan Dreyer', 13, 3, 'Simon Dreyer'),
];
