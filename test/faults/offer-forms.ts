// The desk's forms about offers of a chair, filled in well.
import type { Visitor } from '../support/app.ts';

type Stage = {
  readonly visitor: Visitor;
  readonly path: string;
  readonly fields: readonly (readonly [string, string])[];
};

export type OfferPlaces = {
  readonly owner: () => Promise<Visitor>;
  /** A new open offer; gives its id. */
  readonly offerId: () => Promise<string>;
  readonly offering: () => string;
};

export const offerForms = ({
  owner,
  offerId,
  offering,
}: OfferPlaces): Record<string, () => Promise<Stage>> => {
  let people = 0;
  const about = (end: string, fields: Record<string, string>) => async (): Promise<Stage> => ({
    visitor: await owner(),
    path: `/desk/waiting/offers/${await offerId()}/${end}`,
    fields: Object.entries(fields),
  });
  const ofGroup = (end: string, fields: () => Record<string, string>) => async (): Promise<Stage> => ({
    visitor: await owner(),
    path: `/desk/groups/${offering()}/${end}`,
    fields: Object.entries(fields()),
  });
  return {
    '/desk/waiting/offers/:id/time': about('time', { days: '2' }),
    '/desk/waiting/offers/:id/withdrawal': about('withdrawal', { words: 'We call you.' }),
    '/desk/waiting/offers/:id/settled': about('settled', {}),
    '/desk/groups/:id/offers': ofGroup('offers', () => ({
      ...{
        name: 'Ann Bell',
        email: `ann.${++people}@mail.example`,
        days: '2',
        tier: '',
        note: 'See you soon.',
      },
    })),
    '/desk/groups/:id/opened': ofGroup('opened', () => ({ what: 'keep' })),
    '/desk/groups/:id/offer-hours': ofGroup('offer-hours', () => ({ hours: '48' })),
  };
};
