// What is done to a form before it is sent: one field bent, as a person, a broken browser or an enemy would.
import fc from 'fast-check';

type Pairs = readonly (readonly [string, string])[];

/** As it stands in the body, still encoded: also what no browser would send. */
const HOSTILE = [
  ...['', '%00', '%FF%FE', '%', '%zz', '%ED%A0%80', '-1', '0', '1e309', 'NaN', '999999999999999999999999'],
  ...[
    'null',
    'undefined',
    '[]',
    '%7B%7D',
    'true',
    'on',
    "'%20or%20'1'='1",
    '%3Cscript%3Ealert(1)%3C/script%3E',
  ],
  ...[
    '%F0%9F%92%90',
    '%E2%80%AE%E2%80%8B',
    'a%0D%0ABcc:%20x@y.example',
    '..%2F..%2Fetc%2Fpasswd',
    'x'.repeat(3000),
  ],
  ...[
    '00000000-0000-0000-0000-000000000000',
    '//evil.example',
    'javascript:alert(1)',
    '2026-02-30',
    '$%7B7*7%7D',
  ],
];
/** Somebody else's good values: other names, other writing. */
const KIND = [
  'Zoë%20O’Hara',
  '%E6%9D%8E%E6%98%8E',
  'José%20%C3%81lvarez',
  'yes',
  '1',
  'same',
  'wren@mail.example',
];

export type Bend =
  | { readonly kind: 'kept' }
  | { readonly kind: 'value'; readonly field: number; readonly value: string }
  | { readonly kind: 'gone' | 'twice' | 'listed'; readonly field: number }
  | { readonly kind: 'more'; readonly extra: string };
const field = fc.nat({ max: 9 });
/** Three of ten leave the form as it is. */
export const bends: fc.Arbitrary<Bend> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Bend>({ kind: 'kept' }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('value' as const), field, value: fc.constantFrom(...KIND) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('value' as const),
      field,
      value: fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary' }).map(encodedSafely)),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom('gone' as const, 'twice' as const, 'listed' as const),
      field,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('more' as const),
      extra: fc.constantFrom(
        '__proto__[x]=1',
        'constructor=1',
        'price=1',
        'currency=EUR',
        'total_minor=0',
        '=',
        '&&&',
      ),
    }),
  },
);

function encodedSafely(text: string): string {
  return [...Buffer.from(text, 'utf8')].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
}

/** The body with its bend. */
export const bent = (fields: Pairs, bend: Bend): string => {
  const pairs = fields.map(([name, value]) => [encodeURIComponent(name), encodeURIComponent(value)] as const);
  if (bend.kind === 'more') return [...pairs.map((pair) => pair.join('=')), bend.extra].join('&');
  const at = 'field' in bend && pairs.length > 0 ? bend.field % pairs.length : -1;
  return pairs
    .flatMap(([name, value], index) => {
      if (index !== at || bend.kind === 'kept') return [`${name}=${value}`];
      if (bend.kind === 'gone') return [];
      if (bend.kind === 'twice') return [`${name}=${value}`, `${name}=${value}`];
      if (bend.kind === 'value') return [`${name}=${bend.value}`];
      return [`${name}[]=${value}`, `${name}[a]=1`];
    })
    .join('&');
};
