export type { Practice } from './practice.ts';
