import type { Practice } from './practice.ts';

/** What the host table says: the practices, and which host leads to which. */
export type Hosts = {
  readonly practices: readonly Practice[];
  readonly byHost: ReadonlyMap<string, string>;
};

/** The bare name of a Host header: lower case, no port, no final dot. IPv6 keeps its brackets. */
export const bareHost = (header: string): string =>
  header.trim().toLowerCase().replace(/:\d*$/, '').replace(/\.$/, '');

/** The practice a host leads to; where there is only one practice it answers on every host. */
export const practiceAt = (hosts: Hosts, header: string): Practice | undefined => {
  const id = hosts.byHost.get(bareHost(header));
  if (id !== undefined) return hosts.practices.find((practice) => practice.id === id);
  return hosts.practices.length === 1 ? hosts.practices[0] : undefined;
};
