import type {} from 'fastify';
import type { Practice } from './identity/practice/public.ts';
import type { SignedIn } from './identity/sign-in/public.ts';
import type { Frame } from './ui/frame.ts';
import type { Html } from './ui/html.ts';

/** What a route may ask of its request and reply; filled by hooks wired in app.ts. */
declare module 'fastify' {
  interface FastifyRequest {
    /** The practice whose host was asked for. */
    practice: Practice;
    /** Who is signed in, looked up in the database at this request. */
    signedIn: SignedIn | undefined;
    /** What surrounds the page. */
    frame(): Promise<Frame>;
  }
  interface FastifyReply {
    /** Sends a page. */
    page(markup: Html, status?: number): FastifyReply;
    /** 303 after a write. */
    seeOther(address: string): FastifyReply;
  }
  interface FastifyContextConfig {
    /** Who may come here; a route without it does not start. */
    access?: Access;
    /** 'public' lets the micro-cache keep this page for visitors without cookies. */
    cache?: 'public';
    /** True for addresses that other servers post to (webhooks): no origin check, no cookies. */
    fromElsewhere?: boolean;
  }
}

/**
 * visitor: anybody. secret-link: whoever holds the secret in the address. owner / desk: signed-in staff with that role.
 * facilitator: signed-in staff of every role; which groups they then see, row-level security decides.
 * A person without the role is told "not found".
 */
export type Access = 'visitor' | 'secret-link' | 'signed-in' | 'facilitator' | 'desk' | 'owner';
