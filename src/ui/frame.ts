import type { Colors } from './colors/palette.ts';
import type { Html } from './html.ts';

/** All that surrounds a page's own content: filled once per request, known to every page. */
/** What is looked at before it is published, and the bar above it: what it is, and what can be done with it. */
export type Preview = { readonly of: string; readonly bar: Html };

export type Frame = {
  readonly practice: {
    readonly name: string;
    readonly neutralName: string;
    readonly locale: string;
    readonly zone: string;
    readonly region: string;
    readonly address: readonly string[];
    readonly phone: string | undefined;
    readonly email: string;
  };
  /** True in example mode: a banner says that nothing here is real. */
  readonly example: boolean;
  readonly cartCount: number;
  /** The signed-in person's name, whether the desk is open to them, and whether they facilitate groups. */
  readonly signedIn:
    | { readonly name: string; readonly desk: boolean; readonly facilitates?: boolean }
    | undefined;
  readonly theme: 'auto' | 'light' | 'dark';
  /** The practice's own colors; absent where it wears the house's. */
  readonly colors?: Colors | undefined;
  /** Of a page that is shown before it is published. */
  readonly preview?: Preview | undefined;
  /** Path and query of this request, for "back to where one was". */
  readonly path: string;
  /** https://host without a trailing slash, for canonical and Open Graph addresses. */
  readonly origin: string;
  /** Hashed addresses of the built assets by their plain names: 'site.css', 'site.js', 'averia-serif.woff2'. */
  readonly asset: (name: string) => string;
};

export type PageOptions = {
  readonly title: string;
  readonly main: Html;
  /** The nav entry to mark as current, by its address. */
  readonly current?: string;
  readonly description?: string;
  /** Path for rel=canonical; pages without one are not for search engines (noindex). */
  readonly canonical?: string;
  /** A schema.org object, written as an escaped JSON-LD data block. */
  readonly data?: unknown;
  /** Extra markup for head, e.g. a <meta http-equiv="refresh">. */
  readonly head?: Html;
  /** 'desk' is the staff's room: other navigation, no cart. */
  readonly room?: 'public' | 'desk';
};
