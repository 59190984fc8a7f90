// Whole pages and fragments held against the HTML standard.
import { HtmlValidate } from 'html-validate';

const validate = new HtmlValidate({
  extends: ['html-validate:standard'],
  rules: {
    // A data block and boolean attributes as browsers write them; line length is the tag's own business.
    'attribute-boolean-style': ['error', { style: 'omit' }],
    'void-style': 'off',
    'no-trailing-whitespace': 'off',
    'tel-non-breaking': 'off',
    'long-title': 'off',
    // Popovers and inputs of one line are named by what surrounds them.
    'prefer-native-element': 'error',
  },
});

/** What is wrong with this markup, one line each; an empty list is right. */
export const htmlProblems = async (markup: string): Promise<string[]> => {
  const report = await validate.validateString(markup);
  return report.results.flatMap(({ messages, source }) =>
    messages.map(
      ({ ruleId, message, line }) =>
        `${ruleId}: ${message} | ${(source ?? '').split('\n')[line - 1]?.slice(0, 160)}`,
    ),
  );
};
