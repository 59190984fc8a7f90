import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { Db } from '../../platform/db.ts';
import { urls } from '../../urls.ts';
import { offeringForSale, seriesOnSale } from '../catalogue/public.ts';
import { ruleInForce, saveRule } from './actions.ts';
import { madeUpChair } from './examples.ts';
import { type Form, RuleQuery, readRule, typedOf, wantsPreview } from './forms.ts';
import { type ExampleChair, type RuleView, rulePage } from './pages/desk.ts';
import { databaseNow, rulesOf, someGroup } from './store.ts';

type Deps = { readonly db: Db };

/** Where the owner writes what goes back. */
export const refundRuleRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async (app) => {
    const desk = { config: { access: 'desk' } } as const;
    const owner = { config: { access: 'owner' } } as const;

    app.get(urls.deskRefundRule(), desk, async (request, reply) =>
      show(deps, { request, reply }, { saved: RuleQuery.parse(request.query ?? {}).saved === '1' }),
    );

    app.post(urls.deskRefundRule(), owner, async (request, reply) => {
      const read = readRule(request.body, request.practice.currency);
      if ('errors' in read) return show(deps, { request, reply }, { form: read }, 422);
      const form = { typed: read.typed, errors: {} };
      if (wantsPreview(request.body)) return show(deps, { request, reply }, { form, preview: read.rule });
      const by = request.signedIn?.personId ?? '';
      const saved = await saveRule(deps, request.practice, { rule: read.rule, after: read.after, by });
      if (saved.ok) return reply.seeOther(`${urls.deskRefundRule()}?saved=1`);
      return show(deps, { request, reply }, { form, preview: read.rule, problem: 'written-meanwhile' }, 409);
    });
  };

type Shown = Partial<Pick<RuleView, 'preview' | 'problem' | 'saved'>> & { readonly form?: Form };

const show = async (
  { db }: Deps,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  shown: Shown,
  status = 200,
) => {
  const inForce = await ruleInForce(db.sql, request.practice);
  const [, ...earlier] = await rulesOf(db.sql, request.practice.id, 20);
  const { currency } = request.practice;
  const view = {
    mayWrite: request.signedIn?.roles.includes('owner') ?? false,
    currency,
    inForce,
    earlier,
    chair: await exampleChair(db, request),
    form: shown.form ?? { typed: typedOf(inForce, currency), errors: {} },
    preview: shown.preview,
    problem: shown.problem,
    saved: shown.saved ?? false,
  };
  return reply.page(rulePage(await request.frame(), view), status);
};

/** An example says most where the first meeting is some weeks away. */
const FAR_ENOUGH_HOURS = 21 * 24;

/** A chair of the practice's own, where a group can serve; the price is the middle one. */
const exampleChair = async ({ sql }: Db, { practice }: FastifyRequest): Promise<ExampleChair> => {
  const [now, id] = await Promise.all([databaseNow(sql), someGroup(sql, practice.id)]);
  const group = id === undefined ? undefined : await offeringForSale(sql, practice.id, id);
  const series = group && seriesOnSale(group, now);
  const tier = group?.tiers[Math.floor(group.tiers.length / 2)];
  const meetings = series?.ok ? series.value : [];
  const isFar = meetings[0] && now.until(meetings[0].startsAt).total('hours') > FAR_ENOUGH_HOURS;
  if (!group || !tier || !isFar) return { of: undefined, bought: madeUpChair(now, practice.zone, 4_500) };
  const { zone } = group.schedule;
  const paidMinor = tier.unitMinor * meetings.length;
  return { of: group.name, bought: { paidMinor, goneMinor: 0, meetings, placedAt: now, zone } };
};
