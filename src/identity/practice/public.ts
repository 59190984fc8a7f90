export {
  forgetPractices,
  type NewPractice,
  openPractice,
  practiceByHost,
  practiceById,
  practices,
} from './actions.ts';
export { type ReadPractice, readPractice } from './forms.ts';
export { tellingWord } from './neutral-name.ts';
export type { Practice } from './practice.ts';
