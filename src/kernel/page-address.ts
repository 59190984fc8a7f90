/** What somebody typed as an address, in the form that an address has: "After a Loss" becomes "after-a-loss". */
export const asAddress = (typed: string): string =>
  typed
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
