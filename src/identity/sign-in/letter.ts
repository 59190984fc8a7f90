/** The words of the letter that carries a one-time link; its HTML is made in pages.ts. */
export type LetterWords = {
  readonly subject: string;
  readonly lines: readonly string[];
  readonly after: readonly string[];
};

export const letterWords = (neutralName: string, minutes: number): LetterWords => ({
  subject: `${neutralName}: your sign-in link`,
  lines: ['Hello,', 'here is the link you asked for. It opens a page with one button.'],
  after: [
    `The link works once, for ${minutes} minutes.`,
    'If you did not ask for it, you can leave this letter alone. Nobody gets in without the link.',
  ],
});
