// How PayPal can fail: the rows of the matrix.
import type { FaultOrder } from '../../sandbox/paypal.ts';
import { DEADLINE_MS, local } from './paypal-site.ts';

export type Fault = Omit<FaultOrder, 'operation' | 'when'> & { readonly name: string; readonly no?: boolean };
const status = (code: number, no = false): Fault => ({ name: `${code}`, kind: 'status', status: code, no });
/** `no`: PayPal's refusal, clear and well-formed; everything else leaves open what happened. */
export const FAULTS: readonly Fault[] = [
  status(400, true),
  { ...status(401), count: 2 },
  ...[status(403, true), status(404, true), status(409), status(422, true)],
  ...[status(429), status(500), status(503)],
  { name: 'a page of HTML', kind: 'html', status: 200 },
  { name: 'half a JSON', kind: 'truncated', status: 201 },
  { name: 'never', kind: 'hang' },
  { name: 'a cut line', kind: 'reset' },
  { name: 'after the deadline', kind: 'delay', delayMs: DEADLINE_MS * 1.6 },
];
export const WHEN = ['before', 'after'] as const;
/** Sets the fault at one of PayPal's operations. */
export const spoil = (
  operation: string,
  { name: _name, no: _no, ...fault }: Fault,
  when: 'before' | 'after',
) => local.setFault({ ...fault, operation, when });
