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

export type QuestionRefusal =
  /** The field that people never see was filled. */
  | { readonly because: 'trap' }
  /** More from one network, or to one practice, than people send. */
  | { readonly because: 'too-many' };
