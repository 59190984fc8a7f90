/** How long things last at the door, and how often one may knock. */
export const LINK_MINUTES = 15;
/** The link on the console of a practice's own machine: long enough to find the window again. */
export const CONSOLE_LINK_MINUTES = 12 * 60;
export const SIGN_IN_HOURS = 12;
/** Staff leave screens open in waiting rooms. */
export const IDLE_MINUTES = 30;

/** Tries for one typed address, known here or not: enough for a lost mail, too few to fill somebody's mailbox. */
export const TRIES_PER_ADDRESS = { points: 5, seconds: 3600 };
/** Tries from one network address; a practice's whole staff may share one. */
export const TRIES_PER_NETWORK = { points: 30, seconds: 900 };
