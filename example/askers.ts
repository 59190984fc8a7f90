/** What the group that one applies for asks, as its form sends it. */
export const EXAMPLE_QUESTIONS: Readonly<Record<string, string>> = {
  seen: '0',
  ...{ words_1: 'What keeps going wrong between you and others?', kind_1: 'long', required_1: 'yes' },
  hint_1: 'A few sentences are enough. There will be time for the rest.',
  ...{ words_2: 'Have you been in a group before?', kind_2: 'yes-no', required_2: 'yes' },
  hint_2: 'Both are fine.',
  ...{ words_3: 'When could we talk for a quarter of an hour?', kind_3: 'choice' },
  choices_3: 'Mornings\nAt noon\nAfter six',
};

type Answer = { readonly say: 'yes' | 'talk' | 'no'; readonly letter: string };

type Applicant = {
  readonly name: string;
  readonly answers: Readonly<Record<string, string>>;
  /** False for somebody who is still writing. */
  readonly sends: boolean;
  readonly answer?: Answer;
};

/** People who exist nowhere, each somewhere else on the way to a chair. */
export const EXAMPLE_APPLICANTS: readonly Applicant[] = [
  {
    name: 'Ida Norling',
    answers: { q1: 'I think it starts when somebody is kind to me.' },
    sends: false,
  },
  {
    name: 'Marek Dvorak',
    answers: { q1: 'I leave before I can be left. Three times now.', q2: 'no', q3: 'After six' },
    sends: true,
  },
  {
    name: 'Paula Nunez',
    answers: { q1: 'I say yes until I shout. Then I am ashamed for weeks.', q2: 'yes', q3: 'At noon' },
    sends: true,
    answer: {
      say: 'talk',
      letter:
        'Hello Paula,\n\nthank you for what you wrote. May we talk for a quarter of an hour before we say yes or no? Noon is good for us, too: please name two days.',
    },
  },
  {
    name: 'Tobias Klein',
    answers: { q1: 'My wife says I should come. I am not sure myself.', q2: 'no' },
    sends: true,
    answer: {
      say: 'no',
      letter:
        'Hello Tobias,\n\nthank you for your honest words. It does not sound as if now were your time for this, and that is fine. If it becomes your own wish, write to us again.',
    },
  },
  {
    name: 'Anneke Visser',
    answers: { q1: 'I am everybody’s listener, and nobody knows me.', q2: 'yes', q3: 'Mornings' },
    sends: true,
    answer: {
      say: 'yes',
      letter:
        'Hello Anneke,\n\nwe would be glad to have you with us. One more letter comes as soon as a chair is ready; it says until when it is kept.',
    },
  },
];

/** Who waits for the group that is full, one after the other; then two who come only together. */
export const EXAMPLE_WAITING: readonly string[] = ['Celia Ford', 'Jamal Prince', 'Sunniva Dahl'];
export const EXAMPLE_PAIR = ['Nora Beck', 'Elias Beck'] as const;
