import type { PracticeId } from '../src/kernel/id.ts';
import { Temporal } from '../src/kernel/time.ts';
import type { Tx } from '../src/platform/db.ts';
import { type PdfPart, printPdf } from '../src/platform/pdf.ts';
import { addPackage, turnPackage } from '../src/shop/packages/public.ts';
import { addWorkbook, storeVersion, turnWorkbook } from '../src/shop/workbooks/public.ts';
import { exampleOfferingId, exampleTierId } from './ids.ts';

type ExampleWorkbook = {
  readonly id: string;
  readonly address: string;
  readonly name: string;
  readonly summary: string;
  readonly words: string;
  readonly priceMinor: number;
  readonly parts: readonly PdfPart[];
};

/** Fixed ids, as the groups have. */
export const exampleWorkbookId = (number: number) =>
  `0192a000-0000-7000-8004-0000000000${String(number).padStart(2, '0')}`;

const page = (heading: string, ...lines: readonly string[]): PdfPart[] => [
  { heading },
  ...lines.map((words) => ({ words })),
];

const EVENINGS: readonly PdfPart[] = [
  ...page(
    'Fourteen evenings',
    'One page for each evening. Read it an hour before bed, with the big light off. It takes ten minutes. If an evening falls out, go on with the same page the next day; nothing has to be made up for.',
  ),
  ...page(
    'Evening 1: only looking',
    'When did you go to bed, when do you think you slept, when did you get up? Guess. A clock beside the bed makes nights longer, so turn it to the wall.',
    'One thing that was in my head when the light went out:',
    'One thing that was all right today:',
  ),
  ...page(
    'Evening 2: the hour before',
    'Write down what usually fills the last hour. Circle what belongs to the day. Choose one of the circles and move it to an earlier hour, for this evening only.',
  ),
  ...page(
    'Evening 3: the list that may wait',
    'Whatever wants to be remembered goes on paper, each with a day on which it will be looked at. The paper stays in another room.',
  ),
  ...page(
    'Evening 4: getting up on purpose',
    'If sleep has not come and you notice that you are waiting for it, get up. Sit somewhere with a little light until your eyes are heavy. Write here where that place is.',
  ),
];

const AFTER: readonly PdfPart[] = [
  ...page(
    'After the meeting',
    'A page for the evening after each meeting, before the words are gone. Nobody reads it but you.',
  ),
  ...page('What I heard', 'A sentence of somebody else that stayed with me, without a name:', 'Where I thought: me too.'),
  ...page('What I said', 'What I put into words for the first time:', 'What I kept back, and what it would have needed:'),
  ...page('One small thing', 'Something that I saw somebody do, and will try before the next meeting:', 'The day on which I will try it:'),
]; // biome-ignore format: a page a line

export const EXAMPLE_WORKBOOKS: readonly ExampleWorkbook[] = [
  {
    id: exampleWorkbookId(1),
    address: 'fourteen-evenings',
    name: 'Fourteen evenings',
    summary: 'A page for each of fourteen evenings, for people who lie awake.',
    words: `A quiet workbook for the hour before bed. It does not promise sleep; it makes the evening smaller and friendlier.

# What is in it

A page for each evening with one thing to look at, one to write down, and one to leave for tomorrow. Each takes about ten minutes.

# Whom it helps

People whose nights are long because their heads are busy. If you have not slept for days, or feel worse in the mornings from week to week, please talk to somebody first.`,
    priceMinor: 1_400,
    parts: EVENINGS,
  },
  {
    id: exampleWorkbookId(2),
    address: 'after-the-meeting',
    name: 'After the meeting',
    summary: 'One page to fill in after each meeting of a group, so that nothing good gets lost.',
    words: `Free for everybody who sits in a group, here or elsewhere.

Print the page as often as you need it. It asks what you heard, what you said, and which small thing you will try. It is for you alone; you need not bring it along.`,
    priceMinor: 0,
    parts: AFTER,
  },
];

/** A chair and the pages that go with it, for less than both alone. */
const EXAMPLE_PACKAGE = {
  id: '0192a000-0000-7000-8005-000000000001',
  address: 'a-quieter-season',
  name: 'A quieter season',
  summary: 'A chair in a group, and the pages for the evenings between its meetings.',
  words: `The group is where one is not alone with it. The pages are for the evenings in between.

You come to the meetings of the group as everybody does, and download both workbooks at once.`,
  priceMinor: 7_500,
  parts: [
    { kind: 'seat', offeringId: exampleOfferingId(12), tierId: exampleTierId(12, 2) },
    { kind: 'workbook', workbookId: exampleWorkbookId(1) },
    { kind: 'workbook', workbookId: exampleWorkbookId(2) },
  ],
} as const;

/** The example's workbooks with their files: the same bytes at every first start. */
export const seedThings = async (tx: Tx, practiceId: PracticeId): Promise<void> => {
  const at = Temporal.Instant.from('2026-01-05T12:00:00Z');
  for (const { parts, ...workbook } of EXAMPLE_WORKBOOKS) {
    await addWorkbook(tx, { practiceId, currency: 'USD' }, workbook);
    const author = 'Rowan Street Group Practice';
    const bytes = await printPdf({ title: workbook.name, lang: 'en-US', at, author, parts });
    const file = { type: 'application/pdf', fileName: `${workbook.address}.pdf`, bytes, note: '' } as const;
    await storeVersion(tx, practiceId, workbook.id, file);
    await turnWorkbook(tx, practiceId, workbook.id, 'published');
  }
  await addPackage(tx, { practiceId, currency: 'USD' }, EXAMPLE_PACKAGE);
  await turnPackage(tx, practiceId, EXAMPLE_PACKAGE.id, 'published');
};
