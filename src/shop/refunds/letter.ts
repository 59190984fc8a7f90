import { composeLetter, type Letter, type LetterSender } from '../../ui/letter.ts';

/** A letter in plain parts. Neutral: it names no group, and its one reader is who paid. */
type RefundLetter = { readonly subject: string; readonly paragraphs: readonly string[] };

export type RefundStep = 'asked' | 'completed' | 'failed' | 'settled';

export type RefundTold = {
  readonly orderNumber: number;
  /** The sum in words of the reader's locale. */
  readonly amount: string;
  /** What the practice wrote to the payer beside it. */
  readonly note: string | null;
  /** It was made at PayPal, or taken by PayPal; nobody asked for it here. */
  readonly elsewhere: boolean;
  /** How a failed one was paid after all, in the practice's words. */
  readonly settledHow: string | null;
  readonly orderAddress: string;
};

const order = ({ orderNumber }: RefundTold): string => `It belongs to order ${orderNumber}.`;

const noted = ({ note }: RefundTold): string[] => (note ? [`A word from us: ${note}`] : []);

const LETTERS = {
  asked: (told) => ({
    subject: 'your money is on its way back',
    paragraphs: [
      `We have asked PayPal to give ${told.amount} back to you.`,
      ...noted(told),
      'PayPal is working on it. We write once more when it is done. You do not need to do anything.',
      order(told),
    ],
  }),
  completed: (told) => ({
    subject: `${told.amount} went back to you`,
    paragraphs: [
      told.elsewhere
        ? `PayPal has told us that ${told.amount} went back to you.`
        : `${told.amount} went back to you through PayPal.`,
      ...noted(told),
      'It goes the way you paid. From PayPal to a bank or a card it can take some days.',
      order(told),
    ],
  }),
  failed: (told) => ({
    subject: 'about your refund',
    paragraphs: [
      `We wanted to give ${told.amount} back to you, and PayPal could not do it.`,
      'It is still yours. We are looking for another way and will write to you. You do not need to do anything.',
      order(told),
    ],
  }),
  settled: (told) => ({
    subject: 'your refund',
    paragraphs: [
      `PayPal could not give ${told.amount} back to you, so we paid it another way.`,
      ...(told.settledHow ? [`How: ${told.settledHow}`] : []),
      'If it does not arrive within some days, please answer this letter.',
      order(told),
    ],
  }),
} as const satisfies Record<RefundStep, (told: RefundTold) => RefundLetter>;

export const refundLetter = (sender: LetterSender, step: RefundStep, told: RefundTold): Letter => {
  const { subject, paragraphs } = LETTERS[step](told);
  return composeLetter(sender, `${sender.neutralName}: ${subject}`, [
    ...paragraphs.map((words) => ({ words })),
    { link: told.orderAddress, words: 'Your order page' },
  ]);
};
