/** What is written down about a group besides its versions, in words. */
export const happeningWords = (because: string | null, became: string): string => {
  const version = /^version (\d+)$/.exec(because ?? '')?.[1];
  if (version) return `Version ${version} brought back as a draft`;
  return WORDS[because ?? ''] ?? `Became ${became}`;
};

const WORDS: Readonly<Record<string, string>> = {
  new: 'Begun',
  copy: 'Begun as a copy',
  dropped: 'Draft dropped',
  published: 'Put on the site',
  closing: 'Closed for new people',
  opening: 'Opened again',
  withdrawal: 'Taken off the site',
  archiving: 'Put away',
  return: 'Brought back',
  'decision-go': 'Decided: it goes ahead',
  'decision-postpone': 'Decided: it gets more time',
  'decision-refund-all': 'Decided: it is not held, and everything goes back',
};

const DESK = /^desk:([0-9a-f-]{36})$/;

/** The person at the desk behind an actor; null for anybody else. */
export const personOf = (actor: string): string | null => DESK.exec(actor)?.[1] ?? null;
