/** What a person may do here beyond being a person. Members need none: their rights come from their groups. */
export type Role = 'owner' | 'front-desk' | 'facilitator';

/** Addresses are compared in one form: no space around, lower case. */
export const plainAddress = (email: string): string => email.trim().toLowerCase();

/** The desk is open to who runs the practice and who sits at its front. */
export const isAtDesk = (roles: readonly Role[]): boolean =>
  roles.includes('owner') || roles.includes('front-desk');
