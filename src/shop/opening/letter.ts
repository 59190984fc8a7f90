import { composeLetter, type Letter, type LetterSender } from '../../ui/letter.ts';

/** A letter that only has to arrive. */
export const tryLetter = (sender: LetterSender, address: string): Letter =>
  composeLetter(sender, `${sender.neutralName}: this letter arrived`, [
    { words: 'You asked the program for a letter, to see that its mail leaves and arrives. It does.' },
    {
      words:
        'Please look at who it says it is from, and whether it came among the unwanted mail: letters to people in groups come the same way.',
    },
    { link: address, words: 'What is still missing before you open' },
  ]);
