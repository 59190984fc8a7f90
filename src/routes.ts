import type { FastifyPluginAsync } from 'fastify';
import { signInRoutes } from './identity/sign-in/routes.ts';
import type { Parts } from './parts.ts';
import { cartRoutes } from './shop/cart/routes.ts';

/** Every address of the site, slice by slice. */
export const routes =
  ({ platform }: Parts): FastifyPluginAsync =>
  async (app) => {
    await app.register(signInRoutes(platform));
    await app.register(cartRoutes(platform));
  };
