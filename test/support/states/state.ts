import type { Visitor } from '../app.ts';

/** A page in one of its states, reached by somebody. */
export type State = {
  readonly name: string;
  readonly path: string;
  /** Whose cookies; nobody's by default. */
  readonly by?: Visitor;
  /** Sent as a form to `path`; else the page is opened. */
  readonly fields?: Readonly<Record<string, string>>;
  /** 200 by default. */
  readonly status?: number;
  /** One more of a kind that is looked at closely elsewhere: its markup, and whether it fits a phone. */
  readonly glance?: boolean;
};
