// One word, one meaning (docs/words.md): names that say nothing, or that mean something else here.
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';

/** Each banned word, and what to say instead. */
const BANNED: Readonly<Record<string, string>> = {
  util: 'the domain word of what it does',
  utils: 'the domain word of what it does',
  helper: 'the domain word of what it does',
  helpers: 'the domain word of what it does',
  common: 'the domain word of what it does',
  misc: 'the domain word of what it does',
  manager: 'the verb it performs',
  service: 'the verb it performs',
  impl: 'the domain word of what it does',
  dto: 'the domain word of what it holds',
  user: 'person, buyer, member or facilitator',
  login: 'sign-in',
  logout: 'sign-out',
  customer: 'buyer',
  tenant: 'practice',
  reservation: 'hold',
};
const EXPORTED = /^export (?:async )?(?:const|let|function\*?|class|type|interface) ([A-Za-z][\w]*)/gm;

/** Sentences about names in file names and exports. */
export const wordProblems = (): string[] =>
  globSync('{bin,src,browser,sandbox,example,bench,scripts,test}/**/*.ts').flatMap((file) => [
    ...bannedIn(basename(file, '.ts')).map((word) => sentence(file, `its name`, word)),
    ...[...readFileSync(file, 'utf8').matchAll(EXPORTED)].flatMap(([, name = '']) =>
      bannedIn(name).map((word) => sentence(file, name, word)),
    ),
  ]);

const sentence = (file: string, name: string, word: string) =>
  `${file}: ${name} says "${word}"; say ${BANNED[word]}`;

/** The banned words of a kebab-case or camelCase name. */
export const bannedIn = (name: string): string[] =>
  name
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => Object.hasOwn(BANNED, word));
