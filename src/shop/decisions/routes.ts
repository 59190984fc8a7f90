import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { namesFor } from '../../identity/people/public.ts';
import { notFound } from '../../platform/http/errors.ts';
import { urls } from '../../urls.ts';
import { type DecideRefusal, type DecisionDeps, dateRefusal, decide, type Look, lookAt } from './actions.ts';
import { type Form, type ReadDecision, readDecision, readGroup } from './forms.ts';
import { decidePage, previewPage } from './pages/decide.ts';
import { outcomePage } from './pages/outcome.ts';
import { allOf, lettersAhead } from './plan-actions.ts';
import * as store from './store.ts';

type Exchange = { readonly request: FastifyRequest; readonly reply: FastifyReply };
type Shown = { readonly look: Look; readonly form?: Form; readonly refused?: boolean };

const NOTHING: Form = { typed: {}, errors: {} };

/** The one screen on which the practice decides about a group that too few have joined. */
export const decisionRoutes =
  (deps: DecisionDeps): FastifyPluginAsync =>
  async (app: FastifyInstance) => {
    const DESK = { config: { access: 'desk' as const } };
    const address = urls.deskGroupDecision(':id');

    app.get(address, DESK, async (request, reply) => {
      const look = await lookOf(deps, request);
      return show(deps, { request, reply }, { look });
    });

    app.post(address, DESK, async (request, reply) => {
      const look = await lookOf(deps, request);
      return answer(deps, { request, reply }, look);
    });
  };

/** Looked at, or confirmed; what was typed wrong is said beside its field. */
const answer = async (deps: DecisionDeps, { request, reply }: Exchange, look: Look) => {
  const read = readDecision(request.body);
  if ('errors' in read) return show(deps, { request, reply }, { look, form: read });
  if (read.isConfirmed) return confirm(deps, { request, reply }, look, read);
  if (look.standing !== 'due') return show(deps, { request, reply }, { look, refused: true });
  const wrong = dateRefusal(look, read);
  if (wrong)
    return show(deps, { request, reply }, { look, form: { typed: read.typed, errors: dateError(wrong) } });
  return preview(deps, { request, reply }, { look, read, moved: false });
};

const lookOf = async ({ db }: DecisionDeps, request: FastifyRequest): Promise<Look> => {
  const id = readGroup(request.params) ?? notFound();
  return (await lookAt(db.sql, request.practice, id)) ?? notFound();
};

const confirm = async (deps: DecisionDeps, { request, reply }: Exchange, look: Look, read: ReadDecision) => {
  const { offeringId } = look.group;
  const editor = { practiceId: request.practice.id, personId: request.signedIn?.personId ?? notFound() };
  const done = await decide(deps, request.practice, editor, { ...read, offeringId });
  if (done.ok || done.refusal.because === 'decided')
    return reply.seeOther(urls.deskGroupDecision(offeringId));
  const now = (await lookAt(deps.db.sql, request.practice, offeringId)) ?? notFound();
  const { because } = done.refusal;
  if (because === 'moved') return preview(deps, { request, reply }, { look: now, read, moved: true });
  const isDate = because === 'not-later' || because === 'after-first-meeting';
  if (!isDate) return show(deps, { request, reply }, { look: now, refused: true });
  return show(
    deps,
    { request, reply },
    { look: now, form: { typed: read.typed, errors: dateError(done.refusal) } },
  );
};

const dateError = ({ because }: Pick<DecideRefusal, 'because'>): Form['errors'] => ({
  until:
    because === 'after-first-meeting'
      ? 'By that day the group would have begun. Please choose an earlier day, or move its dates first.'
      : 'Please choose a day later than today.',
});

const seatsOf = ({ seats }: Look) =>
  seats.map((seat) => ({
    name: seat.attendeeName,
    paidBy: seat.order && `${seat.order.payerName}, order ${seat.order.number}`,
    allMinor: allOf(seat),
  }));

const viewOf = (look: Look, request: FastifyRequest, form: Form) => ({
  look,
  currency: look.seats[0]?.currency ?? request.practice.currency,
  seats: seatsOf(look),
  form,
});

const preview = async (
  { db, publicUrl }: DecisionDeps,
  { request, reply }: Exchange,
  { look, read, moved }: { readonly look: Look; readonly read: ReadDecision; readonly moved: boolean },
) => {
  const { offeringId, decisionOn } = look.group;
  if (decisionOn === null) return notFound();
  const about = { offeringId, decisionOn, seats: look.seats };
  const letters = await lettersAhead({ sql: db.sql, publicUrl }, request.practice, about, read);
  const view = { ...viewOf(look, request, NOTHING), wish: read, letters, moved };
  return reply.page(previewPage(await request.frame(), view), moved ? 409 : 200);
};

const show = async (deps: DecisionDeps, { request, reply }: Exchange, shown: Shown) => {
  const { look, form = NOTHING, refused = false } = shown;
  const wrong = Object.keys(form.errors).length > 0;
  if (look.standing === 'due')
    return reply.page(decidePage(await request.frame(), viewOf(look, request, form)), wrong ? 422 : 200);
  const key = { practiceId: request.practice.id, offeringId: look.group.offeringId };
  const made = await store.decisionsOf(deps.db.sql, key);
  const viewing = { practiceId: key.practiceId, personId: request.signedIn?.personId ?? notFound() };
  const ids = [...new Set(made.map(({ personId }) => personId))];
  const names = await namesFor(deps.db, viewing, ids);
  const view = {
    ...{ look, refused: refused || wrong },
    decisions: made.map((one) => ({ ...one, by: names.get(one.personId) ?? 'Somebody' })),
    notHeld: await store.seatsNotHeld(deps.db.sql, key),
  };
  return reply.page(outcomePage(await request.frame(), view), view.refused ? 409 : 200);
};
