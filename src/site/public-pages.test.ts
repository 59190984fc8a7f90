import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testApp } from '../../test/support/app.ts';
import { testDatabase } from '../../test/support/database.ts';
import { htmlProblems } from '../../test/support/valid-html.ts';
import { openWorld } from '../../test/world.ts';
import { FACTORS } from '../factors/factor.ts';
import { urls } from '../urls.ts';

const database = await testDatabase();
await openWorld(database.db);
const { visitor } = await testApp(database);

const PAGES = [
  urls.home(),
  urls.benefits(),
  ...FACTORS.map(urls.benefit),
  urls.about(),
  urls.firstSession(),
  urls.contact(),
  urls.contactSent(),
  urls.crisis(),
  urls.privacy(),
  urls.terms(),
  urls.agreement(),
  urls.accessibility(),
];

const read = async (path: string): Promise<string> => {
  const answer = await visitor().get(path);
  assert.equal(answer.statusCode, 200, path);
  return answer.body;
};

const wordsOf = (markup: string): string =>
  /<main[^>]*>([\s\S]*)<\/main>/
    .exec(markup)?.[1]
    ?.replace(/<svg[\s\S]*?<\/svg>/g, '')
    .replace(/<(?:style|script)[\s\S]*?<\/(?:style|script)>/g, '')
    .replace(/<\/(?:p|li|h\d|q|summary|legend|label|dt|dd|button|a class="btn[^"]*")>/g, '. ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&[a-z#\d]+;/g, "'")
    .replace(/\s+/g, ' ') ?? '';

test('every page of words is valid, with one main heading, a title, and the way to help and out', async () => {
  for (const path of PAGES) {
    const markup = await read(path);
    assert.deepEqual(await htmlProblems(markup), [], path);
    assert.equal(markup.match(/<h1[ >]/g)?.length, 1, path);
    assert.match(markup, /<title>[^<]{8,}<\/title>/, path);
    assert.match(markup, /href="tel:988"/, path);
    assert.match(markup, /Leave this site/, path);
  }
});

test('nothing on a page is loaded from another site', async () => {
  for (const path of PAGES) {
    const loaded = [
      ...(await read(path)).matchAll(/<(?:script|img|link|iframe|source)[^>]*(?:src|href)="([^"]*)"/g),
    ];
    const foreign = loaded.filter(
      ([tag, address = '']) => !tag.includes('rel="canonical"') && !address.startsWith('/'),
    );
    assert.deepEqual(
      foreign.map(([tag]) => tag),
      [],
      path,
    );
  }
});

test('the voice holds: no pressure, no promises, no loud marks', async () => {
  for (const path of PAGES) {
    const words = wordsOf(await read(path));
    assert.ok(words.length > 60, path);
    assert.doesNotMatch(
      words,
      /!|\bsimply\b|\bjourney|\bheal\b|\bhealing\b|\bguarantee|\bhurry|\bonly \d+ left|\bcertified/i,
      path,
    );
  }
});

/** Flesch-Kincaid grade with syllables estimated by groups of vowels. */
const grade = (text: string): number => {
  const sentences = text.split(/[.?:]\s/).filter((part) => /\w/.test(part)).length;
  const words = text.match(/[A-Za-z’']+/g) ?? [];
  const syllables = words.reduce(
    (sum, word) => sum + Math.max(1, word.replace(/e$/i, '').match(/[aeiouy]+/gi)?.length ?? 1),
    0,
  );
  return 0.39 * (words.length / sentences) + 11.8 * (syllables / words.length) - 15.59;
};

test('pages read at grade 8 or below', async () => {
  assert.ok(
    grade('Notwithstanding considerable institutional heterogeneity, psychotherapeutic organizations. ') > 12,
  );
  for (const path of PAGES)
    assert.ok(grade(wordsOf(await read(path))) <= 8, `${path} ${grade(wordsOf(await read(path)))}`);
});

test('home tells all nine benefits, each with a voice that is said to be made up', async () => {
  const home = await read(urls.home());
  assert.equal(home.match(/<q>/g)?.length, 9);
  assert.match(home, /The lines are made up/);
  for (const factor of FACTORS) assert.ok(home.includes(`href="${urls.benefit(factor)}"`), factor);
});

test('the sixth benefit explains why a group that is too broad is a disadvantage', async () => {
  assert.match(await read(urls.benefit('insight')), /real disadvantage when a group is too broad/);
});

test('the third benefit says that newcomers learn from senior members and the other way round', async () => {
  const words = wordsOf(await read(urls.benefit('perspective')));
  assert.match(words, /Newcomers learn from people who are further along/);
  assert.match(words, /Senior members learn from newcomers/);
});

test('what is not built is called planned', async () => {
  for (const factor of FACTORS)
    assert.match(await read(urls.benefit(factor)), /Works today[\s\S]*Planned/, factor);
});

test('a benefit that is none is not found', async () => {
  for (const path of ['/benefits/joy', '/benefits/constructor', '/benefits/%3Cb%3E'])
    assert.equal((await visitor().get(path)).statusCode, 404, path);
});
