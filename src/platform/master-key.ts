import { hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { EnvRefusal, isMasterKey } from './env.ts';

/** 32 bytes from which every other key is derived; it never lies in the database. */
export type MasterKey = Buffer;

const fromText = (text: string, where: string): MasterKey => {
  if (!isMasterKey(text)) throw new EnvRefusal([`${where} must hold 32 bytes as base64`]);
  return Buffer.from(text, 'base64');
};

/** Reads the key of open mode from the variable or from the file it names. */
export const readMasterKey = (given: { readonly base64: string } | { readonly file: string }): MasterKey => {
  if ('base64' in given) return fromText(given.base64, 'MASTER_KEY');
  const { file } = given;
  if (!existsSync(file)) throw new EnvRefusal([`MASTER_KEY_FILE: there is no file ${file}`]);
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0)
    throw new EnvRefusal([`MASTER_KEY_FILE: others may read ${file}; allow its owner only (chmod 600)`]);
  return fromText(readFileSync(file, 'utf8').trim(), 'MASTER_KEY_FILE');
};

/** The key of example mode: made at the first start, readable by this account only. */
export const exampleMasterKey = (file: string): MasterKey => {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  }
  return fromText(readFileSync(file, 'utf8').trim(), file);
};

/** A key for one purpose (HKDF-SHA-256, RFC 5869), so that no two uses share one. */
export const keyFor = (master: MasterKey, purpose: 'links' | 'letters' | 'care'): Buffer =>
  Buffer.from(hkdfSync('sha256', master, '', `ninefold ${purpose}`, 32));
