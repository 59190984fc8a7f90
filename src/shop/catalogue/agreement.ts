import type { Temporal } from '../../kernel/time.ts';

/** The text that a buyer agrees to. A version, once published, is never changed. */
export type Agreement = {
  readonly version: number;
  readonly title: string;
  /** Plain words: paragraphs apart by an empty line; a line that begins with "# " is a heading. */
  readonly body: string;
  readonly publishedAt: Temporal.Instant;
};
