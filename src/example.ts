import { openPractice } from './identity/practice/public.ts';
import type { PracticeId } from './kernel/id.ts';
import type { Parts } from './parts.ts';

/** Opens the example practice at the first start; later starts change nothing. */
export const openExamplePractice = async ({ platform }: Parts): Promise<void> => {
  await openPractice(platform.db, {
    id: '0198f000-0000-7000-8000-000000000001' as PracticeId,
    name: 'Rowan Street Group Practice',
    neutralName: 'RS Practice',
    region: 'US',
    zone: 'America/Los_Angeles',
    locale: 'en-US',
    currency: 'USD',
    address: ['12 Rowan Street', 'Portland, Oregon'],
    phone: undefined,
    email: 'desk@rowan.example',
    hosts: ['localhost', '127.0.0.1'],
    owner: { name: 'Ada Rowan', email: 'ada@rowan.example' },
  });
};
