import type { FacilitatorPage } from '../src/shop/catalogue/public.ts';
import { exampleFacilitatorId } from './ids.ts';

type Words = Omit<FacilitatorPage, 'id' | 'position'>;

const FACILITATORS: readonly Words[] = [
  {
    address: 'imani-okafor',
    name: 'Imani Okafor',
    credentials: 'PhD',
    about: 'Psychologist. Has sat with grieving people for sixteen years. Will bring the good cookies.',
    languages: ['en'],
  },
  {
    address: 'tomas-reyes',
    name: 'Tomás Reyes',
    credentials: 'LCSW',
    about: 'Social worker. Speaks Spanish. Takes notes so that nobody has to repeat their story.',
    languages: ['en', 'es'],
  },
  {
    address: 'hanna-lindqvist',
    name: 'Hanna Lindqvist',
    credentials: 'PsyD',
    about:
      'Psychologist. Used to be afraid of elevators and knows every stairwell in town. Plain, warm, on time.',
    languages: ['en'],
  },
  {
    address: 'marcus-bell',
    name: 'Marcus Bell',
    credentials: 'LPC',
    about: 'Counselor. Was a night nurse first. Listens slowly, and asks the small question.',
    languages: ['en'],
  },
  {
    address: 'ana-sousa',
    name: 'Ana Sousa',
    credentials: 'LMFT',
    about:
      'Family therapist. Has two children and no advice about sleep. Happy with crying, yours or the baby’s.',
    languages: ['en', 'es'],
  },
  {
    address: 'ruth-abelson',
    name: 'Ruth Abelson',
    credentials: 'LCSW',
    about: 'Social worker at a pain clinic for eleven years. Leaves room for bad days, and for jokes.',
    languages: ['en'],
  },
];

/** Who runs the example groups. They have no photographs: nobody should be a model for distress. */
export const EXAMPLE_FACILITATORS: readonly FacilitatorPage[] = FACILITATORS.map((words, index) => ({
  ...words,
  id: exampleFacilitatorId(index + 1),
  position: index,
}));
