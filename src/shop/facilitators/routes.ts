import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { Db } from '../../platform/db.ts';
import { notFound } from '../../platform/http/errors.ts';
import { urls } from '../../urls.ts';
import { type FacilitatorId, facilitatorPage, groupsOfFacilitator } from '../catalogue/public.ts';
import * as actions from './actions.ts';
import { type ProfileInput, readDirection, readFacilitatorId, readProfile, readTold } from './forms.ts';
import { blankProfile, lookBar, type ProfileView, profilePage } from './pages/profile.ts';
import { listPage, retirePage } from './pages.ts';
import * as store from './store.ts';

type Deps = { readonly db: Db };

const DESK = { config: { access: 'desk' } } as const;
const OWNER = { config: { access: 'owner' } } as const;

/** Who facilitates: added, changed, put in order, retired and brought back by an owner. */
export const facilitatorsRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async (app) => {
    const at = urls.practiceFacilitator(':id');
    app.get(urls.practiceFacilitators(), DESK, (request, reply) => list(deps, request, reply));
    app.get(urls.practiceFacilitatorNew(), OWNER, async (request, reply) =>
      reply.page(profilePage(await request.frame(), blankProfile())),
    );
    app.post(urls.practiceFacilitatorNew(), OWNER, (request, reply) => add(deps, request, reply));
    app.get(at, DESK, (request, reply) => show(deps, request, reply));
    app.post(at, OWNER, (request, reply) => change(deps, request, reply));
    app.post(urls.practiceFacilitatorPosition(':id'), OWNER, (request, reply) => move(deps, request, reply));
    app.get(urls.practiceFacilitatorRetirement(':id'), OWNER, (request, reply) =>
      showRetirement(deps, request, reply),
    );
    app.post(urls.practiceFacilitatorRetirement(':id'), OWNER, (request, reply) =>
      retire(deps, request, reply),
    );
    app.post(urls.practiceFacilitatorReturn(':id'), OWNER, async (request, reply) => {
      if (!(await actions.returnFacilitator(deps.db, ownerOf(request), idOf(request)))) return notFound();
      return reply.seeOther(urls.practiceFacilitators({ told: 'back' }));
    });
  };

const idOf = (request: FastifyRequest): string => readFacilitatorId(request.params) ?? notFound();
const mayChange = (request: FastifyRequest) => request.signedIn?.roles.includes('owner') === true;

const ownerOf = ({ practice, signedIn }: FastifyRequest): actions.Owner => {
  const { personId, name } = signedIn ?? notFound();
  return { practiceId: practice.id, personId, name };
};

const list = async ({ db }: Deps, request: FastifyRequest, reply: FastifyReply) => {
  const everybody = await store.everybody(db.sql, request.practice.id);
  const view = { everybody, mayChange: mayChange(request), told: readTold(request.query) };
  return reply.page(listPage(await request.frame(), view));
};

const known = async ({ db }: Deps, request: FastifyRequest): Promise<actions.Known> => {
  const { practiceId, personId } = ownerOf(request);
  const id = idOf(request);
  const found = await db.as({ kind: 'person', practiceId, personId }, (tx) =>
    actions.knownFacilitator(tx, practiceId, id),
  );
  return found ?? notFound();
};

const viewOf = async (deps: Deps, request: FastifyRequest): Promise<ProfileView> => {
  const { row, profile } = await known(deps, request);
  const { id } = request.practice;
  const [history, groups] = await Promise.all([
    store.changesOf(deps.db.sql, id, row.id),
    store.namedIn(deps.db.sql, id, row.id),
  ]);
  return { row, profile, history, groups, mayChange: mayChange(request), saved: false };
};

const show = async (deps: Deps, request: FastifyRequest, reply: FastifyReply) => {
  const view = await viewOf(deps, request);
  const saved = readTold(request.query) === 'saved';
  return reply.page(profilePage(await request.frame(), { ...view, saved }));
};

/** The public page as it would be, with the values that were typed travelling in the bar above it. */
const look = async (deps: Deps, request: FastifyRequest, input: ProfileInput & { ok: true }) => {
  const { profile, opened } = input;
  const id = readFacilitatorId(request.params);
  const row = id === undefined ? undefined : (await known(deps, request)).row;
  const { id: practiceId } = request.practice;
  const cards = row ? await groupsOfFacilitator(deps.db.sql, practiceId, row.id) : [];
  const groups = row ? await store.namedIn(deps.db.sql, practiceId, row.id) : [];
  const preview = {
    of: row ? 'a facilitator’s page' : 'a new page',
    bar: lookBar({ row, profile, groups, opened }),
  };
  const frame = { ...(await request.frame()), preview };
  const page = { ...profile, id: row?.id ?? ('new' as FacilitatorId) };
  return facilitatorPage(frame, page, cards);
};

const add = async (deps: Deps, request: FastifyRequest, reply: FastifyReply) => {
  const input = readProfile(request.body);
  const again = async (told: Pick<ProfileView, 'errors' | 'refusal'>, status: number) =>
    reply.page(
      profilePage(await request.frame(), { ...blankProfile(), profile: input.typed, ...told }),
      status,
    );
  if (input.step === 'write') return again({}, 200);
  if (!input.ok) return again({ errors: input.errors }, 422);
  if (input.step === 'look') return reply.page(await look(deps, request, input));
  const added = await actions.addFacilitator(deps.db, ownerOf(request), input.profile);
  if (!added.ok) return again({ refusal: added.refusal }, 409);
  return reply.seeOther(urls.practiceFacilitators({ told: 'added' }));
};

const change = async (deps: Deps, request: FastifyRequest, reply: FastifyReply) => {
  const input = readProfile(request.body);
  const again = async (told: Pick<ProfileView, 'errors' | 'refusal'>, status: number) => {
    const view = await viewOf(deps, request);
    return reply.page(profilePage(await request.frame(), { ...view, profile: input.typed, ...told }), status);
  };
  if (input.step === 'write') return again({}, 200);
  if (!input.ok) return again({ errors: input.errors }, 422);
  if (input.step === 'look') return reply.page(await look(deps, request, input));
  const wish = { id: idOf(request), profile: input.profile, opened: input.opened };
  const changed = await actions.changeFacilitator(deps.db, ownerOf(request), wish);
  if (changed === undefined) return notFound();
  if (!changed.ok) return again({ refusal: changed.refusal }, 409);
  return reply.seeOther(`${urls.practiceFacilitator(wish.id)}?told=saved`);
};

const move = async ({ db }: Deps, request: FastifyRequest, reply: FastifyReply) => {
  const by = readDirection(request.body) ?? notFound();
  await actions.moveFacilitator(db, ownerOf(request), idOf(request), by);
  return reply.seeOther(urls.practiceFacilitators());
};

const showRetirement = async (deps: Deps, request: FastifyRequest, reply: FastifyReply) => {
  const { row } = await known(deps, request);
  if (row.isRetired) return reply.seeOther(urls.practiceFacilitator(row.id));
  const groups = await store.namedIn(deps.db.sql, request.practice.id, row.id);
  return reply.page(retirePage(await request.frame(), { row, groups }));
};

const retire = async (deps: Deps, request: FastifyRequest, reply: FastifyReply) => {
  const retired = await actions.retireFacilitator(deps.db, ownerOf(request), idOf(request));
  if (retired === undefined) return notFound();
  if (retired.ok) return reply.seeOther(urls.practiceFacilitators({ told: 'retired' }));
  if (retired.refusal.because === 'not-here') return reply.seeOther(urls.practiceFacilitators());
  const { row } = await known(deps, request);
  return reply.page(retirePage(await request.frame(), { row, groups: retired.refusal.groups }), 409);
};
