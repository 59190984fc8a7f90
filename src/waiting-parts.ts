import { type ApplicationDeps, applicationMoved } from './care/applications/public.ts';
import {
  type GroupAtDoor,
  type GroupFacts,
  leaveLine,
  lockLine,
  type WaitingDeps,
} from './care/waiting/public.ts';
import type { PracticeId } from './kernel/id.ts';
import type { Sql } from './platform/db.ts';
import type { Platform } from './platform/platform.ts';
import { groupAtDoor, offeringForSale, saleNow } from './shop/catalogue/public.ts';
import { declineOffer, offersOf, seatsToOffer, withdrawOffer } from './shop/offers/public.ts';

/** The waiting list, with what it needs of the shop: an offer is ended there, and an application follows here. */
export const waitingOf = (platform: Platform): WaitingDeps => ({
  ...platform,
  elsewhere: {
    applicationMoved,
    endOffer: async (tx, { practiceId, offerId, how, by }) => {
      const [offer] = await offersOf(tx, practiceId, [offerId]);
      if (offer?.state === 'held') return 'being-paid';
      const key = { practiceId, offerId };
      const done =
        how === 'declined'
          ? await declineOffer(tx, platform, { ...key, stays: false })
          : await withdrawOffer(tx, platform, { ...key, by });
      if (!done.ok) return done.refusal.because === 'in-checkout' ? 'being-paid' : 'ended';
      return done.value.as === 'ending' ? 'being-paid' : 'ended';
    },
  },
});

/** Applications, with what they need of the waiting list. */
export const applicationsOf = (platform: Platform): ApplicationDeps => ({
  ...platform,
  line: { lock: lockLine, leave: (tx, who) => leaveLine(waitingOf(platform), tx, who) },
});

/** The group of an address or id as applications see it. */
export const groupWords = async (
  sql: Sql,
  practiceId: PracticeId,
  which: { readonly address: string } | { readonly id: string },
) => {
  const group = await groupAtDoor(sql, practiceId, which);
  if (group?.state !== 'published' && group?.state !== 'closed') return undefined;
  const { id, name, address, facilitators, entry, state } = group;
  return {
    id,
    name,
    address,
    facilitators,
    takesApplications: entry === 'apply',
    isOpen: state === 'published',
  };
};

export const chairsOf = async (sql: Sql, practiceId: PracticeId, id: string) => {
  const group = await groupAtDoor(sql, practiceId, { id });
  return group && { capacity: group.capacity, taken: group.confirmed, free: group.free };
};

/** How a group takes people at this moment. */
export const doorOf = async (
  sql: Sql,
  practiceId: PracticeId,
  which: { readonly address: string } | { readonly id: string },
): Promise<GroupAtDoor | undefined> => {
  const group = await groupAtDoor(sql, practiceId, which);
  if (group?.state !== 'published' && group?.state !== 'closed') return undefined;
  const { id, name, address, entry } = group;
  const offering = await offeringForSale(sql, practiceId, id);
  const sale = offering && saleNow(offering, group.now);
  const open = sale?.ok === true || sale?.refusal.because === 'full';
  if (!open) return { id, name, address, takes: 'nobody' };
  if (entry === 'apply') return { id, name, address, takes: 'applying' };
  return { id, name, address, takes: sale.ok ? 'buying' : 'waiting' };
};

const NOBODY: GroupFacts = { free: 0, needsYes: false, sitting: [], offered: [] };

/** What the shop says of a group to whoever looks at its line. */
export const factsOf = async (sql: Sql, practiceId: PracticeId, groupId: string): Promise<GroupFacts> =>
  (await seatsToOffer(sql, practiceId, groupId)) ?? NOBODY;
