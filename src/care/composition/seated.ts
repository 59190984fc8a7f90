import type { Instance, Plan } from './model.ts';

/** The plan that stands where nobody was placed: whoever sits already. */
export const seatedIn = ({ clients }: Pick<Instance, 'clients'>): Plan =>
  new Map(clients.flatMap(({ id, sitsIn }) => (sitsIn === undefined ? [] : [[id, sitsIn] as const])));
