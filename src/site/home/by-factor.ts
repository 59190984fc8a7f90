import type { Factor } from '../../factors/factor.ts';

export type HomeWords = {
  /** A line one might hear in the room. Made up, and the page says so. */
  readonly voice: string;
  readonly reason: string;
};

/** The nine benefits on the first page: the voice before the claim. */
export const HOME_WORDS = {
  universality: {
    voice: 'I thought I was the only one who practices phone calls first.',
    reason:
      'It is easy to think that no one else feels this way. Then someone across the circle says what you were thinking. Shame tends to shrink in company.',
  },
  alliance: {
    voice: 'Three people asked how my Tuesday went. They had kept the date.',
    reason:
      'With one therapist you have one person beside you. Here the facilitator is with you, each member can be, and in time so is the group as a whole.',
  },
  perspective: {
    voice: 'Month two was the hardest for me. It was not the end.',
    reason:
      'Some people here have just begun. Some are further down the road. They learn from each other, in both directions.',
  },
  support: {
    voice: 'I came to be looked after. Then Gus needed me, and I was useful.',
    reason:
      'You get help from people who know this ground. You also give help, and many people find that giving it does them good as well.',
  },
  identification: {
    voice: 'I have not told this to anyone. I think I can tell you.',
    reason:
      'After some weeks “the group” turns into “my group”. Once you belong, it gets easier to say the hard thing out loud.',
  },
  insight: {
    voice: 'You said “busy”. I heard “hiding”. I do that too.',
    reason:
      'We keep each group close to one theme, because a group that is too broad finds it hard to relate. In finding words for someone else, you often find your own.',
  },
  modeling: {
    voice: 'I tried your three breaths before the school meeting. It held.',
    reason:
      'You can read ten pages on how to ask for help. Or you can watch someone do it. You see how, borrow it, and make it yours.',
  },
  process: {
    voice: 'Can I tell you what I noticed? You can say no.',
    reason:
      'Talking, listening, saying no, taking in hard words: these are skills. A group is a place to practice with people who wish you well.',
  },
  connections: {
    voice: 'Two years on, four of us still walk on Sundays.',
    reason:
      'The aim is not to need a group for ever. It is to leave with ties that last, and with the knack of making new ones.',
  },
} as const satisfies Record<Factor, HomeWords>;
