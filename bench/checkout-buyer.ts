// A buyer as the server sees one: a browser that follows each address it is led to, from the cart to Celebrate.
// PayPal's own page is skipped: the buyer comes back from it at once.
import { randomUUID } from 'node:crypto';
import { type Answer, getOf, openWire, postOf } from './wire.ts';

export type Chair = { readonly offeringId: string; readonly tierId: string };
export type BuyerOptions = { readonly port: number; readonly chair: Chair };

/** Buys one chair with a fresh cart; throws unless it ends at Celebrate. Returns how many requests it took. */
export const buyChair = async ({ port, chair }: BuyerOptions): Promise<number> => {
  const wire = await openWire(port, { keepBodies: true });
  let cookie: Record<string, string> = {};
  let requests = 0;
  const send = async (bytes: Buffer): Promise<Answer> => {
    requests += 1;
    const answer = await wire.ask(bytes);
    const set = /set-cookie: ([^;]+)/i.exec(answer.head)?.[1];
    if (set) cookie = { Cookie: set };
    return answer;
  };
  const follow = async (first: Answer): Promise<Answer> => {
    let answer = first;
    while (answer.status === 303) answer = await send(getOf(port, nextPath(answer), cookie));
    return answer;
  };
  const post = async (path: string, form: Record<string, string>) =>
    follow(await send(postOf(port, path, form, cookie)));
  try {
    await post('/cart/lines', { offering: chair.offeringId, tier: chair.tierId });
    await post('/checkout', {});
    await post('/checkout/you', {
      attendee_name: 'Amara Jensen',
      attendee_email: `${randomUUID()}@mail.example`,
      payer: 'same',
      ...Object.fromEntries(Array.from({ length: 6 }, (_, index) => [`attest_${index}`, 'yes'])),
    });
    await post('/checkout/agreement', { agreed_name: 'Amara Jensen', agree: 'yes', versions: '1' });
    const end = await post('/checkout/pay', {});
    if (end.status !== 200 || !end.body.includes('Celebrate'))
      throw new Error(`A checkout ended with ${end.status}:\n${end.body.toString().slice(0, 4_000)}`);
    return requests;
  } finally {
    wire.close();
  }
};

/** Where an answer leads; from PayPal straight back to us. */
const nextPath = ({ head }: Answer): string => {
  const location = /location: (\S+)/i.exec(head)?.[1] ?? '/';
  const url = new URL(location, 'http://127.0.0.1');
  const back = url.searchParams.get('back');
  const ours = url.hostname === 'paypal.example' && back ? new URL(back) : url;
  return ours.pathname + ours.search;
};
