import type { Factor } from '../../factors/factor.ts';

export type Benefit = {
  /** One sentence for lists and search engines. */
  readonly inShort: string;
  readonly meaning: readonly string[];
  /** What one may see happen in the room. */
  readonly inTheRoom: readonly string[];
  /** What can go wrong, or what we do not know: said, not hidden. */
  readonly goodToKnow: string;
};

/** What each benefit means, in our own plain words. Modest on purpose: see the sources on the page of all nine. */
export const BENEFITS = {
  universality: {
    inShort: 'You find out that you are not the only one.',
    meaning: [
      'Many people carry their struggle alone. From the inside it can look as if everyone else is fine and only you are strange.',
      'In a group you hear others say what you thought only you had thought. Nothing about your problem has changed yet, but you are no longer alone with it. Shame tends to shrink in company.',
    ],
    inTheRoom: [
      'Someone tells how they sat in the car for twenty minutes before they could go in. Three others nod.',
      'You hear your own secret fear in a voice that is not yours, and that voice sounds kind and sane.',
      'You say a thing for the first time, and nobody moves their chair away.',
    ],
    goodToKnow:
      'Being alike in one thing does not make people alike in all things. A good group leaves room for what is only yours.',
  },
  alliance: {
    inShort: 'Help comes from the facilitator, from each member, and from the group as a whole.',
    meaning: [
      'With one therapist you have one person at your side. That bond matters a great deal. In a group there are more such bonds.',
      'You can come to trust the facilitator. You can come to trust each member, one by one. In time many people also trust the group itself, the way you can trust a house that has held through a few storms.',
    ],
    inTheRoom: [
      'The facilitator asks how your week was, and so does the person who sat across from you last time.',
      'When you and one member do not get on, other bonds can hold while you two work it out.',
      'Someone says “we have got you”, and you notice that you believe the “we”.',
    ],
    goodToKnow:
      'Bonds grow at different speeds, and some days they strain. If you feel outside, please say so to the facilitator. It is a thing we can work on.',
  },
  perspective: {
    inShort: 'People at different points of the same road show each other what they can see from there.',
    meaning: [
      'Members share a struggle, but not the same chapter of it. One has just begun. One has fallen back twice and is still here. One is nearly done.',
      'Newcomers learn from people who are further along: what comes next, what helped, that it moves at all. It goes the other way too. Senior members learn from newcomers. A fresh question shows how far they have come, or wakes something they had stopped looking at.',
    ],
    inTheRoom: [
      'A new member asks, “Does it get quieter?” Someone who has been here a year can say how it was for them.',
      'A newcomer says a plain, true thing. A senior member goes quiet and says, “I had forgotten that part.”',
      'Five people look at your problem from five chairs, and you see a side of it that you had your back to.',
    ],
    goodToKnow:
      'Another person’s way is not a plan for you. Groups that let new members join over time can offer this more than groups where everybody starts at once.',
  },
  support: {
    inShort: 'You get support from people who know the ground, and you give it too.',
    meaning: [
      'Friends and family may care about you and still not know what to say. People who live with the same thing often do.',
      'In a group you receive support, and you also give it. Many people who felt like a weight on everyone find that they are of use to someone. Both halves count: being held, and holding.',
    ],
    inTheRoom: [
      'You say you have a hard date coming up. Next week somebody asks how it went.',
      'You tell a newcomer what helped you in the first weeks. On the way home you feel a little taller.',
      'Someone who always gives is asked, with care, what they need.',
    ],
    goodToKnow:
      'Nobody should only give, or only take, for long. The facilitator keeps an eye on that. A group is not a crisis line: between meetings, please use the numbers at the foot of the page.',
  },
  identification: {
    inShort: '“The group” becomes “my group”, and it gets easier to be open.',
    meaning: [
      'After some weeks something shifts. You stop going to a group and start belonging to one. It has its own jokes, its own way to begin, its own silence.',
      'Once you belong, there is less to guard. People tend to speak more openly where they feel they are one of those in the room.',
    ],
    inTheRoom: [
      'You catch yourself saying “we” when you talk about Thursdays.',
      'The group agrees on how it wants to treat each other, and holds to it.',
      'Someone says the hard sentence, the one they had carried through four meetings.',
    ],
    goodToKnow:
      'Belonging cannot be hurried, and you never owe anyone a disclosure. “Not today” is a full answer here, in the first week and in the last.',
  },
  insight: {
    inShort: 'A group with a clear focus helps you understand yourself, partly through others.',
    meaning: [
      'When people work on something they share, what one of them finds out is close to home for the rest. In looking for words for someone else, you often find your own.',
      'This works best when the group has a clear focus. That is why every group here says what it is about.',
    ],
    inTheRoom: [
      'You tell someone, “You said busy. I heard hiding.” Then you hear what you said.',
      'Two people do the same thing for very different reasons, and both see their own reason more sharply.',
      'The facilitator ties a thread: “That is the third time tonight we have talked about being in the way.”',
    ],
    goodToKnow:
      'There is a real disadvantage when a group is too broad. If members struggle with very different things, they may find it hard to relate, and the talk stays on the surface or leaves someone out. Sharing a diagnosis is not what counts: people with different diagnoses can work well on the same struggle. What counts is that what is said is close enough to be of use to you. If it is not, tell us. A group can narrow its focus, split, or help you move to one that fits better.',
  },
  modeling: {
    inShort: 'You see how somebody does it, try it, and make it your own.',
    meaning: [
      'You can read ten pages on how to ask for help. Or you can watch a person ask for help, in front of you, with a shaking voice, and see that it goes well enough.',
      'People in a group show each other skills, often without meaning to: how to say no, how to calm down, how to say sorry, how to stay. You borrow what you saw, try it in your own life, and change it until it fits you.',
    ],
    inTheRoom: [
      'Someone tells how they stood up from a bad conversation and said, “I will call you tomorrow.” You try that sentence in the week.',
      'You come back and say which part worked and which did not. Somebody else takes it from there.',
      'The facilitator disagrees with a member, kindly. You see that this can be done.',
    ],
    goodToKnow:
      'We copy what we see, helpful or not. Part of the facilitator’s work is to notice which habits a group is learning from itself.',
  },
  process: {
    inShort: 'You practice talking, listening, and taking in hard words, with people who wish you well.',
    meaning: [
      'How we are with others shows up wherever there are others. So a group is not only a place to talk about how you get along with people. It is a place where it happens, slowly enough to look at it.',
      'You learn to say what you notice without wounding. You learn to hear criticism, ask about it, keep the part that is true, and leave the rest. That is a skill, and it can be practiced.',
    ],
    inTheRoom: [
      '“Can I tell you what I noticed? You can say no.” You say yes, and it is bearable.',
      'Two people disagree. Nobody leaves. At the end they understand each other a bit better than before.',
      'The one who always fills the silence tries to let it be. The one who never speaks takes three minutes.',
    ],
    goodToKnow:
      'Hard words can hurt, also when they are kindly meant. You choose whether you want to hear them, and when. If a meeting leaves you feeling worse, please tell the facilitator soon.',
  },
  connections: {
    inShort: 'The aim is to leave with ties that last, and with the knack of making new ones.',
    meaning: [
      'A group ends, or you leave it. What can stay is a wider net: more people you could call, and closer ties with the ones you have.',
      'Both count: how many people you can turn to, and how close they are to you. Some ties start in the group. Others are with people you already knew, and grow because you have practiced.',
    ],
    inTheRoom: [
      'You tell your sister a thing you first said here, and she tells you one back.',
      'Members talk openly about whether, and how, they want to stay in touch.',
      'The last meeting is a proper goodbye: what you got from each other, and what you wish each other.',
    ],
    goodToKnow:
      'Each group has its own rules about contact outside. Some ask you to wait until the group has ended. Contact happens only if both people want it. The agreement says more.',
  },
} as const satisfies Record<Factor, Benefit>;
