import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { barChart, marksOf, niceStep } from './bars.ts';

test('a scale goes in steps of 1, 2 and 5', () => {
  for (const [rough, step] of [[0, 1], [0.7, 1], [1.1, 2], [3, 5], [7, 10], [120, 200], [2_001, 5_000]] as const)
    assert.equal(niceStep(rough), step, String(rough));
}); // biome-ignore format: a row

test('the marks hold every value and nothing, in equal steps, and are few', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -5_000_000, max: 50_000_000 }), { maxLength: 24 }), (values) => {
      const marks = marksOf(values);
      assert.ok(marks.includes(0) && marks.length >= 2 && marks.length <= 7, String(marks));
      for (const value of values) assert.ok(value >= (marks[0] ?? 0) && value <= (marks.at(-1) ?? 0));
      const steps = marks.slice(1).map((mark, index) => mark - (marks[index] ?? 0));
      assert.equal(new Set(steps).size, 1);
    }),
  );
});

test('every bar lies within the drawing, those below nothing as well', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -1_000, max: 1_000 }), { minLength: 1, maxLength: 12 }),
      (values) => {
        const { text } = barChart({
          title: 'Money',
          bars: values.map((value) => ({ label: 'x', value })),
          words: String,
        });
        const bars = [
          ...text.matchAll(/class="bar" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/g),
        ];
        assert.equal(bars.length, values.length);
        for (const [, x, y, width, height] of bars) {
          assert.ok(Number(x) >= 0 && Number(x) + Number(width) <= 640.01);
          assert.ok(Number(y) >= 0 && Number(y) + Number(height) <= 220);
        }
      },
    ),
  );
});
