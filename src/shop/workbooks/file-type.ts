import { asAddress } from '../../kernel/page-address.ts';
import type { FileType } from './workbook.ts';

/** The largest file: what a slow line sends in a minute. */
export const MOST_BYTES = 20_000_000;

const ascii = (bytes: Uint8Array, from: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(Math.max(0, from), Math.max(0, from) + length));

const begins = (bytes: Uint8Array, ...first: readonly number[]): boolean =>
  first.every((byte, index) => bytes[index] === byte);

/** A PDF says so at its begin, and at its end that it is whole. */
const isPdf = (bytes: Uint8Array): boolean =>
  ascii(bytes, 0, 5) === '%PDF-' && ascii(bytes, bytes.length - 1_024, 1_024).includes('%%EOF');

/** An EPUB is a ZIP whose first entry is its kind, unpacked. */
const isEpub = (bytes: Uint8Array): boolean =>
  begins(bytes, 0x50, 0x4b, 3, 4) && ascii(bytes, 30, 28) === 'mimetypeapplication/epub+zip';

/** A frame of MPEG layer III, or the tag that stands before the first one. */
const isMp3 = (bytes: Uint8Array): boolean =>
  ascii(bytes, 0, 3) === 'ID3' || (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe6) === 0xe2);

const KINDS: readonly (readonly [FileType, (bytes: Uint8Array) => boolean])[] = [
  ['application/pdf', isPdf],
  ['application/epub+zip', isEpub],
  ['image/png', (bytes) => begins(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)],
  ['image/jpeg', (bytes) => begins(bytes, 0xff, 0xd8, 0xff)],
  ['audio/mpeg', isMp3],
];

/** What a file is by its own bytes, whatever its name says; undefined for what we do not give out. */
export const typeOf = (bytes: Uint8Array): FileType | undefined => KINDS.find(([, fits]) => fits(bytes))?.[0];

const ENDINGS = {
  'application/pdf': 'pdf',
  'application/epub+zip': 'epub',
  'audio/mpeg': 'mp3',
  'image/png': 'png',
  'image/jpeg': 'jpg',
} as const satisfies Record<FileType, string>;

export const TYPE_WORDS = {
  'application/pdf': 'PDF',
  'application/epub+zip': 'EPUB',
  'audio/mpeg': 'MP3',
  'image/png': 'PNG picture',
  'image/jpeg': 'JPEG picture',
} as const satisfies Record<FileType, string>;

/** The name under which a file is given out: plain letters and the ending of what it is, so that no disk stumbles. */
export const fileNameOf = (name: string, type: FileType): string =>
  `${asAddress(name).slice(0, 60).replace(/-+$/, '') || 'workbook'}.${ENDINGS[type]}`;

/** "340 KB", "1.2 MB". */
export const sizeWords = (bytes: number): string =>
  bytes < 1_000_000
    ? `${Math.max(1, Math.round(bytes / 1_000))} KB`
    : `${(bytes / 1_000_000).toFixed(1).replace('.0', '')} MB`;
