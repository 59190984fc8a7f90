import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { Db } from '../../platform/db.ts';
import { notFound } from '../../platform/http/errors.ts';
import { urls } from '../../urls.ts';
import { saveTax } from './actions.ts';
import { readSaved, readTax, typedOf } from './forms.ts';
import { type TaxView, taxPage } from './pages.ts';
import { taxInForce, taxVersions } from './store.ts';

type Deps = { readonly db: Db };
const DESK = { config: { access: 'desk' } } as const;
const OWNER = { config: { access: 'owner' } } as const;

/** How prices stand to tax: the desk reads, an owner changes. */
export const taxRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async (app) => {
    app.get(urls.practiceTax(), DESK, (request, reply) => show(deps, request, reply));
    app.post(urls.practiceTax(), OWNER, (request, reply) => save(deps, request, reply));
  };

type Again = Partial<Pick<TaxView, 'typed' | 'errors' | 'changedMeanwhile'>> & { readonly status: number };

const show = async ({ db }: Deps, request: FastifyRequest, reply: FastifyReply, again?: Again) => {
  const practiceId = request.practice.id;
  const [settings, versions] = await Promise.all([
    taxInForce(db.sql, practiceId),
    taxVersions(db.sql, practiceId),
  ]);
  const { status = 200, ...more } = again ?? {};
  const fresh = { typed: typedOf(settings), errors: {}, changedMeanwhile: false };
  const mayChange = request.signedIn?.roles.includes('owner') === true;
  const view = { mayChange, settings, versions, saved: readSaved(request.query), ...fresh, ...more };
  return reply.page(taxPage(await request.frame(), view), status);
};

const save = async (deps: Deps, request: FastifyRequest, reply: FastifyReply) => {
  const read = readTax(request.body);
  const { typed, opened } = read;
  if ('errors' in read) return show(deps, request, reply, { typed, errors: read.errors, status: 422 });
  const by = { practiceId: request.practice.id, personId: request.signedIn?.personId ?? notFound() };
  const saved = await saveTax(deps.db, by, { wish: read.wish, opened });
  if (saved.ok) return reply.seeOther(`${urls.practiceTax()}?saved=yes`);
  return show(deps, request, reply, { typed, changedMeanwhile: true, status: 409 });
};
