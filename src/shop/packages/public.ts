export { addPackage, turnPackage } from './actions.ts';
export { type Bundle, bundle } from './bundle.ts';
export type { PackageForSale } from './package.ts';
export { packageForSale, publishedPackages } from './store.ts';
