import { parseId } from '../../kernel/id.ts';
import { Temporal } from '../../kernel/time.ts';
import { oneLine, textsOf } from '../../kernel/typed.ts';
import { CHOICES, type Choice } from './decision.ts';

export const readGroup = (params: unknown) => parseId<'offering'>(textsOf(params)['id'] ?? '');

export type Form = {
  readonly typed: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
};

export type ReadDecision = {
  readonly typed: Form['typed'];
  readonly choice: Choice;
  /** The later day, where it is postponed. */
  readonly until: Temporal.PlainDate | undefined;
  readonly number: number;
  readonly shown: string;
  /** False while it is only looked at. */
  readonly isConfirmed: boolean;
};

export const readDecision = (body: unknown): ReadDecision | Form => {
  const typed = textsOf(body);
  const choice = CHOICES.find((one) => one === typed['choice']);
  if (!choice) return { typed, errors: { choice: 'Please choose what becomes of the group.' } };
  const until = choice === 'postpone' ? dayIn(oneLine(typed['until'])) : undefined;
  if (choice === 'postpone' && !until)
    return { typed, errors: { until: 'Please write the new day as a date, such as 2027-01-31.' } };
  const { number = '', shown = '' } = typed;
  return {
    ...{ typed, choice, until, shown },
    number: /^\d{1,6}$/.test(number) ? Number(number) : 0,
    isConfirmed: typed['do'] === 'confirm',
  };
};

const dayIn = (text: string): Temporal.PlainDate | undefined => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' });
  } catch {
    return undefined;
  }
};
