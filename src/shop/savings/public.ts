export {
  bindsPayer,
  consumeSavings,
  giveBackSavings,
  keepSavings,
  lockSavings,
  reserveSavings,
  type Savings,
  type SavingsGone,
} from './actions.ts';
