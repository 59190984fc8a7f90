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
  ...wordsForms(owner),
  ...facilitatorForms(owner),
  ...agreementForms(owner),
  ...openingForms(owner),
});

const openingForms = (owner: () => Promise<Visitor>): Record<string, () => Promise<Stage>> => {
  const at = '/desk/practice/opening';
  const day = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10);
  return {
    [`${at}/crisis-numbers`]: async () => ({
      visitor: await owner(),
      path: `${at}/crisis-numbers`,
      fields: [
        ['day', day],
        ['who', 'Ada Rowan'],
      ],
    }),
    [`${at}/paypal`]: async () => ({ visitor: await owner(), path: `${at}/paypal`, fields: [] }),
    [`${at}/letter`]: async () => ({ visitor: await owner(), path: `${at}/letter`, fields: [] }),
  };
};

const wordsForms = (owner: () => Promise<Visitor>): Record<string, () => Promise<Stage>> => {
  const at = '/desk/practice/words/about';
  const draft = async () => {
    const visitor = await owner();
    await visitor.post(at, { body: '# How we *began*' });
    return visitor;
  };
  const over = async (visitor: Visitor) =>
    /name="over" value="(\d+)"/.exec((await visitor.get(`${at}/preview`)).body)?.[1] ?? '';
  const form = (path: string, fields: (visitor: Visitor) => Promise<Stage['fields']>) => async () => {
    const visitor = await draft();
    return { visitor, path, fields: await fields(visitor) };
  };
  return {
    '/desk/practice/words/:place': form(at, async () => [['body', '# How we *began*\n\n- [here](/terms)']]),
    '/desk/practice/words/:place/publication': form(`${at}/publication`, async (visitor) => [
      ['over', await over(visitor)],
    ]),
    '/desk/practice/words/:place/draft-removal': form(`${at}/draft-removal`, async () => []),
    '/desk/practice/words/:place/return': form(`${at}/return`, async (visitor) => [
      ['version', '0'],
      ['over', await over(visitor)],
    ]),
  };
};

let added = 0;

const facilitatorForms = (owner: () => Promise<Visitor>): Record<string, () => Promise<Stage>> => {
  const at = '/desk/practice/facilitators';
  const profile = () =>
    [
      ['opened', '1'],
      ['step', 'save'],
      ['name', `Nora Quill ${++added}`],
      ['credentials', 'LCSW'],
      ['about', 'Listens slowly.'],
      ['address', `nora-${added}`],
      ['email', `nora-${added}@rowan.example`],
      ['languages', 'en'],
    ] as const;
  /** Somebody new each time, so that whoever was retired before stands in nobody's way. */
  const ofSomebody = (rest: string, fields: Stage['fields']) => async () => {
    const visitor = await owner();
    await visitor.post(`${at}/new`, Object.fromEntries(profile()));
    const id = new RegExp(`href="${at}/([0-9a-f-]{36})">Nora Quill ${added},`).exec(
      (await visitor.get(at)).body,
    )?.[1];
    return { visitor, path: `${at}/${id}${rest}`, fields };
  };
  return {
    '/desk/practice/facilitators/new': async () => ({
      ...{ visitor: await owner(), path: `${at}/new`, fields: profile() },
    }),
    '/desk/practice/facilitators/:id': async () => ({ ...(await ofSomebody('', [])()), fields: profile() }),
    '/desk/practice/facilitators/:id/position': ofSomebody('/position', [['by', 'up']]),
    '/desk/practice/facilitators/:id/retirement': ofSomebody('/retirement', []),
    '/desk/practice/facilitators/:id/return': async () => {
      const stage = await ofSomebody('/return', [])();
      await stage.visitor.post(stage.path.replace('/return', '/retirement'));
      return stage;
    },
  };
};

let written = 0;

const agreementForms = (owner: () => Promise<Visitor>): Record<string, () => Promise<Stage>> => {
  const at = '/desk/practice/agreements';
  const hidden = (body: string) =>
    [...body.matchAll(/name="(over|revision)" value="(\d+)"/g)].map(
      ([, name = '', value = '']) => [name, value] as const,
    );
  const words = async (visitor: Visitor) => [
    ...new Map(hidden((await visitor.get(`${at}/draft`)).body)),
    ['title', 'Agreement'] as const,
    ['body', `# Kindness\n\nBe kind, ${++written}.`] as const,
  ];
  const drafted = async () => {
    const visitor = await owner();
    await visitor.post(`${at}/draft`, Object.fromEntries(await words(visitor)));
    const { body } = await visitor.get(`${at}/preview`);
    return { visitor, fields: hidden(body) };
  };
  return {
    '/desk/practice/agreements/draft': async () => {
      const visitor = await owner();
      return { visitor, path: `${at}/draft`, fields: await words(visitor) };
    },
    '/desk/practice/agreements/publication': async () => ({
      ...(await drafted()),
      path: `${at}/publication`,
    }),
    '/desk/practice/agreements/draft-removal': async () => ({
      ...(await drafted()),
      path: `${at}/draft-removal`,
    }),
  };
};
