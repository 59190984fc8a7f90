import type { Parts } from './parts.ts';

/**
 * Opens the example practice. The same content at every first start; a first start that was killed goes on where it
 * stopped, and later starts change nothing. Its data is loaded here and nowhere else, so that a real practice never sees it.
 */
export const openExamplePractice = async (parts: Parts): Promise<void> => {
  const example = await import('../example/practice.ts');
  await example.openPracticeOnRowanStreet(parts);
};
