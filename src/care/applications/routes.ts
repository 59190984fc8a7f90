import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { PracticeId } from '../../kernel/id.ts';
import { hashSecret } from '../../platform/ids.ts';
import { networkOf } from '../../platform/network.ts';
import type {} from '../../request.ts';
import { urls } from '../../urls.ts';
import { readAsk } from '../asking/public.ts';
import {
  type ApplicationDeps,
  asHolder,
  askToApply,
  type Holder,
  withdraw,
  writeApplication,
} from './actions.ts';
import type { Application, GroupWords } from './application.ts';
import { readWritten, SecretInPath } from './forms.ts';
import { askedPage, askPage } from './pages/ask.ts';
import { type Done, deletedPage, type OwnPage, ownPage, withdrawalPage } from './pages/own.ts';
import { questionsShown } from './question-actions.ts';
import { answersOf, wayOf } from './sealing-actions.ts';
import { behindLink } from './store.ts';

export type ApplicationRoutesDeps = ApplicationDeps & {
  /** Public words of the group at this address, or with this id; undefined where it is not on the site. */
  readonly groupAt: (practiceId: PracticeId, address: string) => Promise<GroupWords | undefined>;
  readonly groupOf: (practiceId: PracticeId, groupId: string) => Promise<GroupWords | undefined>;
  /** Where somebody with a yes sees what is next: the place in line, or the chair that is kept. */
  readonly nextDoor: (application: Application) => Promise<OwnPage['next']>;
};

const VISITOR = { config: { access: 'visitor' } } as const;
const LINK = { config: { access: 'secret-link' } } as const;

type At = { Params: { address: string } };

/** Applying for a chair: the public door, and the applicant's own page behind a private link. */
export const applicationRoutes =
  (deps: ApplicationRoutesDeps): FastifyPluginAsync =>
  async (app) => {
    const groupFor = async (request: FastifyRequest<At>) => {
      const group = await deps.groupAt(request.practice.id, request.params.address);
      return group?.takesApplications && group.isOpen ? group : undefined;
    };
    const asked = (practiceId: PracticeId, group: GroupWords) =>
      deps.db.as({ kind: 'visitor', practiceId }, (tx) => questionsShown(tx, practiceId, group.id));

    app.get<At>(urls.groupApplication(':address'), VISITOR, async (request, reply) => {
      const group = await groupFor(request);
      if (!group) return reply.callNotFound();
      const { questions } = await asked(request.practice.id, group);
      return reply.page(askPage(await request.frame(), { group, questions }));
    });

    app.post<At>(urls.groupApplication(':address'), VISITOR, async (request, reply) => {
      const group = await groupFor(request);
      if (!group) return reply.callNotFound();
      const { typed, trapped, errors } = readAsk(request.body);
      const { questions } = await asked(request.practice.id, group);
      const frame = await request.frame();
      if (Object.keys(errors).length > 0)
        return reply.page(askPage(frame, { group, questions, typed, errors }), 422);
      const asking = { ...typed, trapped, from: networkOf(request.ip) };
      const done = await askToApply(deps, request.practice, group, asking);
      if (done.ok) return reply.seeOther(urls.groupApplicationSent(group.address));
      const status = done.refusal.because === 'too-many' ? 429 : 409;
      return reply.page(askPage(frame, { group, questions, typed, refusal: done.refusal }), status);
    });

    app.get<At>(urls.groupApplicationSent(':address'), VISITOR, async (request, reply) => {
      const group = await groupFor(request);
      return group ? reply.page(askedPage(await request.frame(), group)) : reply.callNotFound();
    });

    app.get(urls.application(':secret'), LINK, (request, reply) => look(deps, request, reply));
    app.post(urls.application(':secret'), LINK, (request, reply) => write(deps, request, reply));
    app.get(urls.applicationWithdrawal(':secret'), LINK, (request, reply) => leave(deps, request, reply));
    app.post(urls.applicationWithdrawal(':secret'), LINK, (request, reply) => left(deps, request, reply));
  };

type Behind = { readonly secret: string; readonly holder: Holder };

const behind = (request: FastifyRequest): Behind | undefined => {
  const path = SecretInPath.safeParse(request.params);
  if (!path.success) return undefined;
  const { secret } = path.data;
  return { secret, holder: { practiceId: request.practice.id, secretHash: hashSecret(secret) } };
};

/** All that the own page shows, or undefined where the link opens nothing. */
const ownView = async (
  deps: ApplicationRoutesDeps,
  { secret, holder }: Behind,
): Promise<OwnPage | undefined> => {
  const found = await asHolder(deps, holder, async (tx) => {
    const application = await behindLink(tx, holder.practiceId, holder.secretHash);
    return application && { application, way: await wayOf(deps, tx, application) };
  });
  if (!found) return undefined;
  const { application, way } = found;
  const group = await deps.groupOf(holder.practiceId, application.groupId);
  const answers = answersOf(deps, application);
  const next = await deps.nextDoor(application);
  return { secret, application, group, answers, name: application.name ?? '', way, next };
};

const DONE: readonly Done[] = ['kept', 'sent', 'corrected', 'told'];
const doneIn = (query: unknown): Done | undefined => {
  const done = (query as Record<string, unknown>)['done'];
  return DONE.find((known) => known === done);
};

const look = async (deps: ApplicationRoutesDeps, request: FastifyRequest, reply: FastifyReply) => {
  const link = behind(request);
  const view = link && (await ownView(deps, link));
  if (!view) return reply.callNotFound();
  return reply.page(ownPage(await request.frame(), { ...view, done: doneIn(request.query) }));
};

const write = async (deps: ApplicationRoutesDeps, request: FastifyRequest, reply: FastifyReply) => {
  const link = behind(request);
  const view = link && (await ownView(deps, link));
  if (!view) return reply.callNotFound();
  const { name, answers, send, errors } = readWritten(request.body, view.application.questions);
  const again = async (wrong: Readonly<Record<string, string>>, status: number) =>
    reply.page(ownPage(await request.frame(), { ...view, name, answers, errors: wrong }), status);
  if (Object.keys(errors).length > 0) return again(errors, 422);
  const done = await writeApplication(deps, link.holder, { name, answers, send });
  if (done === undefined) return reply.callNotFound();
  if (done.ok) return reply.seeOther(`${urls.application(link.secret)}?done=${done.value}`);
  // Decided in the meantime: the page says what was.
  if (done.refusal.because === 'decided') return reply.seeOther(urls.application(link.secret));
  return again(done.refusal.errors, 422);
};

const leave = async (deps: ApplicationRoutesDeps, request: FastifyRequest, reply: FastifyReply) => {
  const link = behind(request);
  const view = link && (await ownView(deps, link));
  if (!view) return reply.callNotFound();
  const isDraft = view.application.state === 'draft';
  return reply.page(withdrawalPage(await request.frame(), { secret: link.secret, isDraft }));
};

const left = async (deps: ApplicationRoutesDeps, request: FastifyRequest, reply: FastifyReply) => {
  const link = behind(request);
  const done = link && (await withdraw(deps, link.holder));
  if (!done) return reply.callNotFound();
  if (done.ok && done.value === 'deleted') return reply.page(deletedPage(await request.frame()));
  if (done.ok || done.refusal.because === 'over') return reply.seeOther(urls.application(link.secret));
  const shown = { secret: link.secret, isDraft: false, isBeingPaid: true };
  return reply.page(withdrawalPage(await request.frame(), shown), 409);
};
