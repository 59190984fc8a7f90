import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { notFound } from '../../platform/http/errors.ts';
import { nearestAccent } from '../../ui/colors/nearest.ts';
import { readHex } from '../../ui/colors/oklab.ts';
import { colorsOf, SPRUCE } from '../../ui/colors/palette.ts';
import { judgeAccent } from '../../ui/colors/rules.ts';
import { urls } from '../../urls.ts';
import { type ColorWish, wishedText } from './accent.ts';
import { changeAccent, changeSettings, type Owner, type SettingsDeps } from './actions.ts';
import { readColor, readPage, readSaved, readSettingsForm } from './forms.ts';
import { colorsPage, type Tried } from './pages/colors.ts';
import { historyPage } from './pages/history.ts';
import { type SettingsView, settingsPage } from './pages.ts';
import * as store from './store.ts';

const DESK = { config: { access: 'desk' } } as const;
const OWNER = { config: { access: 'owner' } } as const;
const HISTORY_PAGE = 25;

/** Names, contact, place, money and color of the practice: the desk reads, an owner changes. */
export const settingsRoutes =
  (deps: SettingsDeps): FastifyPluginAsync =>
  async (app) => {
    app.get(urls.practice(), DESK, (_request, reply) => reply.seeOther(urls.practiceSettings()));
    app.get(urls.practiceSettings(), DESK, (request, reply) => showSettings(deps, request, reply));
    app.post(urls.practiceSettings(), OWNER, (request, reply) => saveSettings(deps, request, reply));
    app.get(urls.practiceHistory(), DESK, (request, reply) => showHistory(deps, request, reply));
    app.get(urls.practiceColors(), DESK, (request, reply) => showColors(request, reply));
    app.post(urls.practiceColors(), OWNER, (request, reply) => saveColor(deps, request, reply));
  };

const viewerOf = ({ practice, signedIn }: FastifyRequest): Owner => ({
  practiceId: practice.id,
  personId: signedIn?.personId ?? notFound(),
});

const mayChange = (request: FastifyRequest) => request.signedIn?.roles.includes('owner') === true;

const stored = ({ db }: SettingsDeps, request: FastifyRequest) => {
  const viewer = viewerOf(request);
  return db.as({ kind: 'person', ...viewer }, (tx) => store.readSettings(tx, viewer.practiceId));
};

const showSettings = async (deps: SettingsDeps, request: FastifyRequest, reply: FastifyReply) => {
  const { settings, savings } = await stored(deps, request);
  const saved = readSaved(request.query);
  const view = { settings, savings, mayChange: mayChange(request), saved };
  return reply.page(settingsPage(await request.frame(), view));
};

const saveSettings = async (deps: SettingsDeps, request: FastifyRequest, reply: FastifyReply) => {
  const before = await stored(deps, request);
  const input = readSettingsForm(request.body, before.settings);
  const { typed, opened } = input;
  const again = async (told: Pick<SettingsView, 'errors' | 'refusal'>, status: number) => {
    const { settings, savings } = await stored(deps, request);
    const view = { settings, savings, mayChange: true, saved: false, typed, ...told };
    return reply.page(settingsPage(await request.frame(), view), status);
  };
  if (!input.ok) return again({ errors: input.errors }, 422);
  const saved = await changeSettings(deps, viewerOf(request), { wish: input.settings, opened });
  if (saved.ok) return reply.seeOther(`${urls.practiceSettings()}?saved=yes`);
  return again({ refusal: saved.refusal }, saved.refusal.because === 'name-tells' ? 422 : 409);
};

const showHistory = async ({ db }: SettingsDeps, request: FastifyRequest, reply: FastifyReply) => {
  const viewer = viewerOf(request);
  const page = readPage(request.query);
  const window = { limit: HISTORY_PAGE, offset: (page - 1) * HISTORY_PAGE };
  const [savings, { savings: count }] = await db.as({ kind: 'person', ...viewer }, async (tx) => [
    await store.savings(tx, viewer.practiceId, window),
    await store.readSettings(tx, viewer.practiceId),
  ]);
  const pages = Math.max(1, Math.ceil(count / HISTORY_PAGE));
  return reply.page(historyPage(await request.frame(), { savings, page, pages }));
};

const tryColor = (wish: ColorWish): Tried => {
  const text = wishedText(wish);
  if (text === '') return { kind: wish.dye === '' ? 'nothing' : 'no-color' };
  const hex = readHex(text);
  if (hex === undefined) return { kind: 'no-color' };
  const why = judgeAccent(hex);
  return why === undefined
    ? { kind: 'fits', hex }
    : { kind: 'refused', hex, why, nearest: nearestAccent(hex) };
};

/** The page wears the color that is tried, so that it is seen where it will be. */
const drawColors = async (request: FastifyRequest, wish: ColorWish, saved = false) => {
  const frame = await request.frame();
  const tried = tryColor(wish);
  const worn = request.practice.accent ?? SPRUCE;
  const wearing =
    tried.kind === 'fits'
      ? { ...frame, colors: tried.hex === SPRUCE ? undefined : colorsOf(tried.hex) }
      : frame;
  return { tried, page: colorsPage(wearing, { worn, wish, tried, saved, mayChange: mayChange(request) }) };
};

const showColors = async (request: FastifyRequest, reply: FastifyReply) => {
  const { page } = await drawColors(request, readColor(request.query), readSaved(request.query));
  return reply.page(page);
};

const saveColor = async (deps: SettingsDeps, request: FastifyRequest, reply: FastifyReply) => {
  const { tried, page } = await drawColors(request, readColor(request.body));
  if (tried.kind !== 'fits') return reply.page(page, 422);
  await changeAccent(deps, viewerOf(request), tried.hex === SPRUCE ? '' : tried.hex);
  return reply.seeOther(urls.practiceColors({ saved: 'yes' }));
};
