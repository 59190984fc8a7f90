// One offence against every rule of the walls. A rule that does not catch its own is no wall.
export type Planted = { readonly rule: string; readonly file: string; readonly text: string };

const offence = (rule: string, file: string, ...imports: readonly string[]): Planted => ({
  rule,
  file,
  text: `${imports.map((line) => `${line};`).join('\n')}\nexport const planted = 1;\n`,
});

/** Innocent files that the offences point at. */
export const INNOCENT: readonly string[] = [
  'src/shop/cart/close-actions.ts',
  'src/shop/cart/public.ts',
  'src/shop/cart/price.ts',
  'src/shop/cart/store.ts',
  'src/shop/orders/public.ts',
  'src/care/groups/public.ts',
  'src/care/groups/actions.ts',
  'src/care/notes/public.ts',
  'src/circle/posts/public.ts',
  'src/identity/people/public.ts',
  'src/site/home/public.ts',
  'src/site/home/routes.ts',
  'src/exchange/fhir/public.ts',
  'src/kernel/money.ts',
  'src/factors/factor.ts',
  'src/platform/db.ts',
  'src/platform/remote.ts',
  'src/ui/html.ts',
  'src/urls.ts',
  'src/example.ts',
  'sandbox/paypal.ts',
  'src/shop/cart/total.test.ts',
];

const value = (from: string) => `import { planted } from '${from}'`;
const type = (from: string) => `import type { planted } from '${from}'`;

/** The other half of the planted cycle: the walls name one of the two. */
export const CYCLE_END = { file: 'src/ui/ring-end.ts', text: "export * from './ring.ts';\n" };

export const PLANTED: readonly Planted[] = [
  offence(
    'identity-knows-only-itself',
    'src/identity/sign-in/actions.ts',
    value('../../shop/cart/public.ts'),
  ),
  offence(
    'shop-knows-only-itself-identity',
    'src/shop/seats/actions.ts',
    type('../../care/groups/public.ts'),
  ),
  offence(
    'care-knows-only-itself-identity',
    'src/care/enrolment/actions.ts',
    value('../../shop/cart/public.ts'),
  ),
  offence(
    'circle-knows-only-itself-identity-care',
    'src/circle/skills/actions.ts',
    value('../../shop/cart/public.ts'),
  ),
  offence(
    'site-knows-only-itself-identity-shop',
    'src/site/contact/actions.ts',
    value('../../care/groups/public.ts'),
  ),
  offence(
    'exchange-knows-only-itself-identity-care',
    'src/exchange/calendar/actions.ts',
    value('../../shop/cart/public.ts'),
  ),
  offence('slices-meet-at-public', 'src/shop/checkout/actions.ts', value('../cart/store.ts')),
  offence('root-meets-slices-at-the-door', 'src/reactions.ts', value('./care/groups/actions.ts')),
  offence(
    'clinical-doors-are-for-clinicians',
    'src/circle/feedback/actions.ts',
    value('../../care/notes/public.ts'),
  ),
  offence('core-is-pure', 'src/shop/cart/impure-node.ts', "import { randomUUID } from 'node:crypto'"),
  offence('core-is-pure', 'src/shop/cart/impure-npm.ts', "import { z } from 'zod'"),
  offence('core-is-pure', 'src/shop/cart/impure-platform.ts', type('../../platform/db.ts')),
  offence('core-avoids-own-shell', 'src/shop/cart/loading.ts', value('./store.ts')),
  offence('core-borrows-only-types', 'src/shop/orders/borrowing.ts', value('../cart/public.ts')),
  offence('pages-only-show', 'src/shop/orders/pages.ts', value('../../platform/db.ts')),
  offence('pages-only-show', 'src/shop/cart/pages/full.ts', value('../store.ts')),
  offence('forms-only-parse', 'src/shop/cart/forms.ts', value('./store.ts')),
  offence('writes-go-through-actions', 'src/care/groups/store.ts', value('./actions.ts')),
  offence('only-routes-speak-http', 'src/shop/cart/actions.ts', "import fastify from 'fastify'"),
  offence(
    'slices-leave-the-machine-to-platform',
    'src/shop/seats/store.ts',
    "import { readFileSync } from 'node:fs'",
  ),
  offence('only-stores-speak-sql', 'src/shop/orders/actions.ts', "import postgres from 'postgres'"),
  offence(
    'only-gateways-speak-to-the-world',
    'src/shop/payments/actions.ts',
    value('../../platform/remote.ts'),
  ),
  offence('zod-at-the-edges', 'src/shop/payments/jobs.ts', "import { z } from 'zod'"),
  offence('kernel-and-factors-stand-alone', 'src/kernel/clock.ts', "import { z } from 'zod'"),
  offence('kernel-is-below-factors', 'src/kernel/words.ts', value('../factors/factor.ts')),
  offence('nothing-below-knows-the-areas', 'src/platform/mail.ts', value('../shop/cart/public.ts')),
  offence('ui-is-only-ui', 'src/ui/table.ts', value('../platform/db.ts')),
  offence('platform-is-below-the-wiring', 'src/platform/http.ts', value('../urls.ts')),
  offence('browser-is-separate', 'browser/site.ts', value('../src/kernel/money.ts')),
  offence('product-needs-nothing-beside-it', 'src/routes.ts', value('../sandbox/paypal.ts')),
  offence('examples-come-late', 'src/main.ts', value('../sandbox/paypal.ts')),
  offence('examples-come-late', 'src/start.ts', value('./example.ts')),
  offence('no-test-in-product', 'src/shop/cart/jobs.ts', value('./total.test.ts')),
  offence('tools-stay-home', 'src/platform/fuzz.ts', "import fc from 'fast-check'"),
  offence('everything-resolves', 'src/platform/lost.ts', value('./nowhere.ts')),
  offence('core-avoids-own-shell', 'src/shop/cart/closing.ts', value('./close-actions.ts')),
  offence('no-cycles', 'src/ui/ring.ts', "export * from './ring-end.ts'"),
  offence('no-orphans', 'src/ui/alone.ts'),
];
