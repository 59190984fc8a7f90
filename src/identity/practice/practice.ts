import type { PracticeId } from '../../kernel/id.ts';
import type { Currency } from '../../kernel/money.ts';

/** The body that runs the groups: one to an installation, or one to a host. */
export type Practice = {
  readonly id: PracticeId;
  readonly name: string;
  /** What PayPal, the bank and a mail's sender show: no health word. */
  readonly neutralName: string;
  readonly region: string;
  /** IANA zone in which its groups meet. */
  readonly zone: string;
  readonly locale: string;
  readonly currency: Currency;
  readonly address: readonly string[];
  readonly phone: string | undefined;
  readonly email: string;
  /** The practice's own color by day, "#1d487c"; absent where it wears the house's. */
  readonly accent?: string | undefined;
};
