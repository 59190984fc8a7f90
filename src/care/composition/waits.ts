/** No group: whoever waits. */
export const WAITS = -1;
