/** When the practice shows an estimate before paying, and what stands on it, in one version. */
export type EstimateSettings = {
  /** 0 where nothing was ever set. */
  readonly version: number;
  readonly shown: Shown;
  /** Who provides the service, a line each: name, license, tax and provider numbers. */
  readonly provider: string;
  /** What the service is called on it, without a word of anybody's health. */
  readonly service: string;
};

/** 'region': where the practice's region asks for it. */
export const SHOWN = ['region', 'always', 'never'] as const;
export type Shown = (typeof SHOWN)[number];

export const UNSET: EstimateSettings = {
  version: 0,
  shown: 'region',
  provider: '',
  service: 'Group meeting',
};

/**
 * Whether a region ("US", "US-OR") asks for an estimate before care that somebody pays alone: the United States do
 * (45 CFR 149.610). Of others we know no such rule.
 */
export const regionAsks = (region: string): boolean => region.toUpperCase().slice(0, 2) === 'US';

export const isShown = ({ shown }: Pick<EstimateSettings, 'shown'>, region: string): boolean =>
  shown === 'always' || (shown === 'region' && regionAsks(region));
