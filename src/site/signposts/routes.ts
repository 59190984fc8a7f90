import type { FastifyPluginAsync } from 'fastify';
import { FACTORS } from '../../factors/factor.ts';
import type { Db } from '../../platform/db.ts';
import { publishedAddresses } from '../../shop/catalogue/public.ts';
import { publishedPackages } from '../../shop/packages/public.ts';
import { publishedWorkbooks } from '../../shop/workbooks/public.ts';
import { colorsOf } from '../../ui/colors/palette.ts';
import { favicon } from '../../ui/drawings/favicon.ts';
import { urls } from '../../urls.ts';
import { robotsText, sitemapXml } from './sitemap.ts';

export type SignpostDeps = { readonly db: Db; readonly publicUrl: string };

const OPEN = [
  urls.home(),
  urls.benefits(),
  ...FACTORS.map(urls.benefit),
  urls.groups(),
  urls.facilitators(),
  urls.workbooks(),
  urls.packages(),
  urls.about(),
  urls.firstSession(),
  urls.contact(),
  urls.crisis(),
  urls.agreement(),
  urls.privacy(),
  urls.terms(),
  urls.accessibility(),
];
const CLOSED = [
  '/cart',
  '/checkout',
  '/payments/',
  '/orders/',
  '/downloads/',
  '/chair/',
  '/sign-in',
  '/desk',
  '/webhooks/',
];
const HOUR = 'public, max-age=3600';

/** What machines ask for: sitemap, robots.txt, favicon. */
export const signpostRoutes =
  ({ db, publicUrl }: SignpostDeps): FastifyPluginAsync =>
  async (app) => {
    const visitor = { config: { access: 'visitor' } } as const;
    app.get(urls.sitemap(), visitor, async (request, reply) => {
      const { id } = request.practice;
      const [published, workbooks, packages] = await Promise.all([
        publishedAddresses(db.sql, id),
        publishedWorkbooks(db.sql, id),
        publishedPackages(db.sql, id),
      ]);
      const paths = [
        ...published.map(({ kind, address }) =>
          kind === 'group' ? urls.group(address) : urls.facilitator(address),
        ),
        ...workbooks.map(({ address }) => urls.workbook(address)),
        ...packages.map(({ address }) => urls.package(address)),
      ];
      reply.header('cache-control', HOUR).type('application/xml; charset=utf-8');
      return sitemapXml(publicUrl, [...OPEN, ...paths]);
    });
    app.get(urls.robots(), visitor, async (_request, reply) => {
      reply.header('cache-control', HOUR).type('text/plain; charset=utf-8');
      return robotsText(publicUrl, CLOSED, urls.sitemap());
    });
    app.get(urls.favicon(), visitor, async ({ practice }, reply) => {
      reply.header('cache-control', 'public, max-age=86400').type('image/svg+xml');
      return favicon(practice.accent && colorsOf(practice.accent).night).text;
    });
  };
