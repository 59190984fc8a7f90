import { registerHooks } from 'node:module';

/**
 * When a connection dies under a transaction, the driver postgres 3.4.9 goes on writing to it: it throws where nobody
 * can catch it, so that the program falls with its database, or loses the connection from the pool for good.
 * Reported upstream, not mended yet: https://github.com/porsager/postgres/issues/1208. Until then these lines are mended
 * as they are loaded; driver.test.ts says when they are not found any more.
 */
export const MENDS: readonly { readonly flaw: string; readonly mended: string }[] = [
  {
    // A question to a closed connection is told so, and the connection stays where the pool looks for it.
    flaw: `    try {
      q.state = backend`,
    mended: `    if (socket === null)
      return (queryError(q, Errors.connection('CONNECTION_CLOSED', options)), true)

    try {
      q.state = backend`,
  },
  {
    flaw: '    const x = socket.write(chunk, fn)',
    mended: `    if (socket === null)
      return (chunk = nextWriteTimer = null, false)
    const x = socket.write(chunk, fn)`,
  },
  {
    // Half a message for the dead must not be said to the living, nor keep them from speaking.
    flaw: `    clearImmediate(nextWriteTimer)
    socket.removeListener('data', data)`,
    mended: `    clearImmediate(nextWriteTimer)
    chunk = nextWriteTimer = null
    socket.removeListener('data', data)`,
  },
  {
    // An error that comes after the end concerns nobody.
    flaw: `    socket.removeAllListeners()
    socket = null`,
    mended: `    socket.removeAllListeners()
    socket.on('error', () => undefined)
    socket = null`,
  },
];

const mend = (text: string): string =>
  MENDS.reduce((before, { flaw, mended }) => before.replace(flaw, () => mended), text);

const hooks = registerHooks({
  load: (url, context, next) => {
    const loaded = next(url, context);
    if (!url.endsWith('/postgres/src/connection.js') || !loaded.source) return loaded;
    return { ...loaded, source: mend(Buffer.from(loaded.source as Uint8Array).toString('utf8')) };
  },
});
/** The driver; everything else in the program takes only types from it. */
export const { default: postgres } = await import('postgres');
hooks.deregister();
