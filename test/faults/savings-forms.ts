// The forms of coupons, the sponsors' fund and tax, filled in well.
import type { Visitor } from '../support/app.ts';

type Stage = {
  readonly visitor: Visitor;
  readonly path: string;
  readonly fields: readonly (readonly [string, string])[];
};

const COUPON = [
  ['title', 'Letter of autumn'],
  ['takes', 'share'],
  ['share', '10'],
  ['limit', '100'],
  ['person', '2'],
  ['kind', 'seat'],
  ['from', '2026-01-01'],
  ['until', '2099-12-31'],
] as const;

/** @param owner an owner who is signed in. */
export const savingsForms = (owner: () => Promise<Visitor>): Record<string, () => Promise<Stage>> => {
  const coupon = async () => {
    const visitor = await owner();
    const made = await visitor.post('/desk/shop/coupons/new', Object.fromEntries(COUPON));
    return { visitor, path: String(made.headers.location).split('?')[0] ?? '' };
  };
  return {
    '/desk/shop/coupons/new': async () => ({
      visitor: await owner(),
      path: '/desk/shop/coupons/new',
      fields: COUPON,
    }),
    '/desk/shop/coupons/:id/change': async () => {
      const { visitor, path } = await coupon();
      return { visitor, path: `${path}/change`, fields: COUPON };
    },
    '/desk/shop/coupons/:id/state': async () => {
      const { visitor, path } = await coupon();
      return { visitor, path: `${path}/state`, fields: [['to', 'paused']] };
    },
    '/desk/shop/fund/gifts': async () => ({
      visitor: await owner(),
      path: '/desk/shop/fund/gifts',
      fields: [
        ['amount', '250.00'],
        ['day', '2026-01-05'],
        ['note', 'A neighbor'],
      ],
    }),
    '/desk/shop/fund/corrections': async () => ({
      visitor: await owner(),
      path: '/desk/shop/fund/corrections',
      fields: [
        ['correction_way', 'more'],
        ['correction_amount', '10.00'],
        ['correction_note', 'Typed wrong'],
      ],
    }),
    '/desk/shop/fund/uses/:id': async () => ({
      visitor: await owner(),
      path: '/desk/shop/fund/uses/00000000-0000-7000-8000-000000000000',
      fields: [['amount', '10.00']],
    }),
    '/desk/practice/estimate': async () => ({
      visitor: await owner(),
      path: '/desk/practice/estimate',
      fields: [
        ['opened', '0'],
        ['shown', 'region'],
        ['service', 'Group meeting'],
        ['provider', 'Imani Okafor, LCSW'],
      ],
    }),
    '/desk/practice/tax': async () => ({
      visitor: await owner(),
      path: '/desk/practice/tax',
      fields: [
        ['opened', '0'],
        ['way', 'none'],
        ['name', 'VAT'],
        ['number', ''],
        ['seat', '0'],
        ['workbook', '0'],
      ],
    }),
  };
};
