import type { Part } from '../draft.ts';
import type { Because } from '../lacks.ts';

/** What each part of the form is called, and what it is for. */
export const PART_WORDS = {
  words: ['Words', 'Name, and what people read first'],
  people: ['For whom, and with whom', 'Struggles, benefits, languages, ages, facilitators'],
  place: ['Where', 'Room or video, and the address of its page'],
  dates: ['When', 'First date, rhythm, breaks and moved meetings'],
  chairs: ['Chairs and joining', 'How many, how one joins, when it is decided'],
  prices: ['Prices', 'The sliding scale, and how many meetings one pays for'],
} as const satisfies Record<Part, readonly [string, string]>;

/** What is still missing, as a task. */
export const LACK_WORDS = {
  'no-summary': 'Say in two sentences what it is, for the list of groups.',
  'no-lead': 'Write the opening lines of its page.',
  'no-focus': 'Say what it keeps to.',
  'no-first-session': 'Tell what a first meeting is like.',
  'no-struggles': 'Choose what brings people here, so that they find it.',
  'no-languages': 'Choose a language.',
  'no-facilitators': 'Choose who holds the room.',
  'facilitator-gone': 'A facilitator of this group is no longer there. Choose again.',
  'no-place': 'Say where it meets.',
  'no-dates': 'Give the first date and the hour.',
  'dates-over': 'There is no meeting to come. Change the dates.',
  'dates-wrong': 'A break or a moved meeting does not fit the dates any more.',
  'no-agreement': 'Choose the agreement that people sign.',
  'closed-without-end': 'A closed group needs an end: say how many meetings there are.',
  'begun-before-decision': 'The day of the decision is after the first meeting.',
  'more-taken-than-chairs': 'There are fewer chairs than people who have one.',
  'no-prices': 'Give at least one price. It may be nothing.',
  'more-sold-than-held': 'People would pay for more meetings than the group has.',
} as const satisfies Record<Because, string>;
