import type { PracticeId } from '../src/kernel/id.ts';
import type { PlainDate } from '../src/kernel/time.ts';
import type { Tx } from '../src/platform/db.ts';
import { publishAgreement, publishFacilitator, publishGroup } from '../src/shop/catalogue/public.ts';
import { EXAMPLE_AGREEMENT } from './agreement.ts';
import { EXAMPLE_FACILITATORS } from './facilitators.ts';
import { examplePublications } from './groups.ts';

/** Prints the example catalogue: agreement, facilitators, groups. Again is the same, with dates round the new day. */
export const seedCatalogue = async (tx: Tx, practiceId: PracticeId, today: PlainDate): Promise<void> => {
  await publishAgreement(tx, practiceId, EXAMPLE_AGREEMENT);
  for (const facilitator of EXAMPLE_FACILITATORS) await publishFacilitator(tx, practiceId, facilitator);
  for (const group of examplePublications(today)) await publishGroup(tx, practiceId, group);
};
