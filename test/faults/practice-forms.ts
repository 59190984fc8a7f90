// The forms of the practice room, filled in well.
import type { Visitor } from '../support/app.ts';

type Stage = {
  readonly visitor: Visitor;
  readonly path: string;
  readonly fields: readonly (readonly [string, string])[];
};

/** @param owner an owner who is signed in. */
export const practiceForms = (owner: () => Promise<Visitor>): Record<string, () => Promise<Stage>> => ({
  '/desk/practice/settings': async () => {
    const visitor = await owner();
    const { body } = await visitor.get('/desk/practice/settings');
    return {
      visitor,
      path: '/desk/practice/settings',
      fields: [
        ['opened', /name="opened" value="(\d+)"/.exec(body)?.[1] ?? ''],
        ['name', 'Rowan Street Group Practice'],
        ['neutralName', 'RS Practice'],
        ['email', 'hello@rowan.example'],
        ['phone', '503-555-0142'],
        ['address', '14 Rowan Street'],
        ['region', 'US'],
        ['zone', 'America/Los_Angeles'],
        ['locale', 'en-US'],
        ['currency', 'USD'],
      ],
    };
  },
  '/desk/practice/colors': async () => ({
    visitor: await owner(),
    path: '/desk/practice/colors',
    fields: [
      ['dye', 'own'],
      ['own', '#1d487c'],
    ],
  }),
});
