import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { practices } from '../../identity/practice/public.ts';
import { calendarFile } from '../../platform/calendar.ts';
import { networkOf } from '../../platform/network.ts';
import type {} from '../../request.ts';
import { urls } from '../../urls.ts';
import { askQuestion, type CatalogueDeps } from './actions.ts';
import { readQuestion, readWish } from './forms.ts';
import { facilitatorPage, facilitatorsPage } from './pages/facilitators.ts';
import { groupPage } from './pages/group.ts';
import { questionPage, questionSentPage } from './pages/question.ts';
import { groupsPage } from './pages.ts';
import { hasBegun, saleNow } from './sale.ts';
import { nextMeetings } from './schedule.ts';
import { cardsOfFacilitator, openShelves, type Shelves } from './shelf-store.ts';
import {
  databaseNow,
  facilitatorAt,
  facilitatorsOf,
  listingAt,
  newAddressOf,
  newFacilitatorAddressOf,
  seatsOf,
} from './store.ts';

const PUBLIC = { config: { access: 'visitor', cache: 'public' } } as const;
const VISITOR = { config: { access: 'visitor' } } as const;
const CALENDAR_MEETINGS = 12;

type At = { Params: { address: string } };

/** The public catalogue: find a group, a group's page, its calendar and questions, the facilitators. */
export const catalogueRoutes =
  (deps: CatalogueDeps): FastifyPluginAsync =>
  async (app) => {
    const shelves = openShelves(deps.db.sql);
    // Ten thousand groups take seconds to read: before the first visitor asks, not while.
    app.addHook('onListen', async () => {
      for (const { id } of await practices(deps.db)) shelves(id).catch(() => undefined);
    });
    await app.register(browseRoutes(deps, shelves));
    await app.register(groupRoutes(deps));
    await app.register(questionRoutes(deps));
    await app.register(facilitatorRoutes(deps));
  };

const browseRoutes =
  ({ db }: CatalogueDeps, shelfOf: Shelves): FastifyPluginAsync =>
  async (app) => {
    app.get(urls.groups(), PUBLIC, async (request, reply) => {
      const { practice } = request;
      const wish = readWish(request.query);
      const found = (await shelfOf(practice.id)).find(wish);
      const ids = [...found.groups, ...found.closest].map(({ card }) => card.offeringId);
      const rows = ids.length === 0 ? [] : await seatsOf(db.sql, practice.id, ids);
      const seats = new Map(rows.map(({ offeringId, ...counters }) => [offeringId as string, counters]));
      return reply.page(
        groupsPage(await request.frame(), { wish, found, seats, currency: practice.currency }),
      );
    });
  };

const listingFor = ({ db }: CatalogueDeps, request: FastifyRequest<At>) =>
  listingAt(db.sql, request.practice.id, request.params.address);

const groupRoutes =
  (deps: CatalogueDeps): FastifyPluginAsync =>
  async (app) => {
    app.get<At>(urls.group(':address'), PUBLIC, async (request, reply) => {
      const listing = await listingFor(deps, request);
      if (!listing) {
        const moved = await newAddressOf(deps.db.sql, request.practice.id, request.params.address);
        return moved === undefined ? reply.callNotFound() : reply.redirect(urls.group(moved), 301);
      }
      const now = await databaseNow(deps.db.sql);
      const [next] = nextMeetings(listing.schedule, now, 1);
      const shown = {
        listing,
        now,
        next,
        sale: saleNow(listing, now),
        begun: hasBegun(listing.schedule, now),
        hasEstimate: await deps.showsEstimate(request.practice),
      };
      return reply.page(groupPage(await request.frame(), shown));
    });

    app.get<At>(urls.groupCalendar(':address'), VISITOR, async (request, reply) => {
      const listing = await listingFor(deps, request);
      if (!listing) return reply.callNotFound();
      const { practice } = request;
      const stamp = await databaseNow(deps.db.sql);
      const meetings = nextMeetings(listing.schedule, stamp, CALENDAR_MEETINGS).map((meeting) => ({
        ...meeting,
        // By the date of its beat: a meeting that is moved mends its entry in the calendar.
        uid: `${listing.address}-${meeting.slot}@${request.hostname}`,
      }));
      const organiser = { name: practice.neutralName, email: practice.email };
      return reply
        .type('text/calendar; charset=utf-8')
        .header('content-disposition', 'attachment; filename="appointments.ics"')
        .send(calendarFile({ meetings, organiser, stamp }));
    });
  };

const questionRoutes =
  (deps: CatalogueDeps): FastifyPluginAsync =>
  async (app) => {
    app.get<At>(urls.groupQuestion(':address'), VISITOR, async (request, reply) => {
      const listing = await listingFor(deps, request);
      if (!listing) return reply.callNotFound();
      return reply.page(questionPage(await request.frame(), { listing }));
    });

    app.post<At>(urls.groupQuestion(':address'), VISITOR, async (request, reply) => {
      const listing = await listingFor(deps, request);
      if (!listing) return reply.callNotFound();
      const input = readQuestion(request.body);
      const { typed } = input;
      const frame = await request.frame();
      if (!input.ok) return reply.page(questionPage(frame, { listing, typed, errors: input.errors }), 422);
      const asking = { words: input.question, trapped: input.trapped, from: networkOf(request.ip) };
      const asked = await askQuestion(deps, request.practice, listing, asking);
      if (asked.ok) return reply.seeOther(urls.groupQuestionSent(listing.address));
      const status = asked.refusal.because === 'too-many' ? 429 : 409;
      return reply.page(questionPage(frame, { listing, typed, refusal: asked.refusal }), status);
    });

    app.get<At>(urls.groupQuestionSent(':address'), VISITOR, async (request, reply) => {
      const listing = await listingFor(deps, request);
      if (!listing) return reply.callNotFound();
      return reply.page(questionSentPage(await request.frame(), listing));
    });
  };

const facilitatorRoutes =
  ({ db }: CatalogueDeps): FastifyPluginAsync =>
  async (app) => {
    app.get(urls.facilitators(), PUBLIC, async (request, reply) => {
      const facilitators = await facilitatorsOf(db.sql, request.practice.id);
      return reply.page(facilitatorsPage(await request.frame(), facilitators));
    });

    app.get<At>(urls.facilitator(':address'), PUBLIC, async (request, reply) => {
      const facilitator = await facilitatorAt(db.sql, request.practice.id, request.params.address);
      if (!facilitator) {
        const moved = await newFacilitatorAddressOf(db.sql, request.practice.id, request.params.address);
        return moved === undefined ? reply.callNotFound() : reply.redirect(urls.facilitator(moved), 301);
      }
      const now = await databaseNow(db.sql);
      const cards = await cardsOfFacilitator(db.sql, request.practice.id, facilitator.id);
      const shown = cards.map((card) => ({ card, seats: card.seats, begun: hasBegun(card.schedule, now) }));
      return reply.page(facilitatorPage(await request.frame(), facilitator, shown));
    });
  };
