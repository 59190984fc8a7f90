import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyPluginAsync, FastifyRequest } from 'fastify';
import { BYTE_ORDER_MARK } from '../../kernel/csv.ts';
import type { Db } from '../../platform/db.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { SecretLinks } from '../../platform/links.ts';
import { urls } from '../../urls.ts';
import {
  extendOffer,
  offerOf,
  offerUntil,
  settlePair,
  standingOf,
  withdrawalLetter,
  withdrawOffer,
} from '../offers/public.ts';
import { headRow, offerRow } from './export.ts';
import { readDays, readFilter, readId, readSaid, readWords } from './forms.ts';
import { groupRoutes } from './group-routes.ts';
import { type OfferView, offerDeskPage, withdrawalPage } from './pages/offer.ts';
import { offersPage } from './pages.ts';
import * as store from './store.ts';

export type DeskOffersDeps = {
  readonly db: Db;
  readonly jobs: Jobs;
  readonly links: SecretLinks;
  readonly publicUrl: string;
};

const DESK = { config: { access: 'desk' as const } };
const PAGE = 50;
const COUNT_TO = 1001;
const EXPORT_STEP = 500;

/** Offers at the desk: the list, one offer, and the chairs of one group. */
export const deskOffersRoutes =
  (deps: DeskOffersDeps): FastifyPluginAsync =>
  async (app) => {
    listRoutes(app, deps);
    offerRoutes(app, deps);
    timeRoutes(app, deps);
    withdrawalRoutes(app, deps);
    await app.register(groupRoutes(deps));
  };

export const rowOf = <Row extends Pick<store.OfferRow, 'state' | 'until' | 'now' | 'endsBecause'>>(
  row: Row,
) => ({
  ...row,
  standing: standingOf({ ...row, endsBecause: row.endsBecause === null ? null : 'withdrawn' }),
});

const listRoutes = (app: FastifyInstance, { db }: DeskOffersDeps): void => {
  app.get(urls.deskOffers(), DESK, async (request, reply) => {
    const practiceId = request.practice.id;
    const filter = readFilter(request.query);
    const at = { limit: PAGE, offset: (filter.page - 1) * PAGE };
    const [rows, count, groups] = await Promise.all([
      store.offersPage(db.sql, practiceId, filter, at),
      store.countOffers(db.sql, practiceId, filter, COUNT_TO),
      store.groupChoices(db.sql, practiceId),
    ]);
    const pages = Math.max(1, Math.ceil(count / PAGE));
    const view = { filter, rows: rows.map(rowOf), count, countTo: COUNT_TO, pages, groups };
    return reply.page(offersPage(await request.frame(), view));
  });

  app.get(urls.deskOffersCsv(), DESK, async (request, reply) => {
    reply.header('content-type', 'text/csv; charset=utf-8; header=present');
    reply.header('content-disposition', 'attachment; filename="offers.csv"');
    return reply.send(Readable.from(exported(db, request)));
  });
};

async function* exported(db: Db, { practice, query }: FastifyRequest) {
  const filter = readFilter(query);
  yield BYTE_ORDER_MARK + headRow();
  for (let offset = 0; ; offset += EXPORT_STEP) {
    const rows = await store.offersPage(db.sql, practice.id, filter, { limit: EXPORT_STEP, offset });
    yield rows.map((row) => offerRow(rowOf(row), practice.zone)).join('');
    if (rows.length < EXPORT_STEP) return;
  }
}

/** The offer that the address names, with what surrounds it. */
const found = async ({ db }: DeskOffersDeps, request: FastifyRequest) => {
  const practiceId = request.practice.id;
  const offerId = readId(request.params);
  const offer = offerId === undefined ? undefined : await offerOf(db.sql, practiceId, offerId);
  const group = offer && (await store.groupSeats(db.sql, practiceId, offer.offeringId));
  if (!offer || !group) return undefined;
  const other = await store.otherOf(db.sql, practiceId, offer.id);
  return {
    offer,
    standing: standingOf(offer),
    group: group.name,
    other: other && rowOf({ ...other, until: offer.until, now: offer.now, endsBecause: null }),
  };
};

type Found = NonNullable<Awaited<ReturnType<typeof found>>>;

const showOffer = async (
  deps: DeskOffersDeps,
  request: FastifyRequest,
  told: Pick<OfferView, 'error' | 'daysError'> = {},
) => {
  const view = await found(deps, request);
  if (!view) return undefined;
  const story = await store.storyOf(deps.db.sql, request.practice.id, view.offer.id);
  const said = Object.keys(told).length === 0 ? readSaid(request.query) : undefined;
  return offerDeskPage(await request.frame(), { ...view, story, said, ...told });
};

const offerRoutes = (app: FastifyInstance, deps: DeskOffersDeps): void => {
  app.get(urls.deskOffer(':id'), DESK, async (request, reply) => {
    const shown = await showOffer(deps, request);
    return shown ? reply.page(shown) : reply.callNotFound();
  });

  app.post(urls.deskOfferSettled(':id'), DESK, async (request, reply) => {
    const view = await found(deps, request);
    if (!view) return reply.callNotFound();
    const key = { practiceId: request.practice.id, offerId: view.offer.id };
    await deps.db.begin((tx) => settlePair(tx, key));
    return reply.seeOther(`${urls.deskOffer(view.offer.id)}?said=settled`);
  });
};

const NOT_LONGER = {
  gone: 'This offer is not there any more.',
  over: 'This offer has ended meanwhile. You can make a new one on the group’s page.',
  'not-later': 'That would not be more time.',
} as const;

const timeRoutes = (app: FastifyInstance, deps: DeskOffersDeps): void => {
  app.post(urls.deskOfferTime(':id'), DESK, async (request, reply) => {
    const view = await found(deps, request);
    if (!view) return reply.callNotFound();
    const { offer } = view;
    const days = readDays(request.body);
    const tell = async (told: Pick<OfferView, 'error' | 'daysError'>, status: number) => {
      const shown = await showOffer(deps, request, told);
      return shown ? reply.page(shown, status) : reply.callNotFound();
    };
    if (days === undefined) return tell({ daysError: 'Please choose how many days more.' }, 422);
    const until = offerUntil(offer.until, { hours: days * 24, zone: request.practice.zone });
    const key = { practiceId: request.practice.id, offerId: offer.id, by: 'desk' };
    const done = await deps.db.begin((tx) => extendOffer(tx, deps, { ...key, until }));
    if (!done.ok) return tell({ error: NOT_LONGER[done.refusal.because] }, 409);
    return reply.seeOther(`${urls.deskOffer(offer.id)}?said=more-time`);
  });
};

/** The letter as it would go; without the sentence where that cannot go. */
const letterShown = async (
  deps: DeskOffersDeps,
  request: FastifyRequest,
  view: Found,
  { words, error }: ReturnType<typeof readWords>,
) => {
  const said = error === undefined ? words : undefined;
  const letter = withdrawalLetter(deps, request.practice, view.offer, said);
  return withdrawalPage(await request.frame(), { ...view, words, error, letter });
};

const withdrawalRoutes = (app: FastifyInstance, deps: DeskOffersDeps): void => {
  app.get(urls.deskOfferWithdrawal(':id'), DESK, async (request, reply) => {
    const view = await found(deps, request);
    if (!view) return reply.callNotFound();
    const isOpen = view.standing === 'open' || view.standing === 'in-checkout';
    if (!isOpen) return reply.seeOther(urls.deskOffer(view.offer.id));
    const read = readWords(request.query, view.group);
    return reply.page(await letterShown(deps, request, view, read), read.error === undefined ? 200 : 422);
  });

  app.post(urls.deskOfferWithdrawal(':id'), DESK, async (request, reply) => {
    const view = await found(deps, request);
    if (!view) return reply.callNotFound();
    const read = readWords(request.body, view.group);
    if (read.error !== undefined) return reply.page(await letterShown(deps, request, view, read), 422);
    const { words } = read;
    const wish = { practiceId: request.practice.id, offerId: view.offer.id, by: 'desk' };
    const done = await deps.db.begin((tx) =>
      withdrawOffer(tx, deps, { ...wish, ...(words === undefined ? {} : { words }) }),
    );
    if (!done.ok) {
      const shown = await showOffer(deps, request, { error: NOT_LONGER.over });
      return shown ? reply.page(shown, 409) : reply.callNotFound();
    }
    const said = done.value.as === 'ended' ? 'withdrawn' : 'ending';
    return reply.seeOther(`${urls.deskOffer(view.offer.id)}?said=${said}`);
  });
};
