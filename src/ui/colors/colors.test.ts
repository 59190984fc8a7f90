import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { DYES } from './dyes.ts';
import { nearestAccent } from './nearest.ts';
import { contrast, distance, type Hex, hexOf, luminance, type Oklch, oklchOf, readHex } from './oklab.ts';
import { ACCENTED, accentOfFile, colorsOf, FIXED, paletteOf, SPRUCE, stylesheetOf } from './palette.ts';
import { ACCENT_PAIRS, FIXED_PAIRS, judgeAccent, lowestContrast } from './rules.ts';

const TOKENS = readFileSync(join(import.meta.dirname, '../styles/tokens.css'), 'utf8');

const numbers = (text = ''): Oklch => {
  const [lightness = Number.NaN, chroma = Number.NaN, hue = Number.NaN] = text.split(' ').map(Number);
  return [lightness, chroma, hue];
};

/** A token as tokens.css has it, by day and by evening. */
const inStyles = (name: string): readonly [Hex, Hex] => {
  const [, day, evening] =
    new RegExp(`--${name}: light-dark\\(oklch\\(([^)]+)\\), oklch\\(([^)]+)\\)\\)`).exec(TOKENS) ?? [];
  const [, always] = new RegExp(`--${name}: oklch\\(([^)]+)\\)`).exec(TOKENS) ?? [];
  return [hexOf(numbers(day ?? always)), hexOf(numbers(evening ?? always))];
};

const hexes = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);

test('colors and contrast agree with published values', () => {
  assert.equal(contrast('#000000', '#ffffff'), 21);
  assert.equal(contrast('#777777', '#ffffff').toFixed(2), '4.48');
  assert.equal(contrast('#0000ff', '#ffffff').toFixed(2), '8.59');
  assert.equal(luminance('#808080').toFixed(4), '0.2159');
  assert.deepEqual(
    oklchOf('#ff0000').map((value) => value.toFixed(3)),
    ['0.628', '0.258', '29.234'],
  );
  assert.equal(distance('#000000', '#ffffff').toFixed(6), '1.000000');
});

test('a color read as people see it is written back as the same color', () => {
  fc.assert(fc.property(hexes, (hex) => assert.equal(hexOf(oklchOf(hex)), hex)));
});

test('what people type is read as a color, or not at all', () => {
  assert.equal(readHex(' 1D487C '), '#1d487c');
  assert.equal(readHex('#abc'), '#aabbcc');
  for (const text of ['', 'blue', '#12345', '#1234567', 'rgb(1,2,3)', '#12g456', '1d487c;}'])
    assert.equal(readHex(text), undefined, text);
});

test('the rules judge the colors that the styles have', () => {
  for (const name of Object.keys(FIXED) as (keyof typeof FIXED)[])
    assert.deepEqual(inStyles(name), FIXED[name], name);
  assert.equal(inStyles('spruce')[0], SPRUCE);
});

test('every pair that a practice cannot change is easy to read, by day and by evening', () => {
  for (const pair of FIXED_PAIRS)
    assert.ok(lowestContrast(paletteOf(SPRUCE), pair) >= pair[2], pair.join(' '));
});

test('the house’s own colors, as the styles have them, keep the rules', () => {
  const house = Object.fromEntries(ACCENTED.map((name) => [name, inStyles(name)])) as ReturnType<
    typeof paletteOf
  >;
  for (const pair of ACCENT_PAIRS) assert.ok(lowestContrast(house, pair) >= pair[2], pair.join(' '));
});

/** Every ninth step of each channel: 24,389 colors over the whole range. */
const lattice = Array.from({ length: 29 ** 3 }, (_, index) => {
  const step = (part: number) => (Math.floor(index / 29 ** part) % 29) * 9;
  return `#${[step(2), step(1), step(0)].map((value) => value.toString(16).padStart(2, '0')).join('')}`;
});

/** WCAG's contrast once more, written apart from the code that is judged. */
const independent = (one: Hex, other: Hex) => {
  const light = [one, other].map((hex) => {
    const channel = (at: number) => {
      const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    };
    return channel(1) * 0.2126 + channel(3) * 0.7152 + channel(5) * 0.0722 + 0.05;
  });
  return Math.max(...light) / Math.min(...light);
};

test('each color that may be worn can be read in every pair, by day and by evening', () => {
  const worn = lattice.filter((hex) => judgeAccent(hex) === undefined);
  assert.ok(worn.length > 2_000 && worn.length < lattice.length / 2, `${worn.length} may be worn`);
  for (const hex of worn) {
    const all = { ...FIXED, ...paletteOf(hex) };
    for (const [color, on, needs] of ACCENT_PAIRS)
      for (const mode of [0, 1] as const)
        assert.ok(independent(all[color][mode], all[on][mode]) >= needs - 1e-6, `${hex}: ${color} on ${on}`);
  }
});

test('a color that would fail is refused, with what it has and what it needs', () => {
  const pale = judgeAccent('#ffcc00');
  assert.ok(pale?.because === 'hard-to-read' && pale.contrast < 2 && pale.needs === 7);
  assert.deepEqual(judgeAccent(FIXED.madder[0]), { because: 'warning' });
  assert.deepEqual(judgeAccent(FIXED['lamp-ink'][0]), { because: 'open-chair' });
});

test('the nearest color may be worn, and none of those that may is nearer', () => {
  const worn = lattice.filter((hex) => judgeAccent(hex) === undefined);
  fc.assert(
    fc.property(hexes, (wish) => {
      const nearest = nearestAccent(wish);
      assert.equal(judgeAccent(nearest), undefined, `${wish} to ${nearest}`);
      const best = Math.min(...worn.map((hex) => distance(wish, hex)));
      assert.ok(
        distance(wish, nearest) <= best + 0.004,
        `${wish}: ${nearest} is ${distance(wish, nearest)}, ${best}`,
      );
      if (judgeAccent(wish) === undefined) assert.equal(nearest, wish);
    }),
    { numRuns: 60 },
  );
});

test('every ready dye may be worn, and has a name and a color of its own', () => {
  for (const { hex } of DYES) assert.equal(judgeAccent(hex), undefined, hex);
  assert.equal(new Set(DYES.flatMap(({ hex, name }) => [hex, name])).size, DYES.length * 2);
});

test('a stylesheet holds the five colors and nothing else, and its name leads back to its color', () => {
  assert.match(
    stylesheetOf('#1d487c'),
    /^@layer tokens\{:root\{(?:--[a-z-]+:(?:#[0-9a-f]{6}|light-dark\(#[0-9a-f]{6},#[0-9a-f]{6}\));?){5}\}\}$/,
  );
  assert.equal(accentOfFile(colorsOf('#1d487c').stylesheet.replace('/colors/', '')), '#1d487c');
  for (const file of ['1d487c.css', '1d487c.12345678.css.css', '../site.css', '1d487C.12345678.css'])
    assert.equal(accentOfFile(file), undefined, file);
});
