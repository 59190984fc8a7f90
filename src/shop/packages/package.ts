import type { Currency } from '../../kernel/money.ts';

/** draft: for the desk alone. published: on its page, and sold while all of its parts are. archived: put away. */
export type PackageState = 'draft' | 'published' | 'archived';

export const PACKAGE_BECOMES = {
  draft: ['published', 'archived'],
  published: ['draft', 'archived'],
  archived: ['draft'],
} as const satisfies Record<PackageState, readonly PackageState[]>;

export const canPackageBecome = (was: PackageState, next: PackageState): boolean =>
  (PACKAGE_BECOMES[was] as readonly PackageState[]).includes(next);

/** One part: a seat at one of its group's prices, or a workbook. */
export type PackagePart =
  | { readonly kind: 'seat'; readonly offeringId: string; readonly tierId: string }
  | { readonly kind: 'workbook'; readonly workbookId: string };

/** A package as the shop sells it. Each part keeps its own stock. */
export type PackageForSale = {
  readonly packageId: string;
  readonly state: PackageState;
  readonly address: string;
  readonly name: string;
  readonly priceMinor: number;
  readonly currency: Currency;
  readonly parts: readonly PackagePart[];
};

/** What the desk writes of a package. */
export type PackageWish = {
  readonly name: string;
  readonly summary: string;
  readonly words: string;
  readonly priceMinor: number;
  readonly parts: readonly PackagePart[];
};

/** A package with all that its own pages show. */
export type Package = PackageForSale &
  PackageWish & {
    /** Counts how often it was saved: two people at once do not overwrite each other. */
    readonly savings: number;
  };

/** A package of one thing is none. */
export const FEWEST_PARTS = 2;
export const MOST_PARTS = 8;

/** One part in words that tell it from every other, whatever stands in front of it. */
export const partKey = (part: PackagePart): string =>
  part.kind === 'seat' ? `seat:${part.offeringId}:${part.tierId}` : `workbook:${part.workbookId}`;
