import type { FastifyRequest, RouteOptions } from 'fastify';

/** True when this request may come to its route. Who may not is told "not found". */
export const mayEnter = (request: FastifyRequest): boolean => {
  const { access } = request.routeOptions.config;
  if (access === undefined || access === 'visitor' || access === 'secret-link') return true;
  const roles = request.signedIn?.roles;
  if (roles === undefined) return false;
  if (access === 'owner') return roles.includes('owner');
  if (access === 'desk') return roles.includes('owner') || roles.includes('front-desk');
  if (access === 'facilitator') return roles.length > 0;
  return access === 'signed-in';
};

/** Stops the start: a route whose door nobody thought about is not opened. */
export const demandAccess = (route: RouteOptions): void => {
  if (route.config?.access === undefined)
    throw new Error(`The route ${String(route.method)} ${route.url} does not declare config.access`);
};
