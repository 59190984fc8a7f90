// A practice with groups for sale, made by the doors the product uses: for tests of cart, checkout and orders.
import { EXAMPLE_AGREEMENT } from '../../example/agreement.ts';
import { EXAMPLE_FACILITATORS } from '../../example/facilitators.ts';
import { examplePublications } from '../../example/groups.ts';
import { openGroup as openCareGroup } from '../../src/care/groups/public.ts';
import { openPractice } from '../../src/identity/practice/public.ts';
import type { PracticeId } from '../../src/kernel/id.ts';
import { Temporal } from '../../src/kernel/time.ts';
import type { Db } from '../../src/platform/db.ts';
import { newId } from '../../src/platform/ids.ts';
import {
  facilitatorsOf,
  type OfferingId,
  type Publication,
  publishAgreement,
  publishFacilitator,
  publishGroup,
  type TierId,
} from '../../src/shop/catalogue/public.ts';
import type { Visitor } from './app.ts';

export type GroupForSale = {
  readonly offering: string;
  /** Ids of its prices, cheapest first. */
  readonly tiers: readonly string[];
  readonly name: string;
  readonly address: string;
  /** Prints it again with something changed: another price, fewer chairs, closed. */
  reprint(change: Partial<Publication>): Promise<void>;
  readonly publication: Publication;
};

export type GroupWish = Partial<Publication> & { readonly prices?: readonly number[] };

/** Opens the practice under the host `localhost`, with one group for each wish. Four meetings a purchase, at $20 or $45. */
export const openSale = async (
  db: Db,
  wishes: readonly GroupWish[],
  region = 'US',
): Promise<{ practiceId: PracticeId; groups: GroupForSale[] }> => {
  const { practiceId } = await openPractice(db, {
    name: 'Rowan Street Group Practice',
    neutralName: 'RS Practice',
    region,
    zone: 'America/Los_Angeles',
    locale: 'en-US',
    currency: 'USD',
    address: ['14 Rowan Street', 'Portland, OR 97205'],
    phone: '503-555-0142',
    email: 'hello@rowan.example',
    hosts: ['localhost', '127.0.0.1'],
    owner: { name: 'Imani Okafor', email: 'imani@rowan.example' },
  });
  const [facilitator] = EXAMPLE_FACILITATORS;
  if (!facilitator) throw new Error('the example has facilitators');
  await db.begin(async (tx) => {
    await publishAgreement(tx, practiceId, EXAMPLE_AGREEMENT);
    await publishFacilitator(tx, practiceId, facilitator);
  });
  const groups: GroupForSale[] = [];
  for (const [index, wish] of wishes.entries()) groups.push(await sellGroup(db, practiceId, wish, index));
  return { practiceId, groups };
};

/** Opens one more group, at the address `circle-<index>`, held by the practice's first facilitator where there is one. */
export const sellGroup = async (
  db: Db,
  practiceId: PracticeId,
  wish: GroupWish,
  index: number,
): Promise<GroupForSale> => {
  const [model] = examplePublications(Temporal.Now.plainDateISO());
  if (!model) throw new Error('there is an example group');
  const { prices = [2000, 4500], ...change } = wish;
  const [facilitator] = await facilitatorsOf(db.sql, practiceId);
  const publication: Publication = {
    ...model,
    offeringId: newId() as OfferingId,
    address: `circle-${index}`,
    name: ['After a loss', 'Steadier', 'Low tide'][index] ?? `Circle ${index}`,
    state: 'published',
    kind: 'open',
    capacity: 8,
    minSeats: 1,
    decisionOn: null,
    meetingsSold: 4,
    schedule: { ...model.schedule, sessions: null, rests: [] },
    facilitatorIds: facilitator ? [facilitator.id] : [],
    tiers: prices.map((unitMinor, position) => ({
      id: newId() as TierId,
      name: ['Helped', 'Even', 'Helping'][position] ?? 'Other',
      line: 'A line',
      unitMinor,
    })),
    ...change,
  };
  const reprint = (again: Partial<Publication>) =>
    db.begin((tx) => publishGroup(tx, practiceId, { ...publication, ...again }));
  await reprint({});
  // In care the group has the same id.
  await db.as({ kind: 'job:open-practice', practiceId }, (tx) =>
    openCareGroup(tx, { practiceId, id: publication.offeringId, name: publication.name, facilitatorIds: [] }),
  );
  return {
    offering: publication.offeringId,
    tiers: publication.tiers.map((tier) => tier.id),
    name: publication.name,
    address: publication.address,
    reprint,
    publication,
  };
};

/** What people on our pages type. */
export const ABOUT_AMARA = {
  attendee_name: 'Amara Jensen',
  attendee_email: 'amara@mail.example',
  payer: 'same',
  attest_0: 'yes',
  attest_1: 'yes',
};

/** Puts a chair into the cart of this browser. */
export const takeChair = (visitor: Visitor, group: GroupForSale, tier = 0) =>
  visitor.post('/cart/lines', { offering: group.offering, tier: group.tiers[tier] ?? '' });

/** From the cart to the step "Pay", as a person would: the last answer is that of the agreement. */
export const goToPay = async (visitor: Visitor, about: Record<string, string> = ABOUT_AMARA) => {
  await visitor.post('/checkout');
  await visitor.post('/checkout/you', about);
  return visitor.post('/checkout/agreement', {
    agreed_name: about['attendee_name'] ?? '',
    agree: 'yes',
    versions: '1',
  });
};
