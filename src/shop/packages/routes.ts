import type { FastifyPluginAsync } from 'fastify';
import type { Db } from '../../platform/db.ts';
import { notFound } from '../../platform/http/errors.ts';
import { urls } from '../../urls.ts';
import { packageDeskRoutes } from './desk-routes.ts';
import { packagePage, packagesPage } from './pages.ts';
import { showPackage } from './show-actions.ts';
import { publishedPackageAt, publishedPackages } from './store.ts';

type At = { Params: { address: string } };

/** Packages: what visitors see of them, and the desk that puts them together. */
export const packageRoutes =
  ({ db }: { readonly db: Db }): FastifyPluginAsync =>
  async (app) => {
    const open = { config: { access: 'visitor', cache: 'public' } } as const;
    app.get(urls.packages(), open, async (request, reply) => {
      const packages = await publishedPackages(db.sql, request.practice.id);
      const shown = await Promise.all(packages.map((pack) => showPackage(db.sql, request.practice, pack)));
      return reply.page(packagesPage(await request.frame(), shown));
    });
    app.get<At>(urls.package(':address'), open, async (request, reply) => {
      const { practice } = request;
      const pack = await publishedPackageAt(db.sql, practice.id, request.params.address);
      if (!pack) return notFound();
      return reply.page(packagePage(await request.frame(), await showPackage(db.sql, practice, pack)));
    });
    await app.register(packageDeskRoutes({ db }));
  };
