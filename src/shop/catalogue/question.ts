import type { Id } from '../../kernel/id.ts';
import type { OfferingId } from './listing.ts';

/** What a visitor asks the facilitators of one group. */
export type Question = {
  readonly id: Id<'question'>;
  readonly offeringId: OfferingId;
  readonly name: string;
  readonly email: string;
  readonly body: string;
};
