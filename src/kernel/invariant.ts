/** Stops the program's thought, not the user's: throws when something that cannot happen has happened. */
export function invariant(condition: unknown, sentence: string): asserts condition {
  if (!condition) throw new Error(`Invariant broken: ${sentence}`);
}
