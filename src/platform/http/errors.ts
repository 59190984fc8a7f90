/** Thrown where a page does not exist, or not for whoever asks: both look the same. */
export class NotFound extends Error {
  readonly statusCode = 404;
  constructor() {
    super('not found');
    this.name = 'NotFound';
  }
}

/** Ends the request with the page "not found". */
export const notFound = (): never => {
  throw new NotFound();
};

/** Ends the request with "too many tries, wait a little". */
export class TooMany extends Error {
  readonly statusCode = 429;
  constructor() {
    super('too many requests');
    this.name = 'TooMany';
  }
}

/** Codes of the driver and of PostgreSQL that mean: the database is away, starting, or full. */
const DATABASE_AWAY = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'CONNECT_TIMEOUT',
  'CONNECTION_CLOSED',
  'CONNECTION_DESTROYED',
  'CONNECTION_ENDED',
  '08000',
  '08003',
  '08006',
  '53100',
  '53200',
  '53300',
  '57P01',
  '57P02',
  '57P03',
]);

/** A byte that PostgreSQL stores in no text, such as NUL: nobody types it. */
const UNREADABLE = new Set(['22021', '22P05']);

/** A driver's error names the statement's way to the server; a file that is missing does not. */
const speaksOfDatabase = (error: object, code: string) =>
  code !== 'ENOENT' || ('syscall' in error && error.syscall === 'connect');

/** The status with which a thrown thing is answered. Unknown faults are 500; what they said is never shown. */
export const statusOf = (error: unknown): number => {
  if (typeof error !== 'object' || error === null) return 500;
  const { statusCode, code } = error as { statusCode?: unknown; code?: unknown };
  if (typeof code === 'string' && DATABASE_AWAY.has(code) && speaksOfDatabase(error, code)) return 503;
  if (typeof code === 'string' && UNREADABLE.has(code)) return 400;
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 600) return statusCode;
  return 500;
};
