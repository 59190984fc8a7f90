import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { hashSecret } from '../../platform/ids.ts';
import { urls } from '../../urls.ts';
import { settleOwed, termsOf, type WithdrawalDeps, withdraw } from './actions.ts';
import { type Form, readDeskSum, readDoor, readHow, readSeat, readShown } from './forms.ts';
import { deskGivenBackPage, deskWithdrawalPage } from './pages/desk.ts';
import { givenBackPage, withdrawalPage } from './pages/own.ts';
import { doorOf, findSeat } from './store.ts';

type Exchange = { readonly request: FastifyRequest; readonly reply: FastifyReply };

/** Giving a chair back: by who paid or who comes, behind their own links, and at the desk. */
export const withdrawalRoutes =
  (deps: WithdrawalDeps): FastifyPluginAsync =>
  async (app) => {
    ownRoutes(app, deps);
    deskRoutes(app, deps);
  };

const ownRoutes = (app: FastifyInstance, deps: WithdrawalDeps): void => {
  const ACCESS = { config: { access: 'secret-link' as const } };
  const address = urls.seatWithdrawal(':secret', ':seat');

  app.get(address, ACCESS, async (request, reply) => {
    const shown = await ownSeat(deps, request);
    return shown ? showOwn(deps, { request, reply }, shown) : reply.callNotFound();
  });

  app.post(address, ACCESS, async (request, reply) => {
    const shown = await ownSeat(deps, request);
    if (!shown) return reply.callNotFound();
    const { seat, byWhom, secret } = shown;
    const shownMinor = byWhom === 'payer' ? readShown(request.body) : undefined;
    const wish = { seatId: seat.seatId, byWhom, sum: 'rule', shownMinor } as const;
    const done = await withdraw(deps, request.practice, wish);
    if (!done.ok && done.refusal.because === 'sum-changed')
      return showOwn(deps, { request, reply }, { ...shown, refusal: 'sum-changed' });
    return reply.seeOther(urls.seatWithdrawal(secret, seat.seatId));
  });
};

/** The seat behind the link; a link that does not open this seat is as if it were not there. */
const ownSeat = async ({ db }: WithdrawalDeps, request: FastifyRequest) => {
  const door = readDoor(request.params);
  if (!door) return undefined;
  const { secret, seat: seatId } = door;
  const { id } = request.practice;
  const byWhom = await doorOf(db.sql, id, { secretHash: hashSecret(secret), seatId });
  const seat = byWhom && (await findSeat(db.sql, id, seatId));
  return seat && { seat, byWhom, secret };
};

type Own = NonNullable<Awaited<ReturnType<typeof ownSeat>>> & { readonly refusal?: 'sum-changed' };

const showOwn = async ({ db }: WithdrawalDeps, { request, reply }: Exchange, own: Own) => {
  const terms = await termsOf(db.sql, request.practice, own.seat);
  const view = { ...own, terms, refusal: own.refusal };
  const frame = await request.frame();
  if (own.seat.isFreed) return reply.page(givenBackPage(frame, view));
  return reply.page(withdrawalPage(frame, view), own.refusal ? 409 : 200);
};

const deskRoutes = (app: FastifyInstance, deps: WithdrawalDeps): void => {
  const DESK = { config: { access: 'desk' as const } };
  const found = async (request: FastifyRequest) => {
    const id = readSeat(request.params);
    return id === undefined ? undefined : findSeat(deps.db.sql, request.practice.id, id);
  };

  app.get(urls.deskSeatWithdrawal(':id'), DESK, async (request, reply) => {
    const seat = await found(request);
    return seat ? showDesk(deps, { request, reply }, { seat }) : reply.callNotFound();
  });

  app.post(urls.deskSeatWithdrawal(':id'), DESK, async (request, reply) => {
    const seat = await found(request);
    if (!seat || !request.signedIn) return reply.callNotFound();
    const read = readDeskSum(request.body);
    if ('errors' in read) return showDesk(deps, { request, reply }, { seat, form: read });
    const { personId } = request.signedIn;
    const wish = {
      seatId: seat.seatId,
      byWhom: 'desk',
      personId,
      sum: read.sum,
      shownMinor: read.shown,
    } as const;
    const done = await withdraw(deps, request.practice, wish);
    if (!done.ok && done.refusal.because === 'sum-changed')
      return showDesk(deps, { request, reply }, { seat, refusal: 'sum-changed' });
    return reply.seeOther(urls.deskSeatWithdrawal(seat.seatId));
  });

  app.post(urls.deskSeatSettlement(':id'), DESK, async (request, reply) => {
    const seat = await found(request);
    if (!seat?.isFreed) return reply.callNotFound();
    const read = readHow(request.body);
    if ('errors' in read) return showDesk(deps, { request, reply }, { seat, form: read });
    await settleOwed(deps, request.practice, { seatId: seat.seatId, how: read.how });
    return reply.seeOther(urls.deskSeatWithdrawal(seat.seatId));
  });
};

type Shown = {
  readonly seat: NonNullable<Awaited<ReturnType<typeof findSeat>>>;
  readonly form?: Form;
  readonly refusal?: 'sum-changed';
};

const showDesk = async ({ db }: WithdrawalDeps, { request, reply }: Exchange, shown: Shown) => {
  const { seat, refusal, form = { typed: {}, errors: {} } } = shown;
  const terms = await termsOf(db.sql, request.practice, seat);
  const view = { seat, terms, form, refusal };
  const show = seat.isFreed ? deskGivenBackPage : deskWithdrawalPage;
  const wrong = Object.keys(form.errors).length > 0 ? 422 : 200;
  return reply.page(show(await request.frame(), view), refusal ? 409 : wrong);
};
