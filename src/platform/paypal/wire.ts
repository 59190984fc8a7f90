import { z } from 'zod';
import { fromDecimal, isCurrency, type Money } from '../../kernel/money.ts';
import { type Instant, Temporal } from '../../kernel/time.ts';

/** What we need of PayPal's answers and nothing else: a member that is missing or odd is undefined, not a failure. */
export const wireText = z.string().min(1).optional().catch(undefined);

/** An amount as PayPal writes it, signed where it is; undefined in a currency that we do not know. */
export const wireMoney = z
  .object({ currency_code: z.string(), value: z.string() })
  .transform(({ currency_code, value }): Money | undefined =>
    isCurrency(currency_code) ? fromDecimal(value, currency_code) : undefined,
  )
  .optional()
  .catch(undefined);

export const wireList = <Item extends z.ZodType>(item: Item) => z.array(item).optional().catch(undefined);

/** A point in time with an offset, also the reports' +0000 without its colon. */
export const wireTime = z
  .string()
  .transform((text): Instant | undefined => readTime(text))
  .optional()
  .catch(undefined);

const readTime = (text: string): Instant | undefined => {
  try {
    return Temporal.Instant.from(text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  } catch {
    return undefined;
  }
};
