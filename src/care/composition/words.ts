import type { Standing, Waiting } from './explain.ts';
import { GATES, type Gate } from './gates.ts';
import type { FitRule } from './rules.ts';
import type { Change } from './trial.ts';

/** Each kind of reason to wait as a sentence that a facilitator can say aloud. Names nobody but the groups. */
export const waitingInWords = ({ because }: Waiting): string => {
  switch (because.kind) {
    case 'no-group':
      return `No group is possible yet. ${Object.entries(because.misfits).map(([rule, count]) => misfitWords(rule as FitRule, count ?? 0)).join(' ')}`;
    case 'too-few-chairs':
      return `${because.set.clients.length} people compete for ${because.set.groups.length === 1 ? 'one group' : `${because.set.groups.length} groups`} with ${because.set.chairs === 1 ? 'one chair' : `${because.set.chairs} chairs`}.`;
    case 'out-scored':
      return `${because.group} is full; whoever brings least to it there brings ${because.by.toFixed(1)} points more.`;
    case 'would-break':
      return `${because.group} has a chair, but sitting there would break a rule for the circle as it is, or too few come to open it.`;
  }
}; // biome-ignore format: a sentence a line

const MISFITS = {
  'takes-people': 'closed to new people',
  hours: 'at hours that are not free',
  language: 'in another language',
  place: 'out of reach',
  price: 'above what can be paid',
  age: 'for another age',
  'not-offered': 'not offered',
} as const satisfies Record<FitRule | 'not-offered', string>;

const misfitWords = (rule: FitRule | 'not-offered', count: number): string =>
  `${count === 1 ? 'One is' : `${count} are`} ${MISFITS[rule]}.`;

/** How a group stands to one person, without the group's name. */
export const standingInWords = (standing: Standing): string => {
  if ('gain' in standing)
    return `${standing.because === 'full' ? 'full; ' : ''}${standing.gain.toFixed(1)} points`;
  return MISFITS[standing.because];
};

/** Moves that belong together, in one line. */
export const changeInWords = ({ moves, gain }: Change): string =>
  `${moves.map(({ client, from, to }) => `${client} ${from === undefined ? 'comes' : `goes from ${from}`} to ${to}`).join(', ')}: ${gain >= 0 ? '+' : ''}${gain.toFixed(1)} points`;

export const gateInWords = (gate: Gate): string => GATES[gate];
