import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import type { FastifyPluginAsync } from 'fastify';
import { compress, type Encoding, encodingFor, WORTH_COMPRESSING } from './compress.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
};
/** Already compressed, or not worth it. */
const PACKED = new Set(['.woff2', '.png']);

type Asset = {
  readonly name: string;
  readonly file: string;
  readonly type: string;
  readonly etag: string;
  readonly bodies: Readonly<Record<Encoding, Buffer>>;
};

export type Assets = {
  /** Hashed address of an asset by its plain name; throws for a name that was not built. */
  address(name: string): string;
  /** Builds everything again (development). */
  rebuild(): Promise<void>;
  readonly routes: FastifyPluginAsync;
};

export type AssetSources = {
  /** Entry of the browser's script, bundled with all it imports as `site.js`. */
  readonly script: string;
  /** Entry of the stylesheet, bundled as `site.css`; its url()s become hashed addresses. */
  readonly styles: string;
  /** Folders whose files are offered as they are: fonts, drawings. */
  readonly folders: readonly string[];
};

const hashed = (name: string, bytes: Buffer) => {
  const hash = createHash('sha256').update(bytes).digest('base64url').replace(/[-_]/g, '').slice(0, 12);
  const extension = extname(name);
  return `${basename(name, extension)}.${hash}${extension}`;
};

const makeAsset = async (name: string, bytes: Buffer): Promise<Asset> => {
  const file = hashed(name, bytes);
  const packed = PACKED.has(extname(name)) || bytes.length < WORTH_COMPRESSING;
  const [br, gzip] = packed
    ? [bytes, bytes]
    : await Promise.all([compress(bytes, 'br', 11), compress(bytes, 'gzip', 9)]);
  const type = TYPES[extname(name)] ?? 'application/octet-stream';
  return { name, file, type, etag: `"${file}"`, bodies: { identity: bytes, br, gzip } };
};

const filesIn = (folders: readonly string[]) =>
  folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((file) => join(folder, file)))
    .filter((path) => extname(path) in TYPES && !['.css', '.js'].includes(extname(path)));

/** url(../fonts/x.woff2) in a stylesheet becomes the hashed address of x.woff2, and stays outside the bundle. */
const hashedAddresses = (known: ReadonlyMap<string, Asset>): Plugin => ({
  name: 'hashed-addresses',
  setup: (bundle) => {
    bundle.onResolve({ filter: /\.(woff2|svg|png)$/ }, ({ path }) => {
      const asset = known.get(basename(path));
      return asset
        ? { path: `/assets/${asset.file}`, external: true }
        : { errors: [{ text: `No such asset: ${path}` }] };
    });
  },
});

const bundle = async (entry: string, known: ReadonlyMap<string, Asset>): Promise<Buffer> => {
  if (!existsSync(entry)) return Buffer.from('');
  const result = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: ['es2023', 'chrome120', 'firefox120', 'safari17'],
    legalComments: 'none',
    logLevel: 'silent',
    plugins: [hashedAddresses(known)],
  });
  return Buffer.from(result.outputFiles[0]?.contents ?? '');
};

const buildAll = async (sources: AssetSources): Promise<Map<string, Asset>> => {
  const assets = new Map<string, Asset>();
  for (const path of filesIn(sources.folders)) {
    const asset = await makeAsset(basename(path), readFileSync(path));
    assets.set(asset.name, asset);
  }
  const [styles, script] = await Promise.all([
    bundle(sources.styles, assets),
    bundle(sources.script, assets),
  ]);
  for (const asset of await Promise.all([makeAsset('site.css', styles), makeAsset('site.js', script)]))
    assets.set(asset.name, asset);
  return assets;
};

/** Builds scripts and styles into memory, with hashed addresses that never change their content. */
export const createAssets = async (sources: AssetSources): Promise<Assets> => {
  let byName = new Map<string, Asset>();
  const byFile = new Map<string, Asset>();
  const rebuild = async () => {
    byName = await buildAll(sources);
    for (const asset of byName.values()) byFile.set(asset.file, asset);
  };
  await rebuild();
  return {
    rebuild,
    address: (name) => {
      const asset = byName.get(name);
      if (asset === undefined) throw new Error(`No asset is called ${name}`);
      return `/assets/${asset.file}`;
    },
    routes: async (app) => {
      app.get<{ Params: { file: string } }>(
        '/assets/:file',
        { config: { access: 'visitor', bare: true } },
        (request, reply) => {
          const asset = byFile.get(request.params.file);
          if (asset === undefined) return reply.callNotFound();
          const encoding = encodingFor(request.headers['accept-encoding'] as string | undefined);
          const body = asset.bodies[encoding];
          reply.headers({
            'cache-control': 'public, max-age=31536000, immutable',
            etag: asset.etag,
            vary: 'accept-encoding',
          });
          if (request.headers['if-none-match'] === asset.etag) return reply.code(304).send();
          if (body !== asset.bodies.identity) reply.header('content-encoding', encoding);
          return reply.type(asset.type).send(body);
        },
      );
    },
  };
};
