import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import PDFDocument from 'pdfkit';
import type { Instant } from '../kernel/time.ts';

export type PdfColumn = {
  readonly head: string;
  /** Share of the width. */
  readonly share: number;
  /** Numbers stand at the end of their column. */
  readonly number?: boolean;
};

/** A piece of a printed page, from top to bottom. */
export type PdfPart =
  | { readonly heading: string }
  | { readonly words: string; readonly quiet?: boolean }
  | { readonly sides: readonly [readonly string[], readonly string[]] }
  | {
      readonly columns: readonly PdfColumn[];
      readonly rows: readonly (readonly string[])[];
      /** Sums below a line. */
      readonly foot: readonly (readonly string[])[];
    };

export type PdfPage = {
  readonly title: string;
  /** BCP 47, for programs that read aloud. */
  readonly lang: string;
  /** Stands in the file as the time it was made: the same page is the same bytes. */
  readonly at: Instant;
  readonly author: string;
  readonly parts: readonly PdfPart[];
};

const FONTS = join(import.meta.dirname, '../ui/fonts');
/** The second face holds the letters of Latin scripts that the first does not. */
const FACES = { plain: 'atkinson-next.ttf', more: 'atkinson-next-ext.ttf' } as const;

let faces: Readonly<Record<keyof typeof FACES, Buffer>> | undefined;
const facesOnce = () => {
  faces ??= {
    plain: readFileSync(join(FONTS, FACES.plain)),
    more: readFileSync(join(FONTS, FACES.more)),
  };
  return faces;
};

const MARGIN = 56;
const INK = '#1b1f1d';
const QUIET = '#55605a';
const SIZE = 10.5;
const LEADING = 4;

/** Prints a page on A4 as a tagged PDF. Scripts other than Latin print as empty boxes: the page on the site has them. */
export const printPdf = (page: PdfPage): Promise<Buffer> => {
  const document = new PDFDocument({
    ...{ size: 'A4', margin: MARGIN, pdfVersion: '1.7', tagged: true, lang: page.lang, displayTitle: true },
    info: { Title: page.title, Author: page.author, CreationDate: new Date(page.at.epochMilliseconds) },
  });
  const made = bytesOf(document);
  const { plain, more } = facesOnce();
  document.registerFont('plain', plain).registerFont('more', more);
  document.font('plain').fontSize(SIZE).fillColor(INK);
  for (const part of page.parts) print(document, part);
  document.end();
  return made;
};

type Pdf = PDFKit.PDFDocument;

const bytesOf = (document: Pdf): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.on('error', reject);
  });

const print = (document: Pdf, part: PdfPart): void => {
  if ('heading' in part) printHeading(document, part.heading);
  else if ('words' in part) printWords(document, part);
  else if ('sides' in part) printSides(document, part.sides);
  else printTable(document, part);
};

const left = (document: Pdf) => document.page.margins.left;
const widthOf = (document: Pdf) =>
  document.page.width - document.page.margins.left - document.page.margins.right;

const printHeading = (document: Pdf, heading: string): void => {
  document.addStructure(
    document.struct('H1', {}, () => {
      document.fontSize(20);
      write(document, heading, { x: left(document), width: widthOf(document) });
      document.fontSize(SIZE).moveDown(0.6);
    }),
  );
};

const printWords = (document: Pdf, { words, quiet }: { words: string; quiet?: boolean }): void => {
  document.addStructure(
    document.struct('P', {}, () => {
      document.fillColor(quiet ? QUIET : INK);
      write(document, words, { x: left(document), width: widthOf(document) });
      document.fillColor(INK).moveDown(0.6);
    }),
  );
};

/** Two blocks of lines beside each other: seller and buyer. */
const printSides = (document: Pdf, sides: readonly [readonly string[], readonly string[]]): void => {
  const width = widthOf(document) / 2 - 12;
  const top = document.y;
  let bottom = top;
  for (const [index, lines] of sides.entries()) {
    document.addStructure(
      document.struct('P', {}, () => {
        document.y = top;
        for (const line of lines) write(document, line, { x: left(document) + index * (width + 24), width });
      }),
    );
    bottom = Math.max(bottom, document.y);
  }
  document.y = bottom;
  document.moveDown(1);
};

type Table = Extract<PdfPart, { columns: unknown }>;

const printTable = (document: Pdf, { columns, rows, foot }: Table): void => {
  const table = document.struct('Table');
  document.addStructure(table);
  const heads = columns.map(({ head }) => head);
  const row = (cells: readonly string[], kind: 'TH' | 'TD') => {
    if (document.y + heightOf(document, columns, cells) > document.page.height - MARGIN) {
      document.addPage();
      if (kind === 'TD') printRow(document, table, { columns, cells: heads, kind: 'TH' });
    }
    printRow(document, table, { columns, cells, kind });
  };
  row(heads, 'TH');
  rule(document);
  for (const cells of rows) row(cells, 'TD');
  if (foot.length > 0) rule(document);
  for (const cells of foot) row(cells, 'TD');
  table.end();
  document.moveDown(1);
};

const widthsOf = (document: Pdf, columns: readonly PdfColumn[]): number[] => {
  const all = columns.reduce((sum, { share }) => sum + share, 0);
  return columns.map(({ share }) => (widthOf(document) * share) / all);
};

const heightOf = (document: Pdf, columns: readonly PdfColumn[], cells: readonly string[]): number => {
  const widths = widthsOf(document, columns);
  return (
    LEADING +
    Math.max(
      ...cells.map((cell, index) =>
        document.heightOfString(cell || ' ', { width: (widths[index] ?? 0) - 8 }),
      ),
    )
  );
};

type Row = {
  readonly columns: readonly PdfColumn[];
  readonly cells: readonly string[];
  readonly kind: 'TH' | 'TD';
};

const printRow = (document: Pdf, table: PDFKit.PDFStructureElement, { columns, cells, kind }: Row): void => {
  const widths = widthsOf(document, columns);
  const top = document.y;
  const height = heightOf(document, columns, cells);
  const struct = document.struct('TR');
  table.add(struct);
  let x = left(document);
  for (const [index, cell] of cells.entries()) {
    const at = x;
    const width = widths[index] ?? 0;
    const align = columns[index]?.number ? 'right' : 'left';
    struct.add(
      document.struct(kind, {}, () => {
        document.y = top;
        document.fillColor(kind === 'TH' ? QUIET : INK);
        write(document, cell || ' ', { x: at, width: width - 8, align });
        document.fillColor(INK);
      }),
    );
    x += width;
  }
  struct.end();
  document.y = top + height;
};

const rule = (document: Pdf): void => {
  const y = document.y;
  document.markContent('Artifact', { type: 'Layout' });
  document.moveTo(left(document), y).lineTo(left(document) + widthOf(document), y);
  document.lineWidth(0.5).strokeColor(QUIET).stroke();
  document.endMarkedContent();
  document.y = y + LEADING;
};

type Place = { readonly x: number; readonly width: number; readonly align?: 'left' | 'right' };

/** Writes a text, each run of letters in the face that has them. */
const write = (document: Pdf, text: string, { x, width, align = 'left' }: Place): void => {
  const runs = runsOf(text);
  for (const [index, run] of runs.entries()) {
    document.font(run.face);
    const continued = index < runs.length - 1;
    if (index === 0) document.text(run.text, x, document.y, { width, align, continued });
    else document.text(run.text, { width, align, continued });
  }
  document.font('plain');
};

type Run = { readonly face: keyof typeof FACES; text: string };

/** Latin letters beyond Latin-1 stand in the second face; quotes, dashes and money in the first. */
const IN_SECOND_FACE = /[\u0100-\u024F\u1E00-\u1EFF]/;

const runsOf = (text: string): readonly Run[] => {
  const runs: Run[] = [];
  for (const letter of text) {
    const face = IN_SECOND_FACE.test(letter) && letter !== '\u0131' ? 'more' : 'plain';
    const last = runs.at(-1);
    if (last?.face === face) last.text += letter;
    else runs.push({ face, text: letter });
  }
  return runs;
};
