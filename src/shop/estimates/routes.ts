import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { Db } from '../../platform/db.ts';
import { notFound } from '../../platform/http/errors.ts';
import { hashSecret } from '../../platform/ids.ts';
import { html } from '../../ui/html.ts';
import { urls } from '../../urls.ts';
import { saveSettings } from './actions.ts';
import { readAddress, readPrice, readSaved, readSecret, readSettings, typedOf } from './forms.ts';
import { estimateOfGroup } from './group-actions.ts';
import { groupEstimatePage } from './pages/group.ts';
import { estimatePage } from './pages/sheet.ts';
import { type SettingsView, settingsPage } from './pages.ts';
import { estimateOfLink, settingsInForce, settingsVersions } from './store.ts';

type Deps = { readonly db: Db };
const DESK = { config: { access: 'desk' } } as const;
const OWNER = { config: { access: 'owner' } } as const;

/** Estimates of a group and of an order, and their settings at the desk. The one of a running checkout is a page of it. */
export const estimateRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async (app) => {
    app.get(urls.groupEstimate(':address'), { config: { access: 'visitor' } }, (request, reply) =>
      ofGroup(deps, request, reply),
    );
    app.get(urls.orderEstimate(':secret'), { config: { access: 'secret-link' } }, (request, reply) =>
      ofOrder(deps, request, reply),
    );
    app.get(urls.practiceEstimate(), DESK, (request, reply) => show(deps, request, reply));
    app.post(urls.practiceEstimate(), OWNER, (request, reply) => save(deps, request, reply));
  };

const ofGroup = async ({ db }: Deps, request: FastifyRequest, reply: FastifyReply) => {
  const asked = { address: readAddress(request.params) ?? notFound(), price: readPrice(request.query) };
  const found = (await estimateOfGroup(db.sql, request.practice, asked)) ?? notFound();
  return reply.page(groupEstimatePage(await request.frame(), found));
};

const ofOrder = async ({ db }: Deps, request: FastifyRequest, reply: FastifyReply) => {
  const secret = readSecret(request.params) ?? notFound();
  const found = (await estimateOfLink(db.sql, request.practice.id, hashSecret(secret))) ?? notFound();
  return reply.page(
    estimatePage(await request.frame(), {
      title: `Estimate of order ${found.number}`,
      back: { address: urls.order(secret), words: 'Back to the order' },
      lead: html`<p>As it was shown before the order was placed.</p>`,
      estimate: found.body,
    }),
  );
};

type Again = Partial<Pick<SettingsView, 'typed' | 'errors' | 'changedMeanwhile'>> & {
  readonly status: number;
};

const show = async ({ db }: Deps, request: FastifyRequest, reply: FastifyReply, again?: Again) => {
  const practiceId = request.practice.id;
  const [settings, versions] = await Promise.all([
    settingsInForce(db.sql, practiceId),
    settingsVersions(db.sql, practiceId),
  ]);
  const { status = 200, ...more } = again ?? {};
  const fresh = { typed: typedOf(settings), errors: {}, changedMeanwhile: false };
  const mayChange = request.signedIn?.roles.includes('owner') === true;
  const view = { mayChange, settings, versions, saved: readSaved(request.query), ...fresh, ...more };
  return reply.page(settingsPage(await request.frame(), view), status);
};

const save = async (deps: Deps, request: FastifyRequest, reply: FastifyReply) => {
  const read = readSettings(request.body);
  const { typed, opened } = read;
  if ('errors' in read) return show(deps, request, reply, { typed, errors: read.errors, status: 422 });
  const by = { practiceId: request.practice.id, personId: request.signedIn?.personId ?? notFound() };
  const saved = await saveSettings(deps.db, by, { wish: read.wish, opened });
  if (saved.ok) return reply.seeOther(`${urls.practiceEstimate()}?saved=yes`);
  return show(deps, request, reply, { typed, changedMeanwhile: true, status: 409 });
};
