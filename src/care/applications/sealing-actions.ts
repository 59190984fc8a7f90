import type { PracticeId } from '../../kernel/id.ts';
import type { Tx } from '../../platform/db.ts';
import type { Vault } from '../../platform/vault.ts';
import type { Application } from './application.ts';
import type { Answers } from './questions.ts';
import * as store from './store.ts';

type Sealing = { readonly vault: Vault };

const placeOf = ({ practiceId, id }: store.ApplicationKey, column: 'answers' | 'note') => ({
  ...{ table: 'care.applications', column, practiceId, id },
});

const letterPlace = (practiceId: PracticeId, id: string) => ({
  ...{ table: 'care.application_steps', column: 'letter', practiceId, id },
});

export const sealAnswers = ({ vault }: Sealing, key: store.ApplicationKey, answers: Answers): string =>
  vault.seal(JSON.stringify(answers), placeOf(key, 'answers'));

/** What was answered, opened; empty where nothing was written yet or it is forgotten. */
export const answersOf = ({ vault }: Sealing, application: Application): Answers =>
  application.answers === null
    ? {}
    : (JSON.parse(vault.open(application.answers, placeOf(application, 'answers'))) as Answers);

export const noteOf = ({ vault }: Sealing, application: Application): string =>
  application.note === null ? '' : vault.open(application.note, placeOf(application, 'note'));

export const sealNote = ({ vault }: Sealing, key: store.ApplicationKey, note: string): string =>
  vault.seal(note, placeOf(key, 'note'));

export const sealLetter = (
  { vault }: Sealing,
  practiceId: PracticeId,
  stepId: string,
  letter: string,
): string => vault.seal(letter, letterPlace(practiceId, stepId));

/** The way of an application with its letters opened, oldest first. */
export const wayOf = async ({ vault }: Sealing, tx: Tx, key: store.ApplicationKey) =>
  (await store.stepsOf(tx, key)).map((step) => ({
    ...step,
    letter: step.letter === null ? null : vault.open(step.letter, letterPlace(key.practiceId, step.id)),
  }));
