import { type Html, html } from '../../src/ui/html.ts';
import type { Answer, Call } from './answer.ts';
import { FAULT_KINDS, setFault } from './controls.ts';
import { doDeed } from './deeds.ts';
import { type Operation, operation, PAYPAL_OPERATIONS } from './operations.ts';
import { amountText, sandboxPage } from './pages.ts';
import { refundedOf, wire } from './views.ts';
import type { World } from './world.ts';

const SHOWN = 25;

const latest = <Row>(rows: readonly Row[]): Row[] => rows.slice(-SHOWN).reverse();

/** The first page: what this is, what happened, and a form for faults. */
export const showOverview = (world: World): Answer => ({
  kind: 'page',
  status: 200,
  page: sandboxPage({
    title: 'Local PayPal',
    wide: true,
    main: html`
<h1>Local PayPal</h1>
<p>This stands in for PayPal on your machine. It answers in PayPal's language, signs its webhooks, and can fail on
demand. It knows no bank, no card and no person.</p>
${ordersSection(world)}
${capturesSection(world)}
${disputesSection(world)}
${movementsSection(world)}
${deliveriesSection(world)}
${faultsSection(world)}`,
  }),
});

const section = (
  id: string,
  title: string,
  body: Html,
): Html => html`<section class="card" aria-labelledby="${id}">
<h2 id="${id}">${title}</h2>
${body}
</section>`;

const table = (
  heads: readonly string[],
  rows: readonly (readonly (Html | string)[])[],
  none: string,
): Html =>
  rows.length === 0
    ? html`<p class="soft">${none}</p>`
    : html`<div class="scroll" tabindex="0" role="group" aria-label="${heads.join(', ')}"><table>
<thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${rows.map((cells) => html`<tr>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody>
</table></div>`;

const ordersSection = (world: World): Html =>
  section(
    'orders',
    'Orders',
    table(
      ['Order', 'State', 'Amount', 'Made at', 'Buyer'],
      latest(world.ledger.all('orders')).map((order) => [
        html`<code>${order.id}</code>`,
        order.status,
        order.units.map(({ amount }) => amountText(amount)).join(', '),
        order.createdAt,
        order.status === 'COMPLETED'
          ? ''
          : html`<a href="/checkoutnow?token=${order.id}" aria-label="Pay ${order.id}">Pay</a>`,
      ]),
      'No order yet. One appears when somebody pays in the shop.',
    ),
  );

const press = (action: string, values: Readonly<Record<string, string>>, label: string): Html => html`
<form method="post" action="${action}">
${Object.entries(values).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<button>${label}</button>
</form>`;

const capturesSection = (world: World): Html =>
  section(
    'captures',
    'Captures',
    table(
      ['Capture', 'State', 'Amount', 'Given back', 'What may happen to it'],
      latest(world.ledger.all('captures')).map((capture) => [
        html`<code>${capture.id}</code>`,
        capture.status,
        amountText(capture.amount),
        amountText(wire(refundedOf(world, capture))),
        html`${deedsFor(capture.status).map(([deed, label]) => press('/__sandbox/deeds', { capture: capture.id, deed }, label))}`,
      ]),
      'No money was taken yet.',
    ),
  );

const deedsFor = (status: string): readonly (readonly [deed: string, label: string])[] => {
  if (status === 'PENDING')
    return [
      ['complete', 'Review ends well'],
      ['decline', 'Review ends in a no'],
    ];
  if (status === 'COMPLETED' || status === 'PARTIALLY_REFUNDED')
    return [
      ['refund', 'Seller gives it back'],
      ['refund-half', 'Seller gives half back'],
      ['dispute', 'Buyer opens a case'],
    ];
  return [];
};

const VERDICTS = [
  ['escalate', 'Buyer asks PayPal to decide'],
  ['buyer', 'For the buyer'],
  ['seller', 'For the seller'],
  ['cancelled', 'Buyer lets go'],
] as const;

const disputesSection = (world: World): Html =>
  section(
    'disputes',
    'Cases',
    table(
      ['Case', 'State', 'Capture', 'Decide'],
      latest(world.ledger.all('disputes')).map((dispute) => [
        html`<code>${dispute.id}</code>`,
        dispute.outcome ?? dispute.status,
        html`<code>${dispute.captureId}</code>`,
        dispute.status === 'RESOLVED'
          ? ''
          : html`${VERDICTS.map(([deed, label]) => press('/__sandbox/deeds', { dispute: dispute.id, deed }, label))}`,
      ]),
      'No case is open.',
    ),
  );

const movementsSection = (world: World): Html =>
  section(
    'movements',
    'Other movements',
    html`${table(
      ['Id', 'Code', 'Amount', 'About', 'At'],
      latest(world.ledger.all('movements')).map((movement) => [
        html`<code>${movement.id}</code>`,
        movement.code,
        amountText(movement.amount),
        movement.referenceId ?? '',
        movement.createdAt,
      ]),
      'Nothing else moved.',
    )}
${press('/__sandbox/deeds', { deed: 'to-bank' }, 'Send $25.00 to the bank')}`,
  );

const deliveriesSection = (world: World): Html =>
  section(
    'webhooks',
    'Webhooks',
    table(
      ['Event', 'To', 'State', 'Tries', 'Last answer'],
      latest([...world.ledger.all('sent'), ...world.ledger.all('deliveries')]).map((delivery) => [
        world.ledger.get('events', delivery.eventId)?.type ?? delivery.eventId,
        html`<code>${delivery.url}</code>`,
        delivery.status,
        String(delivery.tries),
        delivery.lastStatus === undefined ? '-' : String(delivery.lastStatus),
      ]),
      'Nothing was sent yet.',
    ),
  );

const OPERATIONS = PAYPAL_OPERATIONS.filter(({ open }) => !open).map(({ name }) => name);

const faultsSection = (world: World): Html =>
  section(
    'faults',
    'Let something fail',
    html`<form method="post" action="/__sandbox/fault-form" class="row">
<label>At <select name="operation">${['*', 'oauth.token', ...OPERATIONS].map((name) => html`<option>${name}</option>`)}</select></label>
<label>When <select name="when"><option value="before">before it happens</option><option value="after">after it happened</option></select></label>
<label>What <select name="kind">${FAULT_KINDS.map((kind) => html`<option>${kind}</option>`)}</select></label>
<label>Status <input name="status" inputmode="numeric" placeholder="503"></label>
<label>Issue <input name="issue" placeholder="INSTRUMENT_DECLINED"></label>
<label>Retry after, seconds <input name="retryAfterSeconds" inputmode="numeric"></label>
<label>Delay, milliseconds <input name="delayMs" inputmode="numeric"></label>
<label>How often <input name="count" inputmode="numeric" value="1"></label>
<label>Probability <input name="probability" inputmode="decimal" value="1"></label>
<button class="first">Set the fault</button>
</form>
${table(
  ['At', 'When', 'What', 'Left'],
  world.ledger
    .all('faults')
    .map((fault) => [
      fault.operation,
      fault.when,
      `${fault.kind} ${fault.issue ?? fault.status ?? ''}`,
      String(fault.left),
    ]),
  'Nothing will fail.',
)}
${press('/__sandbox/fault-form', { clear: 'yes' }, 'Let nothing fail')}`,
  );

const home: Answer = { kind: 'redirect', to: '/' };

const takeFaultForm = (world: World, call: Call): Answer => {
  const form = Object.fromEntries(new URLSearchParams(call.body.toString('utf8')));
  if (form['clear']) for (const { id } of world.ledger.all('faults')) world.ledger.remove('faults', id);
  else {
    const given = Object.fromEntries(Object.entries(form).filter(([, value]) => value !== ''));
    const set = setFault(world, given);
    if (!set) return { kind: 'page', status: 422, page: unclearPage() };
  }
  return home;
};

const unclearPage = (): Html =>
  sandboxPage({
    title: 'That fault is not clear',
    main: html`<h1>That fault is not clear</h1>
<p>Nothing was set. Use numbers for status, delay and count, and 0 to 1 for the probability.</p>
<p><a href="/">Back</a></p>`,
  });

export const overviewOperations: readonly Operation[] = [
  operation('sandbox.overview', 'GET /', showOverview, true),
  operation('sandbox.fault-form', 'POST /__sandbox/fault-form', takeFaultForm, true),
  operation('sandbox.deeds', 'POST /__sandbox/deeds', doDeed, true),
];
