import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { Db } from '../../platform/db.ts';
import { clearCookie, readCookie, setSecretCookie } from '../../platform/http/cookies.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { Limits } from '../../platform/limits.ts';
import { networkOf } from '../../platform/network.ts';
import { urls } from '../../urls.ts';
import { isAtDesk } from '../people/public.ts';
import { askForLink, linkIsGood, signIn, signOut } from './actions.ts';
import { SIGN_IN_COOKIE } from './cookie.ts';
import { readAsk, readSecret } from './forms.ts';
import { SIGN_IN_HOURS, TRIES_PER_ADDRESS, TRIES_PER_NETWORK } from './limits.ts';
import {
  confirmPage,
  linkOverPage,
  linkSentPage,
  signedInPage,
  signInPage,
  tooManyTriesPage,
} from './pages.ts';
import type { SignedIn } from './signed-in.ts';

type Deps = { readonly db: Db; readonly jobs: Jobs; readonly limits: Limits };

export const signInRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async (app) => {
    const visitor = { config: { access: 'visitor' } } as const;
    const link = { config: { access: 'secret-link' } } as const;

    app.get(urls.signIn(), visitor, async (request, reply) => {
      const frame = await request.frame();
      if (request.signedIn === undefined) return reply.page(signInPage(frame));
      const room = firstRoom(request.signedIn);
      return room === urls.signIn() ? reply.page(signedInPage(frame)) : reply.seeOther(room);
    });
    app.post(urls.signIn(), visitor, (request, reply) => ask(deps, request, reply));
    app.get(urls.signInLink(':secret'), link, (request, reply) => look(deps, request, reply));
    app.post(urls.signInLink(':secret'), link, (request, reply) => enter(deps, request, reply));
    app.post(urls.signOut(), visitor, (request, reply) => leave(deps, request, reply));
  };

const ask = async (deps: Deps, request: FastifyRequest, reply: FastifyReply) => {
  const input = readAsk(request.body);
  if (!input.ok) return reply.page(signInPage(await request.frame(), input), 422);
  const free =
    (await deps.limits.take('sign-in-network', networkOf(request.ip), TRIES_PER_NETWORK)) &&
    (await deps.limits.take('sign-in-address', `${request.practice.id} ${input.email}`, TRIES_PER_ADDRESS));
  if (!free) return reply.page(tooManyTriesPage(await request.frame()), 429);
  await askForLink(deps, request.practice.id, input.email);
  return reply.page(linkSentPage(await request.frame()));
};

const look = async ({ db }: Deps, request: FastifyRequest, reply: FastifyReply) => {
  const secret = readSecret(request.params);
  const good = secret !== undefined && (await linkIsGood(db, request.practice.id, secret));
  const frame = await request.frame();
  return good ? reply.page(confirmPage(frame, secret)) : reply.page(linkOverPage(frame), 410);
};

const enter = async ({ db }: Deps, request: FastifyRequest, reply: FastifyReply) => {
  const link = readSecret(request.params);
  const opened = link === undefined ? undefined : await signIn(db, request.practice.id, link);
  if (opened === undefined) return reply.page(linkOverPage(await request.frame()), 410);
  await endOld(db, request);
  setSecretCookie(reply, SIGN_IN_COOKIE, opened.secret, SIGN_IN_HOURS * 3600);
  return reply.seeOther(firstRoom(opened.who));
};

const leave = async ({ db }: Deps, request: FastifyRequest, reply: FastifyReply) => {
  await endOld(db, request);
  clearCookie(reply, SIGN_IN_COOKIE);
  reply.header('clear-site-data', '"cache", "cookies", "storage"');
  return reply.seeOther(urls.home());
};

/** Who has no room yet is told so on the sign-in page. */
const firstRoom = ({ roles }: SignedIn): string => {
  if (isAtDesk(roles)) return urls.desk();
  return roles.includes('facilitator') ? urls.deskApplications() : urls.signIn();
};

/** The sign-in this browser had before, if any, ends with it. */
const endOld = async (db: Db, request: FastifyRequest) => {
  const old = readCookie(request, SIGN_IN_COOKIE);
  if (old !== undefined) await signOut(db, request.practice.id, old);
};
