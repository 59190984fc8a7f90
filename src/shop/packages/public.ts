export { type Bundle, bundle } from './bundle.ts';
export type { PackageForSale } from './package.ts';
export { packageForSale } from './store.ts';
