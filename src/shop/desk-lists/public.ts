export { bookmarkOf, listPart } from './forms.ts';
