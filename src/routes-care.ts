import type { FastifyPluginAsync } from 'fastify';
import { apartRoutes } from './care/apart/routes.ts';
import { deskApplicationRoutes } from './care/applications/desk-routes.ts';
import { groupsOfFacilitator } from './care/applications/public.ts';
import { type ApplicationRoutesDeps, applicationRoutes } from './care/applications/routes.ts';
import { applicationWordsRoutes } from './care/applications/words-routes.ts';
import { deskWaitingRoutes } from './care/waiting/desk-routes.ts';
import { asJob, peopleInLine, waitingIn, waitingPathOf } from './care/waiting/public.ts';
import { waitingRoutes } from './care/waiting/routes.ts';
import type { PracticeId } from './kernel/id.ts';
import type { Platform } from './platform/platform.ts';
import { urls } from './urls.ts';
import { applicationsOf, chairsOf, doorOf, factsOf, groupWords, waitingOf } from './waiting-parts.ts';

/** Asking to come into a group: applications, the waiting list, and who is kept apart. */
export const careRoutes =
  (platform: Platform): FastifyPluginAsync =>
  async (app) => {
    await app.register(applying(platform));
    await app.register(waitingFor(platform));
  };

/** The groups whose facilitator somebody is. */
const ownGroups =
  ({ db }: Platform) =>
  ({ practiceId, personId }: { readonly practiceId: PracticeId; readonly personId: string }) =>
    groupsOfFacilitator(db, { practiceId, personId });

const applying =
  (platform: Platform): FastifyPluginAsync =>
  async (app) => {
    const { sql } = platform.db;
    const waiting = waitingOf(platform);
    const applications = applicationsOf(platform);
    const doors: Pick<ApplicationRoutesDeps, 'groupAt' | 'groupOf' | 'nextDoor'> = {
      groupAt: (practiceId, address) => groupWords(sql, practiceId, { address }),
      groupOf: (practiceId, id) => groupWords(sql, practiceId, { id }),
      nextDoor: async ({ practiceId, id, state }) => {
        if (state !== 'waiting' && state !== 'offered') return undefined;
        const path = await waitingPathOf(waiting, practiceId, id);
        const words = state === 'offered' ? 'Look at the chair' : 'See your place in line';
        return path === undefined ? undefined : { path, words };
      },
    };
    await app.register(applicationRoutes({ ...applications, ...doors }));
    await app.register(
      deskApplicationRoutes({
        ...applications,
        chairsOf: (practiceId, id) => chairsOf(sql, practiceId, id),
        waitingFor: (practiceId, groupId) =>
          asJob(waiting, practiceId, (tx) => waitingIn(tx, { practiceId, groupId })),
      }),
    );
    await app.register(applicationWordsRoutes(platform));
  };

const waitingFor =
  (platform: Platform): FastifyPluginAsync =>
  async (app) => {
    const { sql } = platform.db;
    const waiting = waitingOf(platform);
    await app.register(
      waitingRoutes({
        ...waiting,
        doorAt: (practiceId, address) => doorOf(sql, practiceId, { address }),
        doorOf: (practiceId, id) => doorOf(sql, practiceId, { id }),
        offerPath: (offerId) => urls.offer(platform.links.secret('offer', offerId)),
      }),
    );
    await app.register(
      apartRoutes({
        ...platform,
        ownGroups: ownGroups(platform),
        peopleIn: async (practiceId, groupId) => {
          const { sitting, offered } = await factsOf(sql, practiceId, groupId);
          return [...sitting, ...offered, ...(await peopleInLine(waiting, { practiceId, groupId }))];
        },
      }),
    );
    await app.register(
      deskWaitingRoutes({
        ...waiting,
        ownGroups: ownGroups(platform),
        factsOf: (practiceId, id) => factsOf(sql, practiceId, id),
      }),
    );
  };
