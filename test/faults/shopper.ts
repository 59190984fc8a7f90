// A person with a browser over real HTTP who buys one chair and does not give up: whatever breaks, they come back.
import { setTimeout as sleep } from 'node:timers/promises';

export type Answer = { readonly status: number; readonly leadsTo: string; readonly body: string };
type Fields = Readonly<Record<string, string>>;

export type Browser = {
  get(path: string): Promise<Answer>;
  post(path: string, fields?: Fields): Promise<Answer>;
};

export type Chair = { readonly offeringId: string; readonly tierId: string };

/** pays and comes back; comes back in two tabs at once; pays and closes the window; is declined once and pays then. */
export type Manner = 'pays' | 'twice' | 'leaves' | 'declined-first';

export type Wish = {
  readonly origin: string;
  readonly payPal: string;
  readonly chair: Chair;
  readonly name: string;
  readonly email: string;
  readonly manner: Manner;
  /** Told of every request that had no proper answer. */
  readonly broken?: () => void;
  /** Aborted, everybody goes home. */
  readonly home?: AbortSignal;
};

/** How a visit ended, with the last page: an order, a no that says so, or a window closed after the yes at PayPal. */
export type Visit =
  | { readonly kind: 'order'; readonly order: string }
  | { readonly kind: 'no'; readonly body: string; readonly approved: boolean }
  | { readonly kind: 'left'; readonly back: string };

const PATIENCE_MS = 30_000;

/** A browser with its own cookies. A request that has no answer in half a minute fails. */
export const browserAt = (origin: string): Browser => {
  const cookies = new Map<string, string>();
  const send = async (path: string, more: RequestInit = {}): Promise<Answer> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(origin + path, {
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
      ...more,
      headers: { origin, ...(cookie && { cookie }) },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';', 1)[0] ?? '').split(/=(.*)/s);
      cookies.set(name, value);
    }
    const body = await answer.text();
    return { status: answer.status, leadsTo: answer.headers.get('location') ?? '', body };
  };
  return {
    get: (path) => send(path),
    post: (path, fields = {}) => send(path, { method: 'POST', body: new URLSearchParams(fields) }),
  };
};

/** The same browser in stubborn hands: no answer and "try later" are met with another press a little later. */
const stubborn = (browser: Browser, { broken, home }: Wish): Browser => {
  const insist = async (send: () => Promise<Answer>): Promise<Answer> => {
    for (const until = performance.now() + 180_000; performance.now() < until; await sleep(400)) {
      const answer = await send().catch(() => undefined);
      if (answer && answer.status < 500) return answer;
      home?.throwIfAborted();
      broken?.();
    }
    throw new Error('for three minutes nobody answered');
  };
  return {
    get: (path) => insist(() => browser.get(path)),
    post: (path, fields) => insist(() => browser.post(path, fields)),
  };
};

/** Fills in the form of a step as a person does: reads its page, ticks every box, types the rest, sends it. */
export const fillIn = async (browser: Browser, path: string, typed: Fields): Promise<Answer> => {
  const { body } = await browser.get(path);
  const inputs = [...body.matchAll(/<input\b[^>]*>/g)].map(([input]) => ({
    type: /\btype="(\w+)"/.exec(input)?.[1],
    name: /\bname="([\w-]+)"/.exec(input)?.[1],
    value: /\bvalue="([^"]*)"/.exec(input)?.[1] ?? '',
  }));
  const given = inputs.flatMap(({ type, name, value }) =>
    name && (type === 'hidden' || type === 'checkbox') ? [[name, value]] : [],
  );
  return browser.post(path, { ...Object.fromEntries(given), ...typed });
};

/** From the group to the order, or to a page that says no. */
export const visit = async (wish: Wish): Promise<Visit> => {
  const browser = stubborn(browserAt(wish.origin), wish);
  let decisions = 0;
  const trail: string[] = [];
  for (let walks = 0; walks < 40; walks++, await sleep(100)) {
    const paying = await walkToPay(browser, wish, trail);
    if (paying.status !== 303) return { kind: 'no', body: paying.body, approved: decisions > 0 };
    for (let next = paying.leadsTo; next; ) {
      if (/^\/orders\//.test(next)) return { kind: 'order', order: next };
      if (!next.startsWith(wish.payPal)) {
        const told = await payment(browser, next);
        if (told.kind === 'no') return { ...told, approved: decisions > 0 };
        next = told.next;
        continue;
      }
      const back = await decide(wish, next, decisions++);
      if (wish.manner === 'leaves') return { kind: 'left', back };
      if (back && wish.manner === 'twice') await Promise.all([browser.get(back), browser.get(back)]);
      next = back && (await browser.get(back)).leadsTo;
    }
  }
  throw new Error(`${wish.email} walks in circles: ${trail.slice(-12).join(' ')}`);
};

const walkToPay = async (browser: Browser, wish: Wish, trail: string[]): Promise<Answer> => {
  const { chair, name, email } = wish;
  const noted = (step: string, answer: Answer): Answer => {
    trail.push(`${step}:${answer.status}${answer.leadsTo}`);
    return answer;
  };
  const form = { offering: chair.offeringId, tier: chair.tierId };
  const taken = noted('take', await browser.post('/cart/lines', form));
  // A chair that is in the cart already is told with 409 and is no reason to stop.
  const begun = noted('begin', await browser.post('/checkout'));
  if (begun.status !== 303) return taken.status === 303 ? begun : taken;
  if (begun.leadsTo.startsWith('/orders/')) return begun;
  // No chair for these lines: the cart says why.
  if (begun.leadsTo.startsWith('/cart')) return noted('cart', await browser.get(begun.leadsTo));
  const you = { attendee_name: name, attendee_email: email, payer: 'same' };
  noted('you', await fillIn(browser, '/checkout/you', you));
  noted('agree', await fillIn(browser, '/checkout/agreement', { agreed_name: name }));
  return noted('pay', await browser.post('/checkout/pay'));
};

type Told = { readonly kind: 'next'; readonly next: string } | { readonly kind: 'no'; readonly body: string };

/** The page of a payment: waits where it says wait, presses where it says press. */
const payment = async (browser: Browser, path: string): Promise<Told> => {
  if (!path.startsWith('/payments/')) return { kind: 'next', next: '' };
  for (const until = performance.now() + 240_000; performance.now() < until; await sleep(300)) {
    const { status, leadsTo, body } = await browser.get(path);
    if (status === 303) return { kind: 'next', next: leadsTo };
    const again = /action="(\/payments\/[\w-]+\/retry)"/.exec(body)?.[1];
    if (again) {
      const pressed = await browser.post(again);
      return pressed.status === 303
        ? { kind: 'next', next: pressed.leadsTo }
        : { kind: 'no', body: pressed.body };
    }
    if (!/Please do not pay again/.test(body)) return { kind: 'no', body };
  }
  throw new Error('for four minutes the page said: please wait');
};

/** On PayPal's page; gives the path we are sent back to, or '' where PayPal does not know the payment any more. */
const decide = async (wish: Wish, address: string, before: number): Promise<string> => {
  const token = new URL(address).searchParams.get('token') ?? '';
  const decision = wish.manner === 'declined-first' && before === 0 ? 'declined' : 'pays';
  for (const until = performance.now() + 180_000; performance.now() < until; await sleep(400)) {
    const answer = await fetch(`${wish.payPal}/checkoutnow`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ token, decision }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    }).catch(() => undefined);
    const back = answer?.headers.get('location');
    if (back) return new URL(back).pathname + new URL(back).search;
    if (answer && answer.status < 500) return '';
    wish.home?.throwIfAborted();
    wish.broken?.();
  }
  throw new Error('for three minutes PayPal did not answer');
};
