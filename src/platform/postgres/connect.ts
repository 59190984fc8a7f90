import type { Options, PostgresType, Sql } from 'postgres';
import { postgres } from './driver.ts';

/**
 * Opens a pool from an address; `?host=/folder` names a Unix socket's folder, as libpq and `pg` read it
 * (the driver alone would look for a host of that name).
 */
export const connect = <Types extends Record<string, PostgresType> = Record<string, never>>(
  url: string,
  options: Options<Types> = {},
): Sql => {
  const address = new URL(url);
  const socket = address.searchParams.get('host');
  address.searchParams.delete('host');
  return postgres(address.toString(), {
    onnotice: () => undefined,
    ...options,
    ...(socket ? { host: socket } : {}),
  }) as unknown as Sql;
};
