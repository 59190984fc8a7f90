/** A call that was not made, or that had no answer in time. Never means that nothing happened over there. */
export class RemoteFailure extends Error {
  readonly why: 'timeout' | 'network' | 'too-long' | 'forbidden-host';
  constructor(why: RemoteFailure['why'], cause?: unknown) {
    super(`remote call failed: ${why}`, { cause });
    this.name = 'RemoteFailure';
    this.why = why;
  }
}

export type RemoteRequest = {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  /** Milliseconds for the whole call, body included. */
  readonly deadlineMs: number;
  /** Bytes of an answer that are read at most; 1 MB when not given. */
  readonly maxBytes?: number;
};

export type RemoteAnswer = {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer;
};

/** Calls another server. Every call has a deadline and goes to a host that was named beforehand. */
export type Remote = (address: string, request: RemoteRequest) => Promise<RemoteAnswer>;

/**
 * @param origins the only origins this caller may reach: `https://api-m.paypal.com`, with port where it is not 443.
 * Redirects are not followed: they would leave the list.
 */
export const remoteTo = (origins: readonly string[]): Remote => {
  const allowed = new Set(origins.map((origin) => new URL(origin).origin));
  return async (address, { deadlineMs, maxBytes = 1_048_576, ...request }) => {
    const url = URL.parse(address);
    if (url === null || !allowed.has(url.origin) || url.username !== '')
      throw new RemoteFailure('forbidden-host');
    const signal = AbortSignal.timeout(deadlineMs);
    try {
      const answer = await fetch(url, { ...request, redirect: 'manual', signal });
      return { status: answer.status, headers: answer.headers, body: await readAtMost(answer, maxBytes) };
    } catch (error) {
      if (error instanceof RemoteFailure) throw error;
      throw new RemoteFailure(signal.aborted ? 'timeout' : 'network', error);
    }
  };
};

const readAtMost = async (answer: Response, maxBytes: number): Promise<Buffer> => {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of answer.body ?? []) {
    length += part.length;
    if (length > maxBytes) throw new RemoteFailure('too-long');
    parts.push(part);
  }
  return Buffer.concat(parts);
};
