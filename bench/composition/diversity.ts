// Instances of the public diversity format, built by its rules: whole distances from 0 to 100, groups of equal size.
import type { Mdgp } from '../../src/care/composition/mdgp-text.ts';
import { randomFrom } from '../../src/care/composition/random.ts';

const GROUP_SIZE = 12;

export const diversityInstance = (people: number): Mdgp => {
  const random = randomFrom(people);
  const distance = new Float64Array(people * people);
  for (let i = 0; i < people; i++)
    for (let j = i + 1; j < people; j++) {
      const apart = random.below(101);
      distance[i * people + j] = apart;
      distance[j * people + i] = apart;
    }
  const sizes = Array.from({ length: people / GROUP_SIZE }, () => GROUP_SIZE);
  return { items: people, least: sizes, most: sizes, distance };
};
