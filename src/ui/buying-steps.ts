import { urls } from '../urls.ts';
import type { Html } from './html.ts';
import { type Step, steps } from './steps.ts';

/** What is bought, as far as words differ: chairs for people, and things such as workbooks. */
export type Bought = { readonly chairs: number; readonly things: number };

export type BuyingStep = 'cart' | 'you' | 'agreement' | 'pay';

/** The way from the cart to the order. Who takes no chair signs nothing. `linked` makes steps that are done links. */
export const buyingSteps = (bought: Bought, at: BuyingStep, linked = false): Html => {
  const list: readonly (Step & { readonly step: BuyingStep })[] = [
    { step: 'cart', words: bought.things > 0 ? 'Cart' : 'Chair', address: urls.cart() },
    { step: 'you', words: 'About you', address: urls.checkoutYou() },
    ...(bought.chairs > 0
      ? [{ step: 'agreement' as const, words: 'Agreement', address: urls.checkoutAgreement() }]
      : []),
    { step: 'pay', words: 'Pay' },
  ];
  const shown = list.map(({ words, address }): Step => (linked && address ? { words, address } : { words }));
  const label = bought.things > 0 ? 'Steps to your order' : 'Steps to your chair';
  return steps(label, shown, list.findIndex(({ step }) => step === at) + 1);
};

/** "your chair", "your chairs", "your chairs and workbooks" … */
export const boughtInWords = ({ chairs, things }: Bought): string => {
  if (chairs === 0) return things === 1 ? 'workbook' : 'workbooks';
  const seats = chairs === 1 ? 'chair' : 'chairs';
  if (things === 0) return seats;
  return `${seats} and ${things === 1 ? 'workbook' : 'workbooks'}`;
};
