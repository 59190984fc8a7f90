import { namesFor } from '../../identity/people/public.ts';
import type { Db } from '../../platform/db.ts';
import type { Editor } from '../editing/public.ts';

/** Who did what, by name: a colleague, or the program itself where nobody is named. */
export const namesOf = async (
  db: Db,
  editor: Editor,
  people: readonly (string | null)[],
): Promise<(personId: string | null) => string> => {
  const ids = [...new Set(people.filter((id) => id !== null))];
  const names = await namesFor(db, editor, ids);
  return (personId) =>
    personId === null ? 'the program' : (names.get(personId) ?? 'somebody who is no longer here');
};

export const nameOf = async (db: Db, editor: Editor, personId: string): Promise<string> =>
  (await namesOf(db, editor, [personId]))(personId);
