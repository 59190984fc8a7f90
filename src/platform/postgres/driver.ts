import { registerHooks } from 'node:module';

type Mend = { readonly file: 'index.js' | 'connection.js'; readonly flaw: string; readonly mended: string };

/**
 * When a connection dies under a transaction, the driver postgres 3.4.9 goes on writing to it: it throws where nobody
 * can catch it, so that the program falls with its database, or loses the connection from the pool for good.
 * Reported upstream, not mended yet: https://github.com/porsager/postgres/issues/1208. Until then these lines are mended
 * as they are loaded; driver.test.ts says when they are not found any more.
 */
export const MENDS: readonly Mend[] = [
  // A transaction whose connection died is over: nothing of it may reach the next life of that connection, where it
  // would be outside of any transaction, or inside somebody else's.
  {
    file: 'index.js',
    flaw: '      , prepare = null\n',
    mended: '      , prepare = null\n      , dead = null\n',
  },
  {
    file: 'index.js',
    flaw: 'new Promise((_, reject) => connection.onclose = reject)',
    mended: 'new Promise((_, reject) => connection.onclose = error => (dead = error, reject(error)))',
  },
  {
    file: 'index.js',
    flaw: '        q.catch(e => uncaughtError || (uncaughtError = e))\n',
    mended: `        q.catch(e => uncaughtError || (uncaughtError = e))
        if (dead)
          return q.reject(dead)\n`,
  },
  {
    // What the dead left unsaid or unread is not taken for the words of the living.
    file: 'connection.js',
    flaw: `    closedTime = performance.now()
    hadError`,
    mended: `    query = results = errorResponse = null
    result = new Result()
    closedTime = performance.now()
    hadError`,
  },
  {
    // A question to a closed connection is told so, and the connection stays where the pool looks for it.
    file: 'connection.js',
    flaw: `    try {
      q.state = backend`,
    mended: `    if (socket === null)
      return (queryError(q, Errors.connection('CONNECTION_CLOSED', options)), true)

    try {
      q.state = backend`,
  },
  {
    file: 'connection.js',
    flaw: '    const x = socket.write(chunk, fn)',
    mended: `    if (socket === null)
      return (chunk = nextWriteTimer = null, false)
    const x = socket.write(chunk, fn)`,
  },
  {
    // Half a message for the dead must not be said to the living, nor keep them from speaking.
    file: 'connection.js',
    flaw: `    clearImmediate(nextWriteTimer)
    socket.removeListener('data', data)`,
    mended: `    clearImmediate(nextWriteTimer)
    chunk = nextWriteTimer = null
    socket.removeListener('data', data)`,
  },
  {
    // An error that comes after the end concerns nobody.
    file: 'connection.js',
    flaw: `    socket.removeAllListeners()
    socket = null`,
    mended: `    socket.removeAllListeners()
    socket.on('error', () => undefined)
    socket = null`,
  },
];

const mend = (name: string, text: string): string =>
  MENDS.filter(({ file }) => file === name).reduce(
    (before, { flaw, mended }) => before.replace(flaw, () => mended),
    text,
  );

const hooks = registerHooks({
  load: (url, context, next) => {
    const loaded = next(url, context);
    const name = /\/postgres\/src\/(index\.js|connection\.js)$/.exec(url)?.[1];
    if (name === undefined || !loaded.source) return loaded;
    return { ...loaded, source: mend(name, Buffer.from(loaded.source as Uint8Array).toString('utf8')) };
  },
});
/** The driver; everything else in the program takes only types from it. */
export const { default: postgres } = await import('postgres');
hooks.deregister();
