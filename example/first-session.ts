const WELCOME =
  'We say our names, read the agreement aloud and ask how the week was. You may pass every time. Most people say little at their first meeting, and that is a good way to begin.';
const BEGINNING =
  'Everybody is new at the first meeting. We say our names, read the agreement aloud, and each says one thing they hope for. You may pass every time.';
const DOOR = 'You come ten minutes early and one of us meets you at the door.';
const CALL = 'You join ten minutes early and one of us greets you on the call.';

/** What a first meeting is like, in a running group and in one that begins together. */
export const FIRST_IN_ROOM = `${DOOR} ${WELCOME}`;
export const FIRST_ONLINE = `${CALL} ${WELCOME}`;
export const FIRST_TOGETHER_IN_ROOM = `${DOOR} ${BEGINNING}`;
export const FIRST_TOGETHER_ONLINE = `${CALL} ${BEGINNING}`;
