import type { PartContent } from './draft.ts';
import type { Typed } from './rows.ts';
import { finished, listErrors, type Read, readLines, readText } from './typed-forms.ts';

/** As long as a card, a page and a search engine's line can take. */
const MOST = { name: 80, summary: 300, lead: 500, focus: 300, first_session: 1500 } as const;
const LINES = { most: 8, longest: 160 } as const;

export const typedWords = (content: PartContent<'words'>): Typed => ({
  name: content.name,
  summary: content.summary,
  lead: content.lead,
  focus: content.focus,
  suits: content.suits.join('\n'),
  talk_first: content.talkFirst.join('\n'),
  first_session: content.firstSession,
});

export const readWords = (typed: Typed): Read<PartContent<'words'>> => {
  const list = listErrors();
  const text = (field: keyof typeof MOST) => readText(typed, { field, most: MOST[field] }, list);
  const name = text('name');
  if (name === '') list.add('name', 'Please give the group a name. You can change it later.');
  return finished(list.errors, {
    name,
    summary: text('summary'),
    lead: text('lead'),
    focus: text('focus'),
    suits: readLines(typed, { field: 'suits', ...LINES }, list),
    talkFirst: readLines(typed, { field: 'talk_first', ...LINES }, list),
    firstSession: text('first_session'),
  });
};
