import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export type Encoding = 'br' | 'gzip' | 'identity';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

const accepts = (header: string, coding: string) => {
  for (const part of header.split(',')) {
    const [name, ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
    if (name === coding) return !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
  }
  return false;
};

const known = new Map<string, Encoding>();

/** The best coding a client takes: brotli, gzip, or none (RFC 9110 section 12.5.3). */
export const encodingFor = (header: string | undefined): Encoding => {
  if (header === undefined || header === '') return 'identity';
  const remembered = known.get(header);
  if (remembered !== undefined) return remembered;
  const gzipOrNone = accepts(header, 'gzip') ? 'gzip' : 'identity';
  const best = accepts(header, 'br') ? 'br' : gzipOrNone;
  if (known.size < 200) known.set(header, best);
  return best;
};

/** Bytes below this are not worth compressing: they fit one packet. */
export const WORTH_COMPRESSING = 1_400;

/** Compresses in the thread pool. `quality` is brotli's 0 to 11; gzip takes its own level near it. */
export const compress = (bytes: Buffer, encoding: 'br' | 'gzip', quality: number): Promise<Buffer> =>
  encoding === 'br'
    ? brotli(bytes, {
        params: {
          [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
          [constants.BROTLI_PARAM_QUALITY]: quality,
          [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
        },
      })
    : zip(bytes, { level: Math.min(9, quality) });
