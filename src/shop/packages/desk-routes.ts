import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { Db } from '../../platform/db.ts';
import { notFound } from '../../platform/http/errors.ts';
import { urls } from '../../urls.ts';
import { changePackage, makePackage, movePackage } from './actions.ts';
import * as store from './desk-store.ts';
import { readDone, readId, readMove, readPackage } from './forms.ts';
import { deskPackagePage, deskPackagesPage, previewBar, turnPage } from './pages/desk.ts';
import { type PackageForm, packageFormPage, typedOf } from './pages/form.ts';
import { packagePage } from './pages.ts';
import { showPackage } from './show-actions.ts';

type Deps = { readonly db: Db };

const DESK = { config: { access: 'desk' } } as const;

/** Packages at the desk: the list, one of them, its words and parts, and on or off the shop. */
export const packageDeskRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async (app) => {
    const { sql } = deps.db;
    app.get(urls.deskPackages(), DESK, async (request, reply) => {
      const packages = await store.allPackages(sql, request.practice.id);
      return reply.page(deskPackagesPage(await request.frame(), packages));
    });
    app.get(urls.deskPackageNew(), DESK, (request, reply) => showForm(deps, request, reply));
    app.post(urls.deskPackageNew(), DESK, (request, reply) => make(deps, request, reply));
    app.get(urls.deskPackage(':id'), DESK, (request, reply) => show(deps, request, reply));
    app.get(urls.deskPackageChange(':id'), DESK, (request, reply) => showForm(deps, request, reply));
    app.post(urls.deskPackageChange(':id'), DESK, (request, reply) => change(deps, request, reply));
    app.get(urls.deskPackagePreview(':id'), DESK, (request, reply) => preview(deps, request, reply));
    for (const to of ['draft', 'archived'] as const)
      app.get(urls.deskPackageTurn(':id', to), DESK, async (request, reply) =>
        reply.page(turnPage(await request.frame(), await packageOf(deps, request), to)),
      );
    app.post(urls.deskPackageState(':id'), DESK, async (request, reply) => {
      const id = readId(request.params) ?? notFound();
      const to = readMove(request.body);
      const moved = to && ((await movePackage(deps.db, request.practice.id, id, to)) ?? notFound());
      return reply.seeOther(urls.deskPackage(id, moved ? { done: 'moved' } : {}));
    });
  };

const packageOf = async ({ db }: Deps, request: FastifyRequest) => {
  const id = readId(request.params);
  return (id && (await store.packageById(db.sql, request.practice.id, id))) || notFound();
};

const choicesOf = ({ db }: Deps, { practice }: FastifyRequest) =>
  store.choicesIn(db.sql, practice.id, practice.currency);

const show = async (deps: Deps, request: FastifyRequest, reply: FastifyReply) => {
  const pack = await packageOf(deps, request);
  const [shown, changes] = await Promise.all([
    showPackage(deps.db.sql, request.practice, pack),
    store.changesOfPackage(deps.db.sql, request.practice.id, pack.packageId),
  ]);
  const view = { pack, shown, changes, done: readDone(request.query) };
  return reply.page(deskPackagePage(await request.frame(), view));
};

type Again = Pick<PackageForm, 'typed' | 'changedMeanwhile'> &
  Partial<Pick<PackageForm, 'errors'>> & { readonly status: number };

const showForm = async (deps: Deps, request: FastifyRequest, reply: FastifyReply, again?: Again) => {
  const isNew = request.routeOptions.url === urls.deskPackageNew();
  const pack = isNew ? undefined : await packageOf(deps, request);
  const { status = 200, ...shown } = again ?? { typed: typedOf(pack) };
  const form = { pack, choices: await choicesOf(deps, request), errors: {}, ...shown };
  const { currency } = request.practice;
  return reply.page(packageFormPage(await request.frame(), { ...form, currency }), status);
};

const deskOf = ({ practice }: FastifyRequest) => ({ practiceId: practice.id, currency: practice.currency });

const make = async (deps: Deps, request: FastifyRequest, reply: FastifyReply) => {
  const read = readPackage(request.body, request.practice.currency, await choicesOf(deps, request));
  if ('errors' in read) return showForm(deps, request, reply, { ...read, status: 422 });
  const { id } = await makePackage(deps.db, deskOf(request), read.wish);
  return reply.seeOther(urls.deskPackage(id, { done: 'made' }));
};

const change = async (deps: Deps, request: FastifyRequest, reply: FastifyReply) => {
  const { packageId: id } = await packageOf(deps, request);
  const read = readPackage(request.body, request.practice.currency, await choicesOf(deps, request));
  if ('errors' in read) return showForm(deps, request, reply, { ...read, status: 422 });
  const wish = { id, wish: read.wish, opened: read.opened };
  const saved = (await changePackage(deps.db, deskOf(request), wish)) ?? notFound();
  if (saved.ok) return reply.seeOther(urls.deskPackage(id, { done: 'saved' }));
  return showForm(deps, request, reply, { typed: read.typed, changedMeanwhile: true, status: 409 });
};

const preview = async (deps: Deps, request: FastifyRequest, reply: FastifyReply) => {
  const pack = await packageOf(deps, request);
  const frame = { ...(await request.frame()), preview: { of: 'a package', bar: previewBar(pack) } };
  return reply.page(packagePage(frame, await showPackage(deps.db.sql, request.practice, pack)));
};
