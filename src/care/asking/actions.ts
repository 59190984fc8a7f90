import type { PracticeId } from '../../kernel/id.ts';
import { accept, type Result, refuse } from '../../kernel/result.ts';
import type { Limits } from '../../platform/limits.ts';

const PER_NETWORK = { points: 12, seconds: 3600 };
const PER_ADDRESS = { points: 4, seconds: 3600 };
const PER_PRACTICE = { points: 200, seconds: 3600 };

export type AskRefusal = { readonly because: 'trap' | 'too-many' };

export type Asking = {
  readonly name: string;
  readonly email: string;
  readonly trapped: boolean;
  /** Whom a flood is counted against: the network address. */
  readonly from: string;
};

/** Whether somebody who asks for a private link gets one by mail; each kind of link is counted by itself. */
export const mayAsk = async (
  limits: Limits,
  of: { readonly kind: 'application' | 'waiting'; readonly practiceId: PracticeId },
  { email, trapped, from }: Asking,
): Promise<Result<undefined, AskRefusal>> => {
  const { kind, practiceId } = of;
  if (trapped) return refuse({ because: 'trap' });
  const isFree =
    (await limits.take(`${kind}-network`, from, PER_NETWORK)) &&
    (await limits.take(`${kind}-address`, `${practiceId} ${email}`, PER_ADDRESS)) &&
    (await limits.take(`${kind}-practice`, practiceId, PER_PRACTICE));
  return isFree ? accept(undefined) : refuse({ because: 'too-many' });
};
