/** Where a practice may speak in its own words: a closed list, in the order of the pages a visitor meets. */
export const PLACES = [
  'home-notice',
  'home-title',
  'home-introduction',
  'home-questions',
  'about',
  'first-meeting',
  'contact',
  'privacy',
  'terms',
  'money-back',
  'accessibility',
] as const;
export type Place = (typeof PLACES)[number];

/** line: one line of plain words. paragraphs: no headings. article: headings, lists. questions: each heading is one. */
export type Shape = 'line' | 'paragraphs' | 'article' | 'questions';

export type PlaceFacts = {
  readonly name: string;
  /** Where it stands, as a sentence. */
  readonly where: string;
  readonly shape: Shape;
  /** Whether it stands in place of our words, or is added to them. */
  readonly role: 'replaces' | 'adds';
  /** Letters at most. */
  readonly most: number;
};

export const PLACE_FACTS = {
  'home-notice': {
    name: 'Notice on the first page',
    where: 'Stands out above everything else on the first page: “We are closed until January 6.”',
    shape: 'paragraphs',
    role: 'adds',
    most: 400,
  },
  'home-title': {
    name: 'First sentence',
    where: 'The large line with which the first page begins.',
    shape: 'line',
    role: 'replaces',
    most: 80,
  },
  'home-introduction': {
    name: 'Introduction',
    where: 'Under the first sentence, beside the circle.',
    shape: 'paragraphs',
    role: 'replaces',
    most: 800,
  },
  'home-questions': {
    name: 'Questions people ask',
    where: 'Near the foot of the first page. Each heading is a question; what follows it is the answer.',
    shape: 'questions',
    role: 'replaces',
    most: 12_000,
  },
  about: {
    name: 'About us',
    where: 'The page “About us”, above the lines on the software.',
    shape: 'article',
    role: 'replaces',
    most: 20_000,
  },
  'first-meeting': {
    name: 'Your first meeting, here',
    where: 'At the end of “Your first meeting”: where to ring, where to park, which door.',
    shape: 'article',
    role: 'adds',
    most: 8_000,
  },
  contact: {
    name: 'Other ways to reach us',
    where: 'Beside the form on “Write to us”: hours, when somebody answers the phone.',
    shape: 'paragraphs',
    role: 'adds',
    most: 2_000,
  },
  privacy: {
    name: 'Privacy, in addition',
    where:
      'At the end of “Privacy, in plain words”. What we say above it stays: it is what the software does.',
    shape: 'article',
    role: 'adds',
    most: 20_000,
  },
  terms: {
    name: 'Terms, in addition',
    where: 'In “Terms and money back”, before the words on who you are.',
    shape: 'article',
    role: 'adds',
    most: 20_000,
  },
  'money-back': {
    name: 'Money back, in addition',
    where: 'In “Terms and money back”, where money back is explained.',
    shape: 'paragraphs',
    role: 'adds',
    most: 4_000,
  },
  accessibility: {
    name: 'Getting in, in addition',
    where: 'On “Accessibility”: steps, lift, restroom, the sign by the door.',
    shape: 'article',
    role: 'adds',
    most: 8_000,
  },
} as const satisfies Record<Place, PlaceFacts>;

export const isPlace = (text: string): text is Place => (PLACES as readonly string[]).includes(text);

const HOME_QUESTIONS = `# Do I have to speak?

No. We will ask your name, and after that you choose. Many people mostly listen for the first few weeks. Listening is taking part.

# What if I know someone there?

Tell us before you join who you would not want to sit with. We never say who asked or why. If you meet someone you know, we help you both decide what to do.

# Is it private?

We are bound to keep what you say private, with a few limits that we explain first. Members promise each other the same. A promise is strong, but it is not a law, and we think you should know that.

# What if I can’t pay the full price?

A group’s page shows all its prices. Where there are several, you pick one. Nobody asks for proof, and other members cannot see it.

# What if it isn’t right for me?

Tell us. [When you get money back](/terms) is written down in plain words, and we help you look for something that fits better.`;

const ABOUT = `We believe that people who struggle with the same thing can do for each other what nobody else can. We also believe that this needs care: a clear focus, a small circle, someone who holds the room, and rules that everyone knows before they sit down.

# How we run groups

- Groups are small. A group’s page shows the true number of chairs.
- Each group keeps to one theme. [Why focus matters](/benefits/insight)
- Every member reads and signs the same [agreement](/agreement).
- You can read about every [facilitator](/facilitators) before you choose.`;

/** What stands there without the practice's own words, in the same Markdown, so that one can begin from it. */
export const wordsWithoutYou = (place: Place, practiceName: string): string => {
  switch (place) {
    case 'home-title':
      return 'Some things get lighter in company.';
    case 'home-introduction':
      return `${escapedMarks(practiceName)} runs small therapy groups. In each, people who share a struggle meet with a trained facilitator, in the same circle of chairs, again and again.`;
    case 'home-questions':
      return HOME_QUESTIONS;
    case 'about':
      return ABOUT;
    default:
      return '';
  }
};

/** A name as plain words in Markdown: "A*B" is no emphasis. */
const escapedMarks = (name: string): string => name.replace(/[\\`*_[\]<>#&~|]/g, '\\$&');
