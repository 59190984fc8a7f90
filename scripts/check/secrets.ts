// Keys and passwords have no business in the repository.
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';

const PATTERNS: readonly (readonly [string, RegExp])[] = [
  ['a private key', /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----\s*\n?[A-Za-z0-9+/=]{20}/],
  ['an AWS key', /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/],
  ['a GitHub token', /\bgh[pousr]_[A-Za-z0-9]{36,}\b/],
  ['an npm token', /\bnpm_[A-Za-z0-9]{36}\b/],
  ['a Slack token', /\bxox[abprs]-[A-Za-z0-9-]{10,}\b/],
  ['a PayPal token', /\baccess_token\$(?:production|sandbox)\$[a-z0-9]{10,}/],
  ['a PayPal secret', /PAYPAL_CLIENT_SECRET\s*[=:]\s*['"]?E[A-Za-z0-9_-]{60,}/],
  ['a master key', /MASTER_KEY\s*[=:]\s*['"]?[A-Za-z0-9+/]{43}=/],
  [
    'a password in an address',
    /\b(?:postgres(?:ql)?|smtps?):\/\/[^\s:/@'"`$]+:(?!password|secret|\.\.\.|…|<)[^\s@'"`$<]{4,}@(?!localhost|127\.|host|db\.|example)/,
  ],
];
const LARGEST = 1_000_000;

/** Sentences about what looks like a secret in a file that git knows or would take up. */
export const secretProblems = (): string[] => {
  const listed = execFileSync('git', [
    'ls-files',
    '--cached',
    '--others',
    '--exclude-standard',
    '-z',
  ]).toString();
  return listed.split('\0').filter(Boolean).flatMap(secretsIn);
};

const secretsIn = (file: string): string[] => {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found?.isFile() || found.size > LARGEST || file === 'package-lock.json') return [];
  return secretsInText(readFileSync(file, 'utf8')).map((what) => `${file} seems to hold ${what}`);
};

/** The kinds of secret in this text. */
export const secretsInText = (text: string): string[] =>
  PATTERNS.filter(([, pattern]) => pattern.test(text)).map(([what]) => what);
