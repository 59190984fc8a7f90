import type { FieldChange } from '../../kernel/change.ts';
import { asAddress } from '../../kernel/page-address.ts';
import { accept, type Result, refuse } from '../../kernel/result.ts';
import type { FacilitatorId } from '../catalogue/public.ts';
import { type FacilitatorState, mayBecome } from './facilitator-states.ts';

/** A facilitator as an owner writes them down. */
export type Profile = {
  readonly name: string;
  readonly credentials: string;
  readonly about: string;
  /** ISO 639 codes, at least one. */
  readonly languages: readonly string[];
  /** Of the public page, as it stands behind /facilitators/. Empty leaves it as it is, or makes it of the name. */
  readonly address: string;
  /** Private: to sign in, and for mail. */
  readonly email: string;
};

export type ProfileField = keyof Profile | 'state';
export type ProfileChange = FieldChange<ProfileField>;

/** Each field as one text, to be compared and kept. */
export const flat = (profile: Profile): Readonly<Record<keyof Profile, string>> => ({
  ...profile,
  languages: profile.languages.join(', '),
});

/** A group that names somebody: on the site, taken off it while people have chairs, or being written. */
export type NamedIn = {
  readonly id: string;
  readonly name: string;
  readonly isDraft: boolean;
  /** Chairs that are paid or granted: so many people expect to meet this facilitator. */
  readonly chairs: number;
};

export type ProfileRefusal =
  | { readonly because: 'changed-meanwhile' }
  /** Somebody else here has this address. */
  | { readonly because: 'address-taken' }
  /** Another facilitator's page stands, or stood, at this address of the site. */
  | { readonly because: 'page-taken' };

export type RetireRefusal =
  | { readonly because: 'leads'; readonly groups: readonly NamedIn[] }
  | { readonly because: 'not-here' };

/** Nobody goes while a group that runs, or is being written, names them. */
export const judgeRetiring = (
  state: FacilitatorState,
  groups: readonly NamedIn[],
): Result<undefined, RetireRefusal> => {
  if (!mayBecome(state, 'retired')) return refuse({ because: 'not-here' });
  return groups.length > 0 ? refuse({ because: 'leads', groups }) : accept(undefined);
};

/** The order with one of them a place earlier or later; at the end it stays. */
export const moved = (order: readonly FacilitatorId[], id: string, by: -1 | 1): readonly FacilitatorId[] => {
  const from = order.indexOf(id as FacilitatorId);
  const to = from + by;
  const [one, other] = [order[from], order[to]];
  if (one === undefined || other === undefined) return order;
  return order.map((each, index) => {
    if (index === to) return one;
    return index === from ? other : each;
  });
};

/** "imani-okafor" for "Imani Okafor"; with a number where the address is taken, and of use for any script. */
export const addressFor = (name: string, taken: ReadonlySet<string>): string => {
  const plain = asAddress(name).slice(0, 56).replace(/-+$/, '');
  const first = plain.length < 2 ? 'facilitator' : plain;
  if (!taken.has(first)) return first;
  for (let number = 2; ; number++) if (!taken.has(`${first}-${number}`)) return `${first}-${number}`;
};
