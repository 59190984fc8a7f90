import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { compareTexts } from '../../platform/compare.ts';
import type { Db } from '../../platform/db.ts';
import { notFound } from '../../platform/http/errors.ts';
import { urls } from '../../urls.ts';
import * as actions from './actions.ts';
import { asText, type PublishRefusal, STARTER } from './agreement.ts';
import { readCompared, readOver, readTold, readVersion, readWords } from './forms.ts';
import { previewPage, versionPage } from './pages/version.ts';
import { type DraftView, draftPage, listPage } from './pages.ts';
import * as store from './store.ts';

type Deps = { readonly db: Db };

const DESK = { config: { access: 'desk' } } as const;
const OWNER = { config: { access: 'owner' } } as const;

/** The group agreement: a new version is written, looked at and published; none is ever altered. */
export const agreementsRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async (app) => {
    const { db } = deps;
    app.get(urls.practiceAgreements(), DESK, (request, reply) => list(deps, request, reply));
    app.get(urls.practiceAgreementDraft(), OWNER, async (request, reply) =>
      reply.page(await drawDraft(deps, request)),
    );
    app.post(urls.practiceAgreementDraft(), OWNER, (request, reply) => save(deps, request, reply));
    app.get(urls.practiceAgreementPreview(), DESK, async (request, reply) =>
      reply.page(await drawPreview(deps, request)),
    );
    app.post(urls.practiceAgreementPublication(), OWNER, (request, reply) => publish(deps, request, reply));
    app.post(urls.practiceAgreementDraftRemoval(), OWNER, async (request, reply) => {
      await actions.throwDraftAway(db, writingOf(request));
      return reply.seeOther(urls.practiceAgreements({ told: 'thrown-away' }));
    });
    app.get(urls.practiceAgreement(':version'), DESK, (request, reply) => show(deps, request, reply));
  };

const mayChange = (request: FastifyRequest) => request.signedIn?.roles.includes('owner') === true;

const writingOf = ({ practice, signedIn }: FastifyRequest): actions.Writing => {
  const { personId, name } = signedIn ?? notFound();
  return { practiceId: practice.id, by: { personId, name } };
};

const list = async ({ db }: Deps, request: FastifyRequest, reply: FastifyReply) => {
  const { id } = request.practice;
  const [versions, groups, draft] = await Promise.all([
    store.versions(db.sql, id),
    store.usedBy(db.sql, id),
    store.draft(db.sql, id),
  ]);
  const view = { versions, groups, draft, mayChange: mayChange(request), told: readTold(request.query) };
  return reply.page(listPage(await request.frame(), view));
};

const drawDraft = async (
  { db }: Deps,
  request: FastifyRequest,
  typed?: Pick<DraftView, 'words' | 'errors'>,
) => {
  const { id } = request.practice;
  const [draft, [newest]] = await Promise.all([store.draft(db.sql, id), store.versions(db.sql, id)]);
  const words = draft ?? newest ?? STARTER;
  return draftPage(await request.frame(), { words, newest, hasDraft: draft !== undefined, ...typed });
};

const save = async (deps: Deps, request: FastifyRequest, reply: FastifyReply) => {
  const input = readWords(request.body);
  if (!input.ok)
    return reply.page(await drawDraft(deps, request, { words: input.typed, errors: input.errors }), 422);
  await actions.writeDraft(deps.db, writingOf(request), input.words);
  return reply.seeOther(urls.practiceAgreementPreview());
};

const drawPreview = async ({ db }: Deps, request: FastifyRequest, refusal?: PublishRefusal['because']) => {
  const { id } = request.practice;
  const [draft, [newest], groups] = await Promise.all([
    store.draft(db.sql, id),
    store.versions(db.sql, id),
    store.usedBy(db.sql, id),
  ]);
  if (!draft) return notFound();
  const changes = newest ? compareTexts(asText(newest), asText(draft)) : [];
  const view = { draft, newest, groups, changes, mayChange: mayChange(request), ...(refusal && { refusal }) };
  return previewPage(await request.frame(), view);
};

const publish = async (deps: Deps, request: FastifyRequest, reply: FastifyReply) => {
  const published = await actions.publishAgreementDraft(deps.db, writingOf(request), readOver(request.body));
  if (published.ok) return reply.seeOther(urls.practiceAgreements({ told: 'published' }));
  const { because } = published.refusal;
  // Pressed twice, or thrown away in another window: the list says how it stands.
  if (because === 'no-draft') return reply.seeOther(urls.practiceAgreements());
  return reply.page(await drawPreview(deps, request, because), 409);
};

const show = async ({ db }: Deps, request: FastifyRequest, reply: FastifyReply) => {
  const { id } = request.practice;
  const wanted = readVersion(request.params);
  const [versions, groups] = await Promise.all([store.versions(db.sql, id), store.usedBy(db.sql, id)]);
  const version = versions.find((one) => one.version === wanted);
  if (!version) return notFound();
  const compared = readCompared(request.query);
  const others = versions.filter((one) => one.version !== version.version);
  const other =
    compared === undefined
      ? (others.find((one) => one.version < version.version) ?? others.at(-1))
      : others.find((one) => one.version === compared);
  if (compared !== undefined && !other) return notFound();
  const changes = other ? compareTexts(asText(other), asText(version)) : [];
  const view = { version, versions, groups, comparedWith: other?.version, changes };
  return reply.page(versionPage(await request.frame(), view));
};
