/** A letter in plain parts: neutral subject, short paragraphs. Each is for one recipient and names nobody else. */
export type Letter = { readonly subject: string; readonly paragraphs: readonly string[] };

export type Sender = { readonly neutralName: string; readonly reference: string };

/** To the address that already has a chair. Only that address may learn it. */
export const alreadySeated = ({ neutralName, reference }: Sender): Letter => ({
  subject: `${neutralName}: a payment was stopped`,
  paragraphs: [
    'Somebody started to pay for a chair for you. You already have that chair, so we stopped the payment.',
    'Nothing was charged. You do not need to do anything.',
    `If this was not you, please answer this letter. Our note for it is ${reference}.`,
  ],
});

/** To the payer: the code that was typed has been used from this address before. Only that address may learn it. */
export const couponUsed = ({ neutralName, reference }: Sender): Letter => ({
  subject: `${neutralName}: you have not been charged`,
  paragraphs: [
    'You used a code with your order. It is meant for fewer times a person, and it has been used with this address before, or is being used with it right now.',
    'So we stopped before paying. Nothing was charged, and what you chose is still in your cart. Take the code out there to go on without it.',
    `If you think this is our mistake, please answer this letter. Our note for it is ${reference}.`,
  ],
});

export const seatGone = ({ neutralName, reference }: Sender): Letter => ({
  subject: `${neutralName}: you have not been charged`,
  paragraphs: [
    'You agreed to pay at PayPal, but by then the last chair was taken.',
    'We did not take the payment. You have not been charged. What you see at PayPal as approved ends by itself.',
    `If you would like another date, please answer this letter. Our note for it is ${reference}.`,
  ],
});

/** To a payer whose chair was kept for one person and is not any more. */
export const offerEnded = ({ neutralName, reference }: Sender): Letter => ({
  subject: `${neutralName}: you have not been charged`,
  paragraphs: [
    'You agreed to pay at PayPal, but by then what we had kept for you had ended, or was being paid in another window.',
    'We did not take the payment. You have not been charged. What you see at PayPal as approved ends by itself.',
    `If you would like to go on, please answer this letter. Our note for it is ${reference}.`,
  ],
});

export const termsChanged = ({ neutralName, reference }: Sender): Letter => ({
  subject: `${neutralName}: you have not been charged`,
  paragraphs: [
    'You agreed to pay at PayPal after your chair was no longer held, and the price or the dates have changed since.',
    'We did not take the payment. You have not been charged. You can look at the new terms and decide again.',
    `Our note for it is ${reference}.`,
  ],
});

export const moneyGoesBack = ({ neutralName, reference }: Sender): Letter => ({
  subject: `${neutralName}: your money is on its way back`,
  paragraphs: [
    'PayPal took a payment that we could not use. We are sorry.',
    'We ask PayPal to give all of it back, until it is done. PayPal writes to you when it is done; a bank may need some days.',
    `You do not need to do anything. Our note for it is ${reference}.`,
  ],
});

export const reviewEndedWithNo = ({ neutralName, reference }: Sender): Letter => ({
  subject: `${neutralName}: PayPal did not accept the payment`,
  paragraphs: [
    'PayPal has looked at your payment and did not accept it.',
    'You have not been charged, and your chair is open to others again. You can try once more at any time.',
    `Our note for it is ${reference}.`,
  ],
});

/** To a payer who was asked to wait for PayPal's answer. */
export const notPaidAfterAll = ({ neutralName, reference }: Sender): Letter => ({
  subject: `${neutralName}: you have not been charged`,
  paragraphs: [
    'We asked you to wait while we checked your payment with PayPal. PayPal has answered: it did not go through.',
    'You have not been charged. While your chair is held you can try again in the window you paid from.',
    `If the time is over, your cart still holds what you chose. Our note for it is ${reference}.`,
  ],
});

/** To the practice: something only a person can mend. Ids, no names. */
export const needsYou = (
  { neutralName, reference }: Sender,
  problem: { readonly what: string; readonly attemptId: string; readonly debugId: string | undefined },
): Letter => ({
  subject: `${neutralName}: a payment needs a person`,
  paragraphs: [
    `Payment ${reference}: ${problem.what}.`,
    `Attempt ${problem.attemptId}${problem.debugId ? `, PayPal debug id ${problem.debugId}` : ''}.`,
    'The whole story is on the order page at the desk.',
  ],
});
