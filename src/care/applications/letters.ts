import { composeLetter, type Letter, type LetterSender, wordsAsParts } from '../../ui/letter.ts';

/** The private link behind which somebody applies. It is the same letter whatever stands behind the link. */
export const linkLetter = (
  sender: LetterSender,
  { name, address }: { readonly name: string; readonly address: string },
): Letter =>
  composeLetter(sender, `${sender.neutralName}: your private page`, [
    { words: `Hello ${name},` },
    {
      words:
        'here is the private page that you asked for on our site. It is where you write to us, and where you see how things stand.',
    },
    { link: address, words: 'Your page' },
    {
      words:
        'Keep this link to yourself: whoever has it can read the page. This letter does not say what it is about; the page does.',
    },
    { words: 'If you did not ask for it, you do not need to do anything. Nothing begins without you.' },
  ]);

/** The practice's answer, in the words that a facilitator saw before they went. */
export const answerLetter = (
  sender: LetterSender,
  { body, address }: { readonly body: string; readonly address: string },
): Letter =>
  composeLetter(sender, answerSubject(sender), [
    ...wordsAsParts(body),
    { link: address, words: 'Your page' },
    { words: 'Keep this link to yourself: whoever has it can read the page.' },
  ]);

export const answerSubject = ({ neutralName }: Pick<LetterSender, 'neutralName'>): string =>
  `${neutralName}: an answer for you`;

/** To a facilitator: something is there to be read. Never who, and never what. */
export const arrivedLetter = (
  sender: LetterSender,
  { name, address }: { readonly name: string; readonly address: string },
): Letter =>
  composeLetter(sender, `${sender.neutralName}: something new on your desk`, [
    { words: `Hello ${name},` },
    { words: 'somebody has written to you on our site, and hopes for an answer. It waits on your desk.' },
    { link: address, words: 'Your desk' },
  ]);
