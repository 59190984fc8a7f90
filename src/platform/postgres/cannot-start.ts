/**
 * The machine is not as it must be: no bug of ours, and nothing a retry would mend.
 * Its message is for whoever starts the program and says what to do; it needs no stack.
 */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
}

const CAUSES: readonly (readonly [RegExp, (where: string) => string])[] = [
  [
    /No space left on device|ENOSPC/,
    (where) => `The disk that holds ${where} is full. Free some space and start again; nothing was lost.`,
  ],
  [
    /error while loading shared libraries|Library not loaded/,
    () => "PostgreSQL's libraries are incomplete. Delete node_modules, run npm ci, and start again.",
  ],
  [
    /could not (map anonymous|resize|open) shared memory|Cannot allocate memory/,
    () =>
      'PostgreSQL found too little memory. It needs about 150 MB; in a container raise --memory and --shm-size.',
  ],
  [
    /Permission denied|EACCES|EPERM|EROFS|Read-only file system/,
    (where) =>
      `PostgreSQL may not write to ${where}. Give that folder to the account that starts Ninefold, or name another one with DATA_FOLDER.`,
  ],
];

/** Turns what PostgreSQL or the system said into one sentence for the operator; unknown words are passed on. */
export const explained = (said: string, where: string): CannotStart => {
  const known = CAUSES.find(([pattern]) => pattern.test(said));
  const sentence = known?.[1](where) ?? `PostgreSQL did not start in ${where}.`;
  const last = said.trim().split('\n').slice(-4).join('\n');
  return new CannotStart(`${sentence}${last ? `\nIt said:\n${last}` : ''}`);
};
