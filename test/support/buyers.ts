// Buyers who use the site's forms without a browser, and decide at the local PayPal: for states that a test only wants to reach.
import assert from 'node:assert/strict';
import type { BuyerDecision, LocalPayPal } from '../../sandbox/paypal.ts';
import type { TestApp, Visitor } from './app.ts';
import { ABOUT_AMARA, type GroupForSale, goToPay, takeChair } from './sale.ts';

export type Buying = {
  readonly name: string;
  readonly group: GroupForSale;
  readonly tier?: number;
  /** Where somebody else comes. */
  readonly attendee?: string;
  /** At whose address; by default one made of the name. */
  readonly email?: string;
};

export type AtPayPal = {
  readonly visitor: Visitor;
  /** Number of the order at PayPal. */
  readonly token: string;
  /** Decides at PayPal; gives the path on our site where the buyer comes back. */
  decide(decision: BuyerDecision): Promise<string>;
  /** Decides, comes back, and gives the path of the payment's own page. */
  comeBack(decision: BuyerDecision): Promise<string>;
};

export type Buyers = {
  /** With a chair in the cart and every step done but the last. */
  ready(buying: Buying): Promise<Visitor>;
  /** On PayPal's page. */
  atPayPal(buying: Buying): Promise<AtPayPal>;
  /** Pays, or takes what is free; gives the path of the order. */
  buys(buying: Buying): Promise<string>;
};

const addressOf = (name: string) => `${name.toLowerCase().replace(/\W+/g, '.')}@mail.example`;

const aboutOf = ({ name, attendee, email = addressOf(name) }: Buying): Record<string, string> => {
  const comes = attendee ?? name;
  const other = attendee ? { payer: 'other', payer_name: name, payer_email: email } : {};
  return {
    ...ABOUT_AMARA,
    attendee_name: comes,
    attendee_email: attendee ? addressOf(attendee) : email,
    ...other,
  };
};

/** The part of an address after the site. */
const pathOf = (address: string): string => {
  const { pathname, search } = new URL(address, 'http://localhost');
  return pathname + search;
};

export const buyersOf = ({ visitor: open }: Pick<TestApp, 'visitor'>, local: LocalPayPal): Buyers => {
  const ready = async (buying: Buying) => {
    const visitor = open();
    await takeChair(visitor, buying.group, buying.tier);
    const { headers } = await goToPay(visitor, aboutOf(buying));
    assert.equal(headers.location, '/checkout/pay', `${buying.name} may pay`);
    return visitor;
  };
  const atPayPal = async (buying: Buying): Promise<AtPayPal> => {
    const visitor = await ready(buying);
    const { headers } = await visitor.post('/checkout/pay');
    const address = String(headers.location);
    assert.ok(address.startsWith(local.origin), `${buying.name} is sent to PayPal, not to ${address}`);
    const token = new URL(address).searchParams.get('token') ?? '';
    const decide = async (decision: BuyerDecision) => pathOf(await local.decide(token, decision));
    const comeBack = async (decision: BuyerDecision) =>
      pathOf(String((await visitor.get(await decide(decision))).headers.location));
    return { visitor, token, decide, comeBack };
  };
  const buys = async (buying: Buying) => {
    const visitor = await ready(buying);
    const next = String((await visitor.post('/checkout/pay')).headers.location);
    if (!next.startsWith(local.origin)) return pathOf(next);
    const token = new URL(next).searchParams.get('token') ?? '';
    const { headers } = await visitor.get(pathOf(await local.decide(token, 'pays')));
    return pathOf(String((await visitor.get(String(headers.location))).headers.location));
  };
  return { ready, atPayPal, buys };
};

/** The secret in the address of a payment, an order or a chair. */
export const secretIn = (path: string): string =>
  /^\/(?:payments|orders|chair)\/([\w-]{22})/.exec(path)?.[1] ?? assert.fail(`${path} carries no secret`);
