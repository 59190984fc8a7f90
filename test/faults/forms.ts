// A site with every form of the program filled in well, ready to be sent.
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { startPayPal } from '../../sandbox/paypal.ts';
import { testApp, type Visitor } from '../support/app.ts';
import { plantBreaks } from '../support/breaks.ts';
import { buyersOf } from '../support/buyers.ts';
import { testDatabase } from '../support/database.ts';
import { offersOn } from '../support/kept-chairs.ts';
import { withLocalPayPal } from '../support/listening-site.ts';
import { ownerIn } from '../support/owner.ts';
import { ABOUT_AMARA, type GroupForSale, goToPay, openSale, sellGroup, takeChair } from '../support/sale.ts';
import { groupBelowMinimum } from '../support/states/decision-states.ts';
import { sellWorkbook } from '../support/things.ts';
import { askingForms } from './asking-forms.ts';
import { deskForms } from './desk-forms.ts';
import { groupForms } from './group-forms.ts';
import { offerForms } from './offer-forms.ts';
import { practiceForms } from './practice-forms.ts';
import { refundForms } from './refunds-filled-in.ts';
import { savingsForms } from './savings-forms.ts';
import { seatForms } from './seat-forms.ts';
import { thingForms } from './thing-forms.ts';

const database = await testDatabase();
export const { db, owner, shiftClock } = database;
const local = await startPayPal();
after(() => local.close());
export const site = await testApp(database, {
  change: (parts) => ({ ...withLocalPayPal(local, parts), merchantId: undefined }),
});
const opened = await openSale(db, [
  { capacity: 500, prices: [0, 1100] },
  { capacity: 1, prices: [0, 1100] },
  { capacity: 8, prices: [0], state: 'closed' },
]);
export const { practiceId } = opened;
export const [open, single, closed] = opened.groups as [GroupForSale, GroupForSale, GroupForSale];

type Route = { readonly method: string; readonly url: string };

type Sending = {
  readonly method: string;
  readonly url: string;
  readonly payload?: string;
  readonly type?: string;
};

/** Every route of the running app, read from the router itself. */
export const routes: readonly Route[] = (() => {
  const found: Route[] = [];
  const path: string[] = [];
  for (const line of site.app.printRoutes({ commonPrefix: false }).split('\n')) {
    const [, indent = '', text = '', methods = ''] =
      /^((?:│ {3}| {4})*)(?:├── |└── )(.*?)(?: \(([A-Z, ]+)\))?$/u.exec(line) ?? [];
    if (text === '') continue;
    path.splice(indent.length / 4, path.length, text);
    for (const method of methods.split(', ').filter(Boolean)) found.push({ method, url: path.join('') });
  }
  return found;
})();

export const send = async (visitor: Visitor, { method, url, payload, type }: Sending) => {
  const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  let late: NodeJS.Timeout | undefined;
  const hang = new Promise<never>((_, reject) => {
    late = setTimeout(() => reject(new Error(`no answer in a minute: ${method} ${url}`)), 60_000);
  });
  const answer = site.app.inject({
    method: method as 'GET',
    url,
    headers: {
      ...{ host: 'localhost', origin: 'http://localhost' },
      ...(cookie && { cookie }),
      ...(payload === undefined ? {} : { 'content-type': type ?? 'application/x-www-form-urlencoded' }),
    },
    ...(payload === undefined ? {} : { payload }),
  });
  return Promise.race([answer, hang]).finally(() => clearTimeout(late));
};

type Pairs = readonly (readonly [string, string])[];
export type Stage = { readonly visitor: Visitor; readonly path: string; readonly fields: Pairs };

let people = 0;
export const latest = () => `person-${people}@mail.example`;
export const about = () => ({ ...ABOUT_AMARA, attendee_email: `person-${++people}@mail.example` });
export const inCart = async (group = open, tier = 0) => {
  const visitor = site.visitor();
  await takeChair(visitor, group, tier);
  return visitor;
};
const lineOf = async (visitor: Visitor) =>
  /\/cart\/lines\/([0-9a-f-]{36})/.exec((await visitor.get('/cart')).body)?.[1] ??
  assert.fail('a line is there');
export const atPay = async (tier = 0) => {
  const visitor = await inCart(open, tier);
  await goToPay(visitor, about());
  return visitor;
};
const ordered = async () => {
  const visitor = await atPay();
  return {
    visitor,
    order: String((await visitor.post('/checkout/pay')).headers.location).split('?')[0] ?? '',
  };
};
let other: Promise<GroupForSale> | undefined;
let groupsSold = 9;
const groupDue = () =>
  groupBelowMinimum((wish) => sellGroup(db, practiceId, { ...wish, name: 'Dusk' }, groupsSold++));
const keptChair = async () =>
  offersOn(site, practiceId).keep(`Person ${++people}`, open, { source: 'waiting-list' });
const secret = (length: number) => 'A'.repeat(length);

let ownerVisitor: Promise<Visitor> | undefined;
/** The practice's owner, signed in once. */
const theOwner = () => {
  ownerVisitor ??= ownerIn(site, db, practiceId);
  return ownerVisitor;
};

let paidOrder: Promise<string> | undefined;
/** An order that money was paid for; the same one each time. */
const paidOrderId = () => {
  paidOrder ??= buyersOf(site, local)
    .buys({ name: 'Petra Paid', group: open, tier: 1 })
    .then(
      () =>
        db.sql<
          { id: string }[]
        >`select id from shop.orders where practice_id = ${practiceId} and capture_id is not null`,
    )
    .then(([row]) => row?.id ?? assert.fail('a paid order'));
  return paidOrder;
};

/** The newest invoice of that order: each correction makes another. */
const invoiceId = async () => {
  const orderId = await paidOrderId();
  await site.runJobs();
  const [row] = await db.sql<{ id: string }[]>`
    select id from shop.invoices where practice_id = ${practiceId} and order_id = ${orderId} and kind = 'invoice'
    order by number desc limit 1`;
  return row?.id ?? assert.fail('a paid order has its invoice');
};

const letterId = async () => {
  const [row] = await db.sql<{ id: string }[]>`
    select id from platform.outbox where practice_id = ${practiceId} order by id limit 1`;
  return row?.id ?? assert.fail('a letter was written');
};

let planted: Promise<string> | undefined;
const breakPath = () => {
  planted ??= plantBreaks(db, practiceId, ['only-at-paypal']).then((one) => one('only-at-paypal'));
  return planted;
};

/** A valid sending of every form there is; a new form without one fails the first test below. */
export const FORMS: Record<string, () => Promise<Stage>> = {
  ...askingForms(database, site, practiceId),
  ...offerForms({
    owner: theOwner,
    offerId: async () => (await keptChair()).offerId,
    offering: () => open.offering,
  }),
  ...practiceForms(theOwner),
  ...deskForms({ owner: theOwner, invoiceId, letterId, breakPath }),
  ...refundForms({ owner: theOwner, orderId: paidOrderId }),
  ...seatForms({
    ...{ db, owner: theOwner, ordered },
    due: async () => (await groupDue()).offering,
    other: async () => {
      other ??= sellGroup(db, practiceId, { name: 'Elsewhere', capacity: 500, prices: [0] }, 8);
      return (await other).offering;
    },
  }),
  ...groupForms(theOwner, () => open.offering),
  ...savingsForms(theOwner),
  ...thingForms({
    database,
    owner: theOwner,
    buyer: () => site.visitor(),
    free: () => sellWorkbook(database, practiceId, { priceMinor: 0 }),
  }),
  '/cart/lines': async () => ({
    visitor: site.visitor(),
    path: '/cart/lines',
    fields: [
      ['offering', open.offering],
      ['tier', open.tiers[0] ?? ''],
      ['from', '/groups'],
      ['quantity', '1'],
    ],
  }),
  '/cart/lines/:id': async () => {
    const visitor = await inCart();
    return { visitor, path: `/cart/lines/${await lineOf(visitor)}`, fields: [['tier', open.tiers[1] ?? '']] };
  },
  '/cart/lines/:id/removal': async () => {
    const visitor = await inCart();
    return { visitor, path: `/cart/lines/${await lineOf(visitor)}/removal`, fields: [['from', '/groups']] };
  },
  '/cart/coupon': async () => ({
    visitor: await inCart(),
    path: '/cart/coupon',
    fields: [['code', 'NOT-A-CODE']],
  }),
  '/cart/coupon/removal': async () => ({ visitor: await inCart(), path: '/cart/coupon/removal', fields: [] }),
  '/checkout': async () => ({ visitor: await inCart(), path: '/checkout', fields: [] }),
  '/checkout/you': async () => {
    const visitor = await inCart();
    await visitor.post('/checkout');
    const other = { payer: 'other', payer_name: 'Wren Hall', payer_email: 'wren@mail.example' };
    return { visitor, path: '/checkout/you', fields: Object.entries({ ...about(), ...other }) };
  },
  '/checkout/agreement': async () => {
    const visitor = await inCart();
    await visitor.post('/checkout');
    await visitor.post('/checkout/you', about());
    return {
      visitor,
      path: '/checkout/agreement',
      fields: [
        ['agreed_name', 'Amara Jensen'],
        ['agree', 'yes'],
        ['versions', '1'],
      ],
    };
  },
  '/checkout/pay': async () => ({ visitor: await atPay(), path: '/checkout/pay', fields: [] }),
  '/checkout/prolongation': async () => ({
    visitor: await atPay(),
    path: '/checkout/prolongation',
    fields: [['step', 'pay']],
  }),
  '/checkout/end': async () => ({ visitor: await atPay(), path: '/checkout/end', fields: [] }),
  '/payments/:secret/retry': async () => {
    const visitor = await atPay(1);
    local.setFault({ operation: 'orders.create', kind: 'status', status: 503 });
    const answer = await visitor.post('/checkout/pay');
    return { visitor, path: `${String(answer.headers.location)}/retry`, fields: [] };
  },
  '/webhooks/paypal': async () => ({
    visitor: site.visitor(),
    path: '/webhooks/paypal',
    fields: [['id', 'WH-1']],
  }),
  '/groups/:address/question': async () => ({
    visitor: site.visitor(),
    path: `/groups/${open.address}/question`,
    fields: [
      ['name', 'Wren'],
      ['email', 'wren@mail.example'],
      ['body', 'Is there a lift?'],
    ],
  }),
  '/contact': async () => ({
    visitor: site.visitor(),
    path: '/contact',
    fields: [
      ['name', 'Wren'],
      ['email', 'wren@mail.example'],
      ['body', 'Is there a lift?'],
    ],
  }),
  '/theme': async () => ({
    visitor: site.visitor(),
    path: '/theme',
    fields: [
      ['theme', 'dark'],
      ['back', '/groups'],
    ],
  }),
  '/orders/find': async () => ({
    visitor: site.visitor(),
    path: '/orders/find',
    fields: [['email', 'amara@mail.example']],
  }),
  '/orders/:secret/letter': async () => {
    const { visitor, order } = await ordered();
    return { visitor, path: `${order}/letter`, fields: [] };
  },
  '/chair/:secret': async () => ({
    visitor: site.visitor(),
    path: `/chair/${secret(22)}`,
    fields: [['agree', 'yes']],
  }),
  '/offers/:secret': async () => ({
    visitor: site.visitor(),
    path: (await keptChair()).path,
    fields: [['tier', open.tiers[0] ?? '']],
  }),
  '/offers/:secret/no': async () => ({
    visitor: site.visitor(),
    path: `${(await keptChair()).path}/no`,
    fields: [['stay', 'yes']],
  }),
  '/sign-in': async () => ({
    visitor: site.visitor(),
    path: '/sign-in',
    fields: [['email', 'imani@rowan.example']],
  }),
  '/sign-in/:secret': async () => ({ visitor: site.visitor(), path: `/sign-in/${secret(44)}`, fields: [] }),
  '/sign-out': async () => ({ visitor: site.visitor(), path: '/sign-out', fields: [] }),
};
