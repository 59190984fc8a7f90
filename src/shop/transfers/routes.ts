import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { notFound } from '../../platform/http/errors.ts';
import { urls } from '../../urls.ts';
import { findSeat, type SeatToWithdraw } from '../withdrawals/public.ts';
import { markOfWay, type TransferDeps, type TransferRefusal, transfer, whyNot } from './actions.ts';
import { type ReadTransfer, readSeat, readTransfer } from './forms.ts';
import { lettersOf, waysOf, wayTo } from './look-actions.ts';
import { choosePage, movedPage, previewPage } from './pages/desk.ts';

type Exchange = { readonly request: FastifyRequest; readonly reply: FastifyReply };
type Refused = TransferRefusal['because'];

/** Somebody moves to another group, at the desk: shown with dates, money and letters before it is confirmed. */
export const transferRoutes =
  (deps: TransferDeps): FastifyPluginAsync =>
  async (app) => {
    const DESK = { config: { access: 'desk' as const } };
    const address = urls.deskSeatTransfer(':id');

    app.get(address, DESK, async (request, reply) => {
      const seat = await seatOf(deps, request);
      return seat.isFreed
        ? showMoved(deps, { request, reply }, seat)
        : choose(deps, { request, reply }, seat);
    });

    app.post(address, DESK, async (request, reply) => {
      const seat = await seatOf(deps, request);
      const read = readTransfer(request.body);
      if (seat.isFreed) return reply.seeOther(urls.deskSeatTransfer(seat.seatId));
      if (read.isConfirmed) return confirm(deps, { request, reply }, seat, read);
      return preview(deps, { request, reply }, { seat, offeringId: read.offeringId });
    });
  };

const seatOf = async ({ db }: TransferDeps, request: FastifyRequest): Promise<SeatToWithdraw> => {
  const id = readSeat(request.params) ?? notFound();
  return (await findSeat(db.sql, request.practice.id, id)) ?? notFound();
};

const confirm = async (
  deps: TransferDeps,
  { request, reply }: Exchange,
  seat: SeatToWithdraw,
  { offeringId, shown }: ReadTransfer,
) => {
  if (!offeringId) return choose(deps, { request, reply }, seat, { error: PLEASE_CHOOSE });
  const { seatId } = seat;
  const personId = request.signedIn?.personId ?? notFound();
  const done = await transfer(deps, request.practice, { seatId, offeringId, shown, personId });
  if (done.ok || done.refusal.because === 'already-freed')
    return reply.seeOther(urls.deskSeatTransfer(seatId));
  const refused = done.refusal.because;
  const now = await seatOf(deps, request);
  if (refused === 'moved') return preview(deps, { request, reply }, { seat: now, offeringId, refused });
  return choose(deps, { request, reply }, now, { refused });
};

const PLEASE_CHOOSE = 'Please choose a group.';

const choose = async (
  { db }: TransferDeps,
  { request, reply }: Exchange,
  seat: SeatToWithdraw,
  said: { readonly error?: string; readonly refused?: Refused } = {},
) => {
  const ways = await waysOf(db.sql, request.practice, seat);
  const view = { seat, ways, error: said.error, refused: said.refused };
  const status = said.error ? 422 : 409;
  return reply.page(choosePage(await request.frame(), view), said.error || said.refused ? status : 200);
};

const preview = async (
  deps: TransferDeps,
  { request, reply }: Exchange,
  wish: {
    readonly seat: SeatToWithdraw;
    readonly offeringId: string | undefined;
    readonly refused?: Refused;
  },
) => {
  const { seat, offeringId, refused } = wish;
  const { practice } = request;
  if (!offeringId) return choose(deps, { request, reply }, seat, { error: PLEASE_CHOOSE });
  const stands = await deps.begin(practice.id, (tx) => whyNot(tx, deps, practice.id, { seat, offeringId }));
  if (stands) return choose(deps, { request, reply }, seat, { refused: stands });
  const way = await wayTo(deps.db.sql, practice, seat, offeringId);
  if (!way || offeringId === seat.offeringId)
    return choose(deps, { request, reply }, seat, { refused: 'closed' });
  const unseen = { publicUrl: deps.publicUrl, links: { secret: () => '…' } };
  const letters = lettersOf(unseen, practice, { seat, way, seatId: seat.seatId });
  const view = { seat, way, letters, shown: markOfWay(seat, way), refused };
  return reply.page(previewPage(await request.frame(), view), refused ? 409 : 200);
};

const showMoved = async ({ db }: TransferDeps, { request, reply }: Exchange, seat: SeatToWithdraw) => {
  const now = seat.movedTo === null ? undefined : await findSeat(db.sql, request.practice.id, seat.movedTo);
  return reply.page(movedPage(await request.frame(), seat, now));
};
