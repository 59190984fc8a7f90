import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { PracticeId } from '../../kernel/id.ts';
import { notFound } from '../../platform/http/errors.ts';
import { hashSecret } from '../../platform/ids.ts';
import type {} from '../../request.ts';
import { urls } from '../../urls.ts';
import {
  type ApartDeps,
  keepApart,
  rulesFor,
  type Settler,
  settleRule,
  stateApart,
  tellerBehind,
} from './actions.ts';
import { readApart, readId, readSettlement, readStatement, SecretInPath } from './forms.ts';
import { type RulesPage, rulesPage } from './pages/rules.ts';
import { statementPage } from './pages/statement.ts';

type Person = { readonly name: string; readonly email: string };

export type ApartRoutesDeps = ApartDeps & {
  /** The groups whose facilitator this person is. */
  readonly ownGroups: (
    viewing: Omit<Settler, 'name'>,
  ) => Promise<readonly { readonly id: string; readonly name: string }[]>;
  /** Who is in the group, has an offer for it, or waits for it. */
  readonly peopleIn: (practiceId: PracticeId, groupId: string) => Promise<readonly Person[]>;
};

const LINK = { config: { access: 'secret-link' } } as const;
const FACILITATOR = { config: { access: 'facilitator' } } as const;

/** The two pages from behind which somebody may speak, and the page that the statement goes back to. */
const DOORS = [
  { said: urls.waitingApart, own: urls.waiting, title: 'Somebody you must not sit with' },
  { said: urls.applicationApart, own: urls.application, title: 'Whom you must not sit with' },
] as const;
type Door = (typeof DOORS)[number];

/** Never with whom: said from behind a private link, read and settled by the group's facilitators. */
export const apartRoutes =
  (deps: ApartRoutesDeps): FastifyPluginAsync =>
  async (app) => {
    for (const door of DOORS) {
      app.get(door.said(':secret'), LINK, (request, reply) => ask(deps, door, request, reply));
      app.post(door.said(':secret'), LINK, (request, reply) => say(deps, door, request, reply));
    }
    app.get(urls.deskApart(':id'), FACILITATOR, (request, reply) => show(deps, request, reply));
    app.post(urls.deskApart(':id'), FACILITATOR, (request, reply) => add(deps, request, reply));
    app.post(urls.deskApartRule(':id'), FACILITATOR, (request, reply) => settle(deps, request, reply));
  };

const holderOf = (request: FastifyRequest) => {
  const path = SecretInPath.safeParse(request.params);
  if (!path.success) return notFound();
  const { secret } = path.data;
  return { secret, holder: { practiceId: request.practice.id, secretHash: hashSecret(secret) } };
};

const ask = async (deps: ApartRoutesDeps, door: Door, request: FastifyRequest, reply: FastifyReply) => {
  const { secret, holder } = holderOf(request);
  if (!(await tellerBehind(deps, holder))) return reply.callNotFound();
  const paths = { action: door.said(secret), back: door.own(secret), title: door.title };
  return reply.page(statementPage(await request.frame(), paths));
};

const say = async (deps: ApartRoutesDeps, door: Door, request: FastifyRequest, reply: FastifyReply) => {
  const { secret, holder } = holderOf(request);
  if (!(await tellerBehind(deps, holder))) return reply.callNotFound();
  const { typed, errors } = readStatement(request.body);
  const paths = { action: door.said(secret), back: door.own(secret), title: door.title };
  if (Object.keys(errors).length > 0)
    return reply.page(statementPage(await request.frame(), { ...paths, typed, errors }), 422);
  if (!(await stateApart(deps, holder, typed))) return reply.callNotFound();
  return reply.seeOther(`${paths.back}?done=told`);
};

const settlerOf = (request: FastifyRequest): Settler => {
  const { practice, signedIn } = request;
  if (signedIn === undefined) return notFound();
  return { practiceId: practice.id, personId: signedIn.personId, name: signedIn.name };
};

/** The page of a group, for its facilitators; for everybody else it is not there. */
const viewOf = async (deps: ApartRoutesDeps, settler: Settler, groupId: string | undefined) => {
  const group = (await deps.ownGroups(settler)).find(({ id }) => id === groupId);
  if (!group) return notFound();
  const [rules, people] = await Promise.all([
    rulesFor(deps, settler, group.id),
    deps.peopleIn(settler.practiceId, group.id),
  ]);
  return { group, rules, people } satisfies RulesPage;
};

const show = async (deps: ApartRoutesDeps, request: FastifyRequest, reply: FastifyReply) => {
  const view = await viewOf(deps, settlerOf(request), readId(request.params));
  const done = (request.query as Record<string, unknown>)['done'];
  const told = done === 'kept' || done === 'settled' ? done : undefined;
  return reply.page(rulesPage(await request.frame(), { ...view, done: told }));
};

const add = async (deps: ApartRoutesDeps, request: FastifyRequest, reply: FastifyReply) => {
  const settler = settlerOf(request);
  const view = await viewOf(deps, settler, readId(request.params));
  const { said, errors } = readApart(request.body);
  if (Object.keys(errors).length > 0)
    return reply.page(rulesPage(await request.frame(), { ...view, typed: said, errors }), 422);
  await keepApart(deps, settler, { groupId: view.group.id, said });
  return reply.seeOther(`${urls.deskApart(view.group.id)}?done=kept`);
};

const settle = async (deps: ApartRoutesDeps, request: FastifyRequest, reply: FastifyReply) => {
  const settler = settlerOf(request);
  const ruleId = readId(request.params);
  const { as, email, errors } = readSettlement(request.body);
  if (ruleId === undefined || as === undefined) return reply.callNotFound();
  const error = errors['email'];
  if (error !== undefined) {
    const groupId = await groupOfRule(deps, settler, ruleId);
    const view = await viewOf(deps, settler, groupId);
    return reply.page(rulesPage(await request.frame(), { ...view, wrong: { ruleId, email, error } }), 422);
  }
  const settlement = as === 'in-force' ? { as, email } : { as };
  const done = await settleRule(deps, settler, { ruleId, settlement });
  return done ? reply.seeOther(`${urls.deskApart(done.groupId)}?done=settled`) : reply.callNotFound();
};

const groupOfRule = async (deps: ApartRoutesDeps, settler: Settler, ruleId: string) => {
  for (const { id } of await deps.ownGroups(settler))
    if ((await rulesFor(deps, settler, id)).some((rule) => rule.id === ruleId)) return id;
  return undefined;
};
