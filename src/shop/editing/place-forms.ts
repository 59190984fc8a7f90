import { asAddress } from '../../kernel/page-address.ts';
import type { PartContent } from './draft.ts';
import type { Typed } from './rows.ts';
import { finished, listErrors, oneLine, type Read, readOne, readText } from './typed-forms.ts';

export const typedPlace = (content: PartContent<'place'>): Typed => ({
  format: content.format,
  place: content.place,
  address: content.address,
});

const ADDRESS = /^[a-z0-9-]{4,60}$/;

/** @param fresh a neutral address, for where none was typed. */
export const readPlace = (typed: Typed, fresh: string): Read<PartContent<'place'>> => {
  const list = listErrors();
  const address = oneLine(typed['address']) === '' ? fresh : asAddress(typed['address'] ?? '');
  if (!ADDRESS.test(address))
    list.add('address', 'Please use 4 to 60 plain letters, digits and hyphens, or leave it empty.');
  return finished(list.errors, {
    format: readOne(typed, { field: 'format', of: ['in-person', 'online'] }, list),
    place: readText(typed, { field: 'place', most: 200 }, list),
    address,
  });
};
