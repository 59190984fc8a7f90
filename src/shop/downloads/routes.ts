import { Readable } from 'node:stream';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { Db } from '../../platform/db.ts';
import { notFound, TooMany } from '../../platform/http/errors.ts';
import { hashSecret, newId } from '../../platform/ids.ts';
import type { Limits } from '../../platform/limits.ts';
import { urls } from '../../urls.ts';
import { giveFile, versionsOf } from '../workbooks/public.ts';
import { endDownload } from './end-actions.ts';
import { DownloadInPath, SecretInPath, StateForm, VersionInPath } from './forms.ts';
import { downloadPage, endedPage } from './pages.ts';
import * as store from './store.ts';

type Deps = { readonly db: Db; readonly limits: Limits };

/** Times an hour that one link gives its file: for every device somebody has, not for everybody they know. */
const TIMES = { points: 30, seconds: 3600 };

/** What an order's workbooks open, behind a secret link each; and at the desk, ending one. */
export const downloadRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async (app) => {
    const link = { config: { access: 'secret-link' } } as const;
    app.get(urls.download(':secret'), link, async (request, reply) => {
      const { download, secret } = await found(deps, request);
      const frame = await request.frame();
      if (!download.isOpen) return reply.page(endedPage(frame), 410);
      const versions = await mine(deps, request, download);
      return reply.page(downloadPage(frame, { name: download.name, secret, versions }));
    });
    app.get(urls.downloadFile(':secret', ':version'), link, (request, reply) => give(deps, request, reply));
    app.post(urls.deskDownloadState(':id'), { config: { access: 'desk' } }, async (request, reply) => {
      const id = DownloadInPath.safeParse(request.params).data?.id ?? notFound();
      const form = StateForm.safeParse(request.body);
      if (!form.success) return notFound();
      const done = (await endDownload(deps.db, request.practice.id, id, form.data.to)) ?? notFound();
      return reply.seeOther(urls.deskOrder(done.orderId));
    });
  };

const found = async ({ db }: Deps, request: FastifyRequest) => {
  const at = SecretInPath.safeParse(request.params);
  if (!at.success) return notFound();
  const { secret } = at.data;
  const download = await store.downloadBehind(db.sql, request.practice.id, hashSecret(secret));
  return { download: download ?? notFound(), secret };
};

/** What was bought, and every newer version. */
const mine = async ({ db }: Deps, request: FastifyRequest, { workbookId, version }: store.Download) =>
  (await versionsOf(db.sql, request.practice.id, workbookId)).filter(({ number }) => number >= version);

const give = async (deps: Deps, request: FastifyRequest, reply: FastifyReply) => {
  const { download } = await found(deps, request);
  const at = VersionInPath.safeParse(request.params);
  const versions = download.isOpen ? await mine(deps, request, download) : [];
  const version = versions.find(({ number }) => number === at.data?.version) ?? notFound();
  const practiceId = request.practice.id;
  const file = giveFile(deps.db.sql, practiceId, { name: download.name, version });
  if (request.method === 'HEAD') return reply.headers(file.headers).send();
  if (!(await deps.limits.take('download', download.id, TIMES))) throw new TooMany();
  const time = { id: newId<'time'>(), downloadId: download.id, version: version.number };
  await store.countDownload(deps.db.sql, practiceId, time);
  return reply.headers(file.headers).send(Readable.from(file.parts));
};
