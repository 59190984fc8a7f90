import type { FieldChange } from '../../kernel/change.ts';
import type { Currency } from '../../kernel/money.ts';
import { accept, type Result, refuse } from '../../kernel/result.ts';

/** What a practice says of itself, as its owner types it. */
export type Settings = {
  readonly name: string;
  readonly neutralName: string;
  readonly email: string;
  /** Empty for none. */
  readonly phone: string;
  /** Lines, as on an envelope; none is possible while the practice is not open. */
  readonly address: readonly string[];
  readonly region: string;
  readonly zone: string;
  readonly locale: string;
  readonly currency: Currency;
};

/** Every field that can change, with the color, which has a page of its own. */
export type SettingsField = keyof Settings | 'accent';
export type SettingsChange = FieldChange<SettingsField>;

/** One saving: who changed what, and when is known to whoever reads it. */
export type Flat = Readonly<Record<keyof Settings, string>>;

/** Each field as one text, to be compared and kept. */
export const flat = (settings: Settings): Flat => ({ ...settings, address: settings.address.join('\n') });

export type CurrencyStop =
  /** Money moved in the old one, or is about to: books in two currencies would never agree. */
  | { readonly because: 'orders'; readonly count: number }
  | { readonly because: 'paying-now' }
  /** The new one counts in other decimals, so that a price would change its meaning. */
  | { readonly because: 'other-decimals'; readonly names: readonly string[] };

export type SettingsRefusal =
  /** Somebody else saved since this form was opened. */
  | { readonly because: 'changed-meanwhile' }
  | { readonly because: 'name-tells'; readonly word: string }
  | { readonly because: 'currency-stands'; readonly stop: CurrencyStop };

export type Saving = {
  /** How many savings there were when the form was opened, and how many there are. */
  readonly opened: number;
  readonly now: number;
  /** The word of health in the neutral name, where there is one. */
  readonly tells: string | undefined;
  /** What stands against another currency; undefined also where it stays the same. */
  readonly stop: CurrencyStop | undefined;
};

/** Whether these settings may be saved as they are. */
export const judgeSaving = ({ opened, now, tells, stop }: Saving): Result<undefined, SettingsRefusal> => {
  if (opened !== now) return refuse({ because: 'changed-meanwhile' });
  if (tells !== undefined) return refuse({ because: 'name-tells', word: tells });
  if (stop !== undefined) return refuse({ because: 'currency-stands', stop });
  return accept(undefined);
};
