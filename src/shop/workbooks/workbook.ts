import type { Currency } from '../../kernel/money.ts';
import type { Instant } from '../../kernel/time.ts';

/** draft: for the desk alone. published: on its page, and sold. archived: put away; who bought it keeps it. */
export type WorkbookState = 'draft' | 'published' | 'archived';

export const WORKBOOK_BECOMES = {
  draft: ['published', 'archived'],
  published: ['draft', 'archived'],
  archived: ['draft'],
} as const satisfies Record<WorkbookState, readonly WorkbookState[]>;

export const canWorkbookBecome = (was: WorkbookState, next: WorkbookState): boolean =>
  (WORKBOOK_BECOMES[was] as readonly WorkbookState[]).includes(next);

/** A workbook as the shop sells it: a file to download after paying. */
export type WorkbookForSale = {
  readonly workbookId: string;
  readonly state: WorkbookState;
  readonly address: string;
  readonly name: string;
  readonly priceMinor: number;
  readonly currency: Currency;
  /** Number of the newest version of its file; 0 while it has none. */
  readonly newest: number;
};

/** The words and the price that the desk writes. */
export type WorkbookWords = {
  readonly name: string;
  /** One or two sentences for the list. */
  readonly summary: string;
  /** The page's text: paragraphs, and headings that begin with "# ". */
  readonly words: string;
  readonly priceMinor: number;
};

/** A workbook with all that its own pages show. */
export type Workbook = WorkbookForSale &
  WorkbookWords & {
    /** Counts how often its words were saved: two people at once do not overwrite each other. */
    readonly savings: number;
  };

/** One version of the file. */
export type Version = {
  readonly number: number;
  readonly fileId: string;
  readonly type: FileType;
  readonly size: number;
  /** As it was called where it came from. */
  readonly fileName: string;
  /** What is new in it, for those who have the workbook already. */
  readonly note: string;
  readonly addedAt: Instant;
};

/** What a file is, by what is in it. */
export type FileType = 'application/pdf' | 'application/epub+zip' | 'audio/mpeg' | 'image/png' | 'image/jpeg';
