import type { Answer } from './answer.ts';
import { isIssue } from './issues.ts';
import type { FaultRecord } from './records.ts';
import { refuse } from './refuse.ts';
import type { World } from './world.ts';

/** Draws the fault that strikes this operation now, and counts it down. */
export const drawFault = (world: World, name: string, when: FaultRecord['when']): FaultRecord | undefined => {
  const fault = world.ledger
    .all('faults')
    .find(
      (one) =>
        one.when === when &&
        (one.operation === '*' || one.operation === name) &&
        world.random() < one.probability,
    );
  if (!fault) return undefined;
  if (fault.left <= 1) world.ledger.remove('faults', fault.id);
  else world.ledger.put('faults', fault.id, { ...fault, left: fault.left - 1 });
  return fault;
};

/** What a fault says instead of the true answer; undefined where it says nothing of its own. */
export const answerOfFault = (fault: FaultRecord): Answer | undefined => {
  if (fault.kind === 'html')
    return {
      kind: 'text',
      status: fault.status ?? 502,
      text: '<html><body><h1>Bad gateway</h1></body></html>',
      type: 'text/html',
    };
  if (fault.kind === 'issue')
    return fault.issue && isIssue(fault.issue)
      ? refuse(fault.issue)
      : {
          kind: 'json',
          status: fault.status ?? 422,
          body: { name: 'UNPROCESSABLE_ENTITY', details: [{ issue: fault.issue }] },
        };
  return fault.kind === 'status' ? { kind: 'refused', status: fault.status ?? 500, flaws: [] } : undefined;
};

/** PayPal's own way to provoke an error: the header PayPal-Mock-Response names one issue. */
export const mockedAnswer = (header: string | string[] | undefined): Answer | undefined => {
  if (typeof header !== 'string') return undefined;
  const code = /"mock_application_codes"\s*:\s*\[?\s*"([A-Z_]+)"/.exec(header)?.[1];
  if (code === 'INTERNAL_SERVER_ERROR') return { kind: 'refused', status: 500, flaws: [] };
  return code && isIssue(code) ? refuse(code) : undefined;
};
