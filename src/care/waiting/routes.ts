import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { PracticeId } from '../../kernel/id.ts';
import { notFound } from '../../platform/http/errors.ts';
import { hashSecret } from '../../platform/ids.ts';
import { networkOf } from '../../platform/network.ts';
import type {} from '../../request.ts';
import { urls } from '../../urls.ts';
import { readAsk, readEmail, readName } from '../asking/public.ts';
import { askToWait, confirmEntry, type Holder, leaveList } from './actions.ts';
import type { GroupAtDoor } from './entry.ts';
import { SecretInPath } from './forms.ts';
import type { WaitingDeps } from './moving-actions.ts';
import { joinAskedPage, joinPage } from './pages/join.ts';
import { type Done, type OwnPage, ownPage } from './pages/own.ts';
import { type InvitationPage, invitationPage, refusedPage } from './pages/together.ts';
import {
  acceptInvitation,
  goAlone,
  invitationBehind,
  invitePartner,
  refuseInvitation,
} from './pair-actions.ts';
import { ownView } from './view-actions.ts';

export type WaitingRoutesDeps = WaitingDeps & {
  /** How the group at this address, or with this id, takes people now; undefined where it is not on the site. */
  readonly doorAt: (practiceId: PracticeId, address: string) => Promise<GroupAtDoor | undefined>;
  readonly doorOf: (practiceId: PracticeId, groupId: string) => Promise<GroupAtDoor | undefined>;
  /** The page behind which the person of this offer takes the chair. */
  readonly offerPath: (offerId: string) => string;
};

const VISITOR = { config: { access: 'visitor' } } as const;
const LINK = { config: { access: 'secret-link' } } as const;

type At = { Params: { address: string } };

/** The waiting list as those who wait see it: the door, the own page, and waiting together. */
export const waitingRoutes =
  (deps: WaitingRoutesDeps): FastifyPluginAsync =>
  async (app) => {
    joinRoutes(app, deps);
    app.get(urls.waiting(':secret'), LINK, (request, reply) => look(deps, request, reply));
    app.post(urls.waiting(':secret'), LINK, (request, reply) => confirm(deps, request, reply));
    app.post(urls.waitingDeparture(':secret'), LINK, (request, reply) => leave(deps, request, reply));
    app.post(urls.waitingPartner(':secret'), LINK, (request, reply) => invite(deps, request, reply));
    app.post(urls.waitingParting(':secret'), LINK, (request, reply) => part(deps, request, reply));
    app.get(urls.together(':secret'), LINK, (request, reply) => asked(deps, request, reply));
    app.post(urls.together(':secret'), LINK, (request, reply) => join(deps, request, reply));
    app.post(urls.togetherRefusal(':secret'), LINK, (request, reply) => refuse(deps, request, reply));
  };

const joinRoutes = (app: FastifyInstance, deps: WaitingRoutesDeps): void => {
  const groupFor = async (request: FastifyRequest<At>) =>
    (await deps.doorAt(request.practice.id, request.params.address)) ?? notFound();

  app.get<At>(urls.groupWaiting(':address'), VISITOR, async (request, reply) => {
    const group = await groupFor(request);
    return reply.page(joinPage(await request.frame(), { group }));
  });

  app.post<At>(urls.groupWaiting(':address'), VISITOR, async (request, reply) => {
    const group = await groupFor(request);
    const { typed, trapped, errors } = readAsk(request.body);
    const frame = await request.frame();
    if (group.takes !== 'waiting') return reply.page(joinPage(frame, { group }), 409);
    if (Object.keys(errors).length > 0) return reply.page(joinPage(frame, { group, typed, errors }), 422);
    const asking = { ...typed, trapped, from: networkOf(request.ip) };
    const done = await askToWait(deps, request.practice, group, asking);
    if (done.ok) return reply.seeOther(urls.groupWaitingSent(group.address));
    const status = done.refusal.because === 'too-many' ? 429 : 409;
    return reply.page(joinPage(frame, { group, typed, refusal: done.refusal }), status);
  });

  app.get<At>(urls.groupWaitingSent(':address'), VISITOR, async (request, reply) => {
    const group = await groupFor(request);
    return reply.page(joinAskedPage(await request.frame(), group));
  });
};

type Behind = { readonly secret: string; readonly holder: Holder };

const behind = (request: FastifyRequest): Behind => {
  const path = SecretInPath.safeParse(request.params);
  if (!path.success) return notFound();
  const { secret } = path.data;
  return { secret, holder: { practiceId: request.practice.id, secretHash: hashSecret(secret) } };
};

const shownOf = async (deps: WaitingRoutesDeps, { secret, holder }: Behind): Promise<OwnPage> => {
  const view = (await ownView(deps, holder)) ?? notFound();
  const { offerId, state, groupId } = view.entry;
  const group = await deps.doorOf(holder.practiceId, groupId);
  const offer = state === 'offered' && offerId !== null ? { path: deps.offerPath(offerId) } : undefined;
  return { secret, ...view, group, offer };
};

const DONE: readonly Done[] = ['on', 'told', 'invited', 'alone', 'together'];
const doneIn = (query: unknown): Done | undefined => {
  const done = (query as Record<string, unknown>)['done'];
  return DONE.find((known) => known === done);
};

const look = async (deps: WaitingRoutesDeps, request: FastifyRequest, reply: FastifyReply) => {
  const view = await shownOf(deps, behind(request));
  return reply.page(ownPage(await request.frame(), { ...view, done: doneIn(request.query) }));
};

const confirm = async (deps: WaitingRoutesDeps, request: FastifyRequest, reply: FastifyReply) => {
  const { secret, holder } = behind(request);
  const done = await confirmEntry(deps, holder);
  return done ? reply.seeOther(`${urls.waiting(secret)}?done=on`) : reply.callNotFound();
};

const leave = async (deps: WaitingRoutesDeps, request: FastifyRequest, reply: FastifyReply) => {
  const link = behind(request);
  const done = await leaveList(deps, link.holder);
  if (!done) return reply.callNotFound();
  if (done.ok || done.refusal.because === 'over') return reply.seeOther(urls.waiting(link.secret));
  const view = await shownOf(deps, link);
  return reply.page(ownPage(await request.frame(), { ...view, leaving: done.refusal }), 409);
};

const invite = async (deps: WaitingRoutesDeps, request: FastifyRequest, reply: FastifyReply) => {
  const link = behind(request);
  const { email, errors } = readEmail(request.body);
  const again = async (why: Omit<NonNullable<OwnPage['invite']>, 'email'>, status: number) => {
    const view = await shownOf(deps, link);
    return reply.page(ownPage(await request.frame(), { ...view, invite: { email, ...why } }), status);
  };
  const error = errors['email'];
  if (error !== undefined) return again({ error }, 422);
  const done = await invitePartner(deps, link.holder, email);
  if (!done) return reply.callNotFound();
  if (done.ok) return reply.seeOther(`${urls.waiting(link.secret)}?done=invited`);
  return again({ refusal: done.refusal }, done.refusal.because === 'too-many' ? 429 : 409);
};

const part = async (deps: WaitingRoutesDeps, request: FastifyRequest, reply: FastifyReply) => {
  const { secret, holder } = behind(request);
  const done = await goAlone(deps, holder);
  return done ? reply.seeOther(`${urls.waiting(secret)}?done=alone`) : reply.callNotFound();
};

const invitationOf = async (deps: WaitingRoutesDeps, { secret, holder }: Behind): Promise<InvitationPage> => {
  const pair = (await invitationBehind(deps, holder)) ?? notFound();
  return { secret, pair, group: await deps.doorOf(holder.practiceId, pair.groupId) };
};

const asked = async (deps: WaitingRoutesDeps, request: FastifyRequest, reply: FastifyReply) => {
  const view = await invitationOf(deps, behind(request));
  return reply.page(invitationPage(await request.frame(), view));
};

const join = async (deps: WaitingRoutesDeps, request: FastifyRequest, reply: FastifyReply) => {
  const link = behind(request);
  const view = await invitationOf(deps, link);
  const { name, errors } = readName(request.body);
  const frame = await request.frame();
  const error = errors['name'];
  if (error !== undefined && view.pair.state === 'invited')
    return reply.page(invitationPage(frame, { ...view, typed: name, error }), 422);
  const done = await acceptInvitation(deps, link.holder, name);
  if (!done) return reply.callNotFound();
  if (done.ok) return reply.seeOther(`${urls.waiting(done.value.secret)}?done=together`);
  const now = await invitationOf(deps, link);
  return reply.page(invitationPage(frame, { ...now, typed: name, refusal: done.refusal }), 409);
};

const refuse = async (deps: WaitingRoutesDeps, request: FastifyRequest, reply: FastifyReply) => {
  const done = await refuseInvitation(deps, behind(request).holder);
  return done ? reply.page(refusedPage(await request.frame())) : reply.callNotFound();
};
