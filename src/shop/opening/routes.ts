import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { notFound } from '../../platform/http/errors.ts';
import { urls } from '../../urls.ts';
import {
  askPayPal,
  noteCrisisCheck,
  type OpeningDeps,
  openingFacts,
  sendTryLetter,
  type Viewing,
} from './actions.ts';
import { type Errors, readCheck, readTold, type Typed } from './forms.ts';
import { openingPage } from './pages.ts';

const DESK = { config: { access: 'desk' } } as const;
const OWNER = { config: { access: 'owner' } } as const;

/** What is still missing before a practice can open; whatever only a person can know is written down here. */
export const openingRoutes =
  (deps: OpeningDeps): FastifyPluginAsync =>
  async (app) => {
    app.get(urls.practiceOpening(), DESK, (request, reply) => show(deps, request, reply));
    app.post(urls.practiceOpeningCrisis(), OWNER, (request, reply) => check(deps, request, reply));
    app.post(urls.practiceOpeningPayPal(), OWNER, async (request, reply) => {
      await askPayPal(deps, viewingOf(request));
      return reply.seeOther(urls.practiceOpening({ told: 'asked' }));
    });
    app.post(urls.practiceOpeningLetter(), OWNER, async (request, reply) => {
      await sendTryLetter(deps, viewingOf(request));
      return reply.seeOther(urls.practiceOpening({ told: 'letter' }));
    });
  };

const viewingOf = ({ practice, signedIn }: FastifyRequest): Viewing => ({
  practice,
  personId: (signedIn ?? notFound()).personId,
});

type Form = { readonly typed: Typed; readonly errors: Errors };

const show = async (
  { db, place, publicUrl }: OpeningDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  form?: Form,
) => {
  const { signedIn } = request;
  const facts = await openingFacts({ db, place }, viewingOf(request));
  const view = {
    facts,
    mayChange: signedIn?.roles.includes('owner') === true,
    typed: { day: facts.today.toString(), who: signedIn?.name ?? '' },
    errors: {},
    webhookAddress: publicUrl + urls.paypalWebhook(),
    told: readTold(request.query),
    ...form,
  };
  return reply.page(openingPage(await request.frame(), view), form ? 422 : 200);
};

const check = async (deps: OpeningDeps, request: FastifyRequest, reply: FastifyReply) => {
  const viewing = viewingOf(request);
  const { today } = await openingFacts(deps, viewing);
  const input = readCheck(request.body, today);
  if (!input.ok) return show(deps, request, reply, input);
  await noteCrisisCheck(deps, viewing, input);
  return reply.seeOther(urls.practiceOpening({ told: 'checked' }));
};
