export { type Asking, type AskRefusal, mayAsk } from './actions.ts';
export { type Errors, readAsk, readEmail, readName } from './forms.ts';
