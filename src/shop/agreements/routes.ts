import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { compareTexts } from '../../platform/compare.ts';
import type { Db } from '../../platform/db.ts';
import { notFound } from '../../platform/http/errors.ts';
import { urls } from '../../urls.ts';
import * as actions from './actions.ts';
import { asText, type PublishRefusal, STARTER } from './agreement.ts';
import { readCompared, readSeen, readTold, readVersion, readWords } from './forms.ts';
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
    app.get(urls.practiceAgreements(), DESK, (request, reply) => list(deps, request, reply));
    app.get(urls.practiceAgreementDraft(), OWNER, async (request, reply) =>
      reply.page(await drawDraft(deps, request)),
    );
    app.post(urls.practiceAgreementDraft(), OWNER, (request, reply) => save(deps, request, reply));
    app.get(urls.practiceAgreementPreview(), DESK, async (request, reply) =>
      reply.page(await drawPreview(deps, request)),
    );
    app.post(urls.practiceAgreementPublication(), OWNER, (request, reply) => publish(deps, request, reply));
    app.post(urls.practiceAgreementDraftRemoval(), OWNER, (request, reply) =>
      throwAway(deps, request, reply),
    );
    app.get(urls.practiceAgreement(':version'), DESK, (request, reply) => show(deps, request, reply));
  };

const mayChange = (request: FastifyRequest) => request.signedIn?.roles.includes('owner') === true;

const writingOf = ({ practice, signedIn }: FastifyRequest): actions.Writing => {
  const { personId, name } = signedIn ?? notFound();
  return { practiceId: practice.id, by: { personId, name } };
};

const list = async ({ db }: Deps, request: FastifyRequest, reply: FastifyReply) => {
  const { id } = request.practice;
  const [versions, groups, { draft }] = await Promise.all([
    store.versions(db.sql, id),
    store.usedBy(db.sql, id),
    store.drafting(db.sql, id),
  ]);
  const view = { versions, groups, draft, mayChange: mayChange(request), told: readTold(request.query) };
  return reply.page(listPage(await request.frame(), view));
};

const drawDraft = async ({ db }: Deps, request: FastifyRequest, typed?: Partial<DraftView>) => {
  const { id } = request.practice;
  const [{ draft, revision }, [newest]] = await Promise.all([
    store.drafting(db.sql, id),
    store.versions(db.sql, id),
  ]);
  const words = draft ?? newest ?? STARTER;
  const view = { words, revision, newest, hasDraft: draft !== undefined };
  return draftPage(await request.frame(), { ...view, ...typed });
};

const save = async (deps: Deps, request: FastifyRequest, reply: FastifyReply) => {
  const input = readWords(request.body);
  const { revision } = readSeen(request.body);
  if (!input.ok) {
    const again = { words: input.typed, errors: input.errors, revision };
    return reply.page(await drawDraft(deps, request, again), 422);
  }
  const written = await actions.writeDraft(deps.db, writingOf(request), { words: input.words, revision });
  if (written.ok) return reply.seeOther(urls.practiceAgreementPreview());
  const overtaken = { by: await lastWriter(deps, request), lost: 'save' } as const;
  return reply.page(await drawDraft(deps, request, { words: input.typed, overtaken }), 409);
};

const throwAway = async (deps: Deps, request: FastifyRequest, reply: FastifyReply) => {
  const { revision } = readSeen(request.body);
  const thrown = await actions.throwDraftAway(deps.db, writingOf(request), revision);
  const by = await lastWriter(deps, request);
  // Pressed twice, or published in another window: there is nothing to throw away.
  if (thrown.ok || by === undefined) return reply.seeOther(urls.practiceAgreements({ told: 'thrown-away' }));
  return reply.page(await drawDraft(deps, request, { overtaken: { by, lost: 'removal' } }), 409);
};

const lastWriter = async ({ db }: Deps, { practice }: FastifyRequest) =>
  (await store.drafting(db.sql, practice.id)).draft?.by;

const drawPreview = async ({ db }: Deps, request: FastifyRequest, refusal?: PublishRefusal['because']) => {
  const { id } = request.practice;
  const [{ draft }, [newest], groups] = await Promise.all([
    store.drafting(db.sql, id),
    store.versions(db.sql, id),
    store.usedBy(db.sql, id),
  ]);
  if (!draft) return notFound();
  const changes = newest ? compareTexts(asText(newest), asText(draft)) : [];
  const view = { draft, newest, groups, changes, mayChange: mayChange(request), ...(refusal && { refusal }) };
  return previewPage(await request.frame(), view);
};

const publish = async (deps: Deps, request: FastifyRequest, reply: FastifyReply) => {
  const published = await actions.publishAgreementDraft(deps.db, writingOf(request), readSeen(request.body));
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
