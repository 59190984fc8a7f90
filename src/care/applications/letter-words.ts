/** Letters that the practice may put into its own words. */
export type LetterKind = 'yes' | 'talk' | 'no' | 'removed';

export const LETTER_KINDS: readonly LetterKind[] = ['yes', 'talk', 'no', 'removed'];

/** Our words, until the practice writes its own. `{name}` becomes the name of whoever gets the letter. */
export const OUR_LETTERS: Readonly<Record<LetterKind, string>> = {
  yes: `Hello {name},

thank you for what you wrote. We would be glad to have you with us.

As soon as a chair is ready for you, you get one more letter with a private link. The page behind it says until when the chair is yours to take or to leave. Nothing is paid before that, and you are free to say no.

If you have a question first, just answer this letter.`,
  talk: `Hello {name},

thank you for what you wrote. Before we say yes or no we would like to talk with you, about a quarter of an hour.

Please write us two or three times that suit you this week or next, and a number where we may call. If you would rather meet in person, say so.

It is not a test. You can ask us anything, too.`,
  no: `Hello {name},

thank you for trusting us with what you wrote. We have read it with care.

We do not think that we have the right place for you at this moment. That says something about what we can offer, and nothing about you. We know that asking was not a small thing.

If you like, answer this letter: we gladly help you look for somebody who fits better.`,
  removed: `Hello {name},

we have taken you off the list that you asked us to put you on.

If that is not what you expected, or if you would like to be on it again, please answer this letter. We gladly explain.`,
};

/** The template as a letter to one person. */
export const fillIn = (template: string, name: string): string => template.replaceAll('{name}', name);

export const LONGEST_LETTER = 5_000;

/** Why a letter cannot go as it is; undefined when it can. Mail is open to many eyes: it never names a group. */
export const wrongInLetter = (body: string, groupName: string | undefined): string | undefined => {
  if (body === '') return 'Please write a few words.';
  if (body.length > LONGEST_LETTER)
    return 'This is longer than a letter may be. Please use at most 5,000 letters.';
  if (/\{name\}/.test(body) && groupName !== undefined)
    return 'There is a {name} left in the letter. Please write the name, or leave it out.';
  const names = groupName !== undefined && body.toLowerCase().includes(groupName.toLowerCase());
  return names
    ? 'The letter names the group. Mail is not private, so please leave the name out: the page behind the link says it.'
    : undefined;
};
