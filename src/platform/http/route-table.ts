import type { RouteOptions } from 'fastify';

type Row = { readonly methods: readonly string[]; readonly pattern: RegExp };

const asPattern = (url: string) =>
  new RegExp(
    `^${url
      .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
      .replace(/:\w+/g, '[^/]+')
      .replace(/\*/g, '.*')}$`,
  );

export type RouteTable = {
  note(route: RouteOptions): void;
  /** Methods that a public address does take; empty for unknown addresses and for those behind a sign-in. */
  methodsAt(path: string): readonly string[];
};

/** What the router does not tell: that an address exists for another method (405 with Allow). */
export const createRouteTable = (): RouteTable => {
  const rows: Row[] = [];
  return {
    note: (route) => {
      if (route.config?.access !== 'visitor') return;
      rows.push({ methods: [route.method].flat(), pattern: asPattern(route.url) });
    },
    methodsAt: (path) => [
      ...new Set(rows.filter((row) => row.pattern.test(path)).flatMap((row) => row.methods)),
    ],
  };
};
