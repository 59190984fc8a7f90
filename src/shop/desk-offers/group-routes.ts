import type { FastifyInstance, FastifyPluginAsync, FastifyRequest } from 'fastify';
import { formatMoney } from '../../kernel/money.ts';
import type { Db } from '../../platform/db.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { SecretLinks } from '../../platform/links.ts';
import { urls } from '../../urls.ts';
import { offeringForSale } from '../catalogue/public.ts';
import {
  changeOfferHours,
  keepSeats,
  makeOffer,
  nowByOffers,
  offerUntil,
  openSeat,
  standingOf,
} from '../offers/public.ts';
import { EMPTY, readHours, readId, readNewOffer, readOpening, readSaid } from './forms.ts';
import { type GroupView, groupOffersPage } from './pages/group.ts';
import * as store from './store.ts';

type Deps = { readonly db: Db; readonly jobs: Jobs; readonly links: SecretLinks };

const DESK = { config: { access: 'desk' as const } };
/** More open offers than a group has chairs there never are. */
const MOST = 500;

/** The chairs of one group: who is offered one, and who may take a free one. */
export const groupRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async (app) => {
    makeRoutes(app, deps);
    openingRoutes(app, deps);
  };

const groupOf = async ({ db }: Deps, request: FastifyRequest) => {
  const id = readId(request.params);
  return id === undefined ? undefined : store.groupSeats(db.sql, request.practice.id, id);
};

const show = async (
  { db }: Deps,
  request: FastifyRequest,
  group: store.GroupSeats,
  told: Partial<Pick<GroupView, 'form' | 'refusal' | 'noneToOpen' | 'hoursError'>> = {},
) => {
  const practiceId = request.practice.id;
  const filter = {
    typed: '',
    state: 'open' as const,
    offeringId: group.id,
    sortBy: 'ends' as const,
    page: 1,
  };
  const rows = await store.offersPage(db.sql, practiceId, filter, { limit: MOST, offset: 0 });
  const offering = await offeringForSale(db.sql, practiceId, group.id);
  const { locale } = request.practice;
  return groupOffersPage(await request.frame(), {
    group,
    rows: rows.map((row) => ({
      ...row,
      standing: standingOf({ ...row, endsBecause: row.endsBecause === null ? null : 'withdrawn' }),
    })),
    tiers: (offering?.tiers ?? []).map(({ id, name, unit }) => ({
      id,
      name,
      price: formatMoney(unit, locale),
    })),
    form: EMPTY,
    said: Object.keys(told).length === 0 ? readSaid(request.query) : undefined,
    ...told,
  });
};

const makeRoutes = (app: FastifyInstance, deps: Deps): void => {
  app.get(urls.deskGroupOffers(':id'), DESK, async (request, reply) => {
    const group = await groupOf(deps, request);
    return group ? reply.page(await show(deps, request, group)) : reply.callNotFound();
  });

  app.post(urls.deskGroupOffers(':id'), DESK, async (request, reply) => {
    const group = await groupOf(deps, request);
    if (!group) return reply.callNotFound();
    const read = readNewOffer(request.body);
    if (!('wish' in read)) return reply.page(await show(deps, request, group, { form: read }), 422);
    const { wish } = read;
    const kept = { typed: request.body as GroupView['form']['typed'], errors: {} };
    if (group.entry === 'apply')
      return reply.page(await show(deps, request, group, { form: kept, refusal: 'needs-yes' }), 409);
    const now = await nowByOffers(deps.db.sql);
    const made = await deps.db.begin((tx) =>
      makeOffer(tx, deps, {
        ...{ practiceId: request.practice.id, offeringId: group.id },
        person: { name: wish.name, email: wish.email },
        until: offerUntil(now, { hours: wish.days * 24, zone: request.practice.zone }),
        ...{ source: 'desk', by: 'desk', tierId: wish.tier ?? null, note: wish.note ?? null },
      }),
    );
    if (made.ok) return reply.seeOther(`${urls.deskOffer(made.value.offerId)}?said=made`);
    const refusal = made.refusal.because;
    return reply.page(await show(deps, request, group, { form: kept, refusal }), 409);
  });
};

const openingRoutes = (app: FastifyInstance, deps: Deps): void => {
  const keyOf = (request: FastifyRequest, group: store.GroupSeats) => ({
    practiceId: request.practice.id,
    offeringId: group.id,
    by: 'desk',
  });

  app.post(urls.deskGroupOpened(':id'), DESK, async (request, reply) => {
    const group = await groupOf(deps, request);
    const what = readOpening(request.body);
    if (!group) return reply.callNotFound();
    const key = keyOf(request, group);
    if (what === undefined) return reply.page(await show(deps, request, group, { noneToOpen: true }), 422);
    if (what === 'keep') await deps.db.begin((tx) => keepSeats(tx, key));
    else if (!(await deps.db.begin((tx) => openSeat(tx, key))))
      return reply.page(await show(deps, request, group, { noneToOpen: true }), 409);
    return reply.seeOther(`${urls.deskGroupOffers(group.id)}?said=${what === 'keep' ? 'kept' : 'opened'}`);
  });

  app.post(urls.deskGroupOfferHours(':id'), DESK, async (request, reply) => {
    const group = await groupOf(deps, request);
    if (!group) return reply.callNotFound();
    const hours = readHours(request.body);
    if (hours === undefined) {
      const hoursError = 'Please choose one of these.';
      return reply.page(await show(deps, request, group, { hoursError }), 422);
    }
    const key = keyOf(request, group);
    await deps.db.begin((tx) => changeOfferHours(tx, { ...key, hours }));
    return reply.seeOther(`${urls.deskGroupOffers(group.id)}?said=hours`);
  });
};
