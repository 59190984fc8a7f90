import type { Factor } from '../../factors/factor.ts';

export type Deed = {
  readonly words: string;
  /** 'now' only for what a visitor can use today. */
  readonly when: 'now' | 'planned';
};

const now = (words: string): Deed => ({ words, when: 'now' });
const planned = (words: string): Deed => ({ words, when: 'planned' });

/** What this software does for each benefit. A planned thing is called planned until it runs. */
export const DEEDS = {
  universality: [
    now('You can look for a group by what brings you, so that you sit with people who know it.'),
    planned(
      'A private list of what you carry. The group sees only counts, of three people or more, and only of those who agreed.',
    ),
    planned('A quiet “me too” on what another member wrote.'),
  ],
  alliance: [
    now('A group’s page says who holds the room and how many chairs it has, before you decide.'),
    planned(
      'Four short questions after a meeting: you and the facilitator, the group, and two members. Other members never see your answers.',
    ),
    planned('A picture for facilitators that shows who may be left outside.'),
  ],
  perspective: [
    now(
      'A group’s page says whether new members can join over time, so that beginners and senior members meet.',
    ),
    planned(
      'Groups put together so that newcomers meet someone further along whose story is close to theirs.',
    ),
    planned('Guides: a senior member at a newcomer’s side, if both want that.'),
  ],
  support: [
    now(
      'Prices on a sliding scale: those who can pay more carry a part for those who cannot. Nobody asks for proof.',
    ),
    planned('A place for asks and offers between meetings, where no ask is left without an answer.'),
    planned('A gentle look at who gives and who receives, so that it stays in balance.'),
  ],
  identification: [
    now('Every group has a name of its own, and an agreement that you can read before you join.'),
    planned('A charter that the group writes together.'),
  ],
  insight: [
    now('Every group’s page says what it is about, and when to talk with us first.'),
    planned(
      'A measure of how close a group’s struggles are, and an early word to the facilitator when it gets too broad, with ways out: narrow, split, or move.',
    ),
    planned('A journal of your own, tied to your goals.'),
  ],
  modeling: [
    now('A group’s page says when learning from each other’s skills is a main part of its work.'),
    planned(
      'Skill cards: somebody shows one, others try it, keep it, or change it. Credit goes to whoever agreed to be named.',
    ),
  ],
  process: [
    now('The agreement says how people speak with each other here. You sign it before the first meeting.'),
    planned(
      'A form for feedback that is easier to hear: what I saw, what it did, what I ask. You say first whether you want it, and you can answer.',
    ),
  ],
  connections: [
    now('The agreement says what contact outside the group is fine.'),
    planned('Staying in touch by choice of both: nobody learns that you asked unless the other asked too.'),
    planned('Your own map of the people you can turn to, before, after, and some months later.'),
  ],
} as const satisfies Record<Factor, readonly [Deed, ...Deed[]]>;
