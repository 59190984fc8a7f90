import { composeLetter, type Letter, type LetterSender, wordsAsParts } from '../../ui/letter.ts';

type To = { readonly name: string; readonly address: string };

const KEEP = { words: 'Keep this link to yourself: whoever has it can read the page.' } as const;

/** The private link of somebody who asked to be put on a list. The same letter whatever stands behind the link. */
export const linkLetter = (sender: LetterSender, { name, address }: To): Letter =>
  composeLetter(sender, `${sender.neutralName}: your private page`, [
    { words: `Hello ${name},` },
    {
      words:
        'here is the private page that you asked for on our site. Please open it and press the button there: only then does what you asked for begin.',
    },
    { link: address, words: 'Your page' },
    KEEP,
    { words: 'If you did not ask for it, you do not need to do anything. Nothing begins without you.' },
  ]);

/** An offer ran out without an answer. */
export const missedLetter = (
  sender: LetterSender,
  { name, address, off }: To & { readonly off: boolean },
): Letter =>
  composeLetter(sender, `${sender.neutralName}: what we kept for you`, [
    { words: `Hello ${name},` },
    {
      words: off
        ? 'we kept something for you for the second time, and did not hear from you. That happens, and we do not mind. We have taken you off the list now, so that our letters do not press you.'
        : 'we kept something for you, and did not hear from you in time. That happens. It has gone on to the next, and you are still on the list, at its end. We ask you once more when it is your turn.',
    },
    { link: address, words: off ? 'Your page, and the way back' : 'Your page, and the way off the list' },
    KEEP,
  ]);

/** To the one of two who stays: whether they would like to wait alone. */
export const aloneLetter = (
  sender: LetterSender,
  { name, address, other }: To & { readonly other: string },
): Letter =>
  composeLetter(sender, `${sender.neutralName}: a question for you`, [
    { words: `Hello ${name},` },
    {
      words: `${other} does not wait together with you any more. Would you like to stay on the list alone? You keep your place. Until you have answered, we offer you nothing.`,
    },
    { link: address, words: 'Your page, where you can answer' },
    KEEP,
  ]);

/** To somebody whom another one would like to come with. It names the one who asks, and nothing else. */
export const togetherLetter = (
  sender: LetterSender,
  { address, inviting }: { readonly address: string; readonly inviting: string },
): Letter =>
  composeLetter(sender, `${sender.neutralName}: somebody asks you something`, [
    { words: 'Hello,' },
    {
      words: `${inviting} would like to come to something here together with you, and has asked us to ask you. This letter does not say what it is; the page does.`,
    },
    { link: address, words: 'The question' },
    { words: 'You are free to say no, and nobody has to know why.' },
    { words: 'If you do not know what this is about, you do not need to do anything.' },
  ]);

/** To the one who asked: the other said yes. */
export const linkedLetter = (
  sender: LetterSender,
  { name, address, other }: To & { readonly other: string },
): Letter =>
  composeLetter(sender, `${sender.neutralName}: a yes for you`, [
    { words: `Hello ${name},` },
    { words: `${other} said yes. From now on you wait together.` },
    { link: address, words: 'Your page' },
    KEEP,
  ]);

/** The practice takes somebody off a list, in the words that were shown before they went. */
export const removedLetter = (sender: LetterSender, body: string): Letter =>
  composeLetter(sender, removedSubject(sender), [...wordsAsParts(body)]);

export const removedSubject = ({ neutralName }: Pick<LetterSender, 'neutralName'>): string =>
  `${neutralName}: about the list`;
