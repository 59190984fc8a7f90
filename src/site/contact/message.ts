/** What a visitor writes to the practice. */
export type Message = { readonly name: string; readonly email: string; readonly body: string };

export type MessageRefusal = { readonly because: 'trap' | 'too-quick' | 'too-old' | 'too-many' };

/** Faster than a person can read and type. */
export const QUICKEST_SECONDS = 3;
/** A tab left open overnight still sends; a page copied long ago does not. */
export const OLDEST_SECONDS = 48 * 3600;

/** Whether the time between a form's drawing and its sending is a person's. Both in whole seconds since 1970. */
export const judgePace = (drawnAt: number, sentAt: number): MessageRefusal | undefined => {
  const seconds = sentAt - drawnAt;
  if (seconds < QUICKEST_SECONDS) return { because: 'too-quick' };
  return seconds > OLDEST_SECONDS ? { because: 'too-old' } : undefined;
};
