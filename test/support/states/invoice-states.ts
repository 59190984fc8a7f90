// Invoices and the books, in the states that the desk and a buyer meet them in.
import assert from 'node:assert/strict';
import type { Visitor } from '../app.ts';
import type { ListeningSite } from '../listening-site.ts';
import type { State } from './state.ts';

type Places = {
  readonly site: ListeningSite;
  readonly owner: Visitor;
  readonly sql: (text: TemplateStringsArray) => Promise<readonly Record<string, unknown>[]>;
};

export const invoiceStates = async ({ site, owner, sql }: Places): Promise<State[]> => {
  const [row] = await sql`select i.id, i.number::integer as number, i.order_id as "orderId"
    from shop.invoices i order by i.number limit 1`;
  const { id, number, orderId } = row ?? assert.fail('the example has invoices');
  const secret = site.parts.platform.links.secret('order', String(orderId));
  const correction = `/desk/money/invoices/${String(id)}/correction`;
  const own = `/orders/${secret}/invoices/${String(number)}`;
  assert.equal((await site.visitor().get(`${own}/invoice.pdf`)).statusCode, 200);
  return [
    { name: 'invoices none found', path: '/desk/money/invoices?q=nobody-of-that-name', by: owner },
    { name: 'invoices', path: '/desk/money/invoices', by: owner },
    { name: 'invoice', path: `/desk/money/invoices/${String(id)}`, by: owner },
    { name: 'invoice correction', path: correction, by: owner },
    { name: 'invoice correction wrong', path: correction, by: owner, fields: { name: '' }, status: 422 },
    { name: 'own invoice', path: own },
    { name: 'books', path: '/desk/money/books', by: owner },
    { name: 'books of an empty month', path: '/desk/money/books?month=1999-01', by: owner },
    {
      name: 'invoice corrected',
      path: correction,
      by: owner,
      fields: { name: 'Harbor Works', address: 'Pier 4', because: 'The company pays.' },
    },
    {
      name: 'invoice corrected twice',
      path: correction,
      by: owner,
      fields: { name: 'Harbor Works', address: 'Pier 4', because: 'The company pays.' },
      status: 409,
    },
  ];
};
