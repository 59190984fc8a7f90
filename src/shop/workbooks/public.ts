export { addWorkbook, storeVersion, turnWorkbook } from './actions.ts';
export { sizeWords, TYPE_WORDS } from './file-type.ts';
export { readThingWords } from './forms.ts';
export { giveFile } from './give-actions.ts';
export { publishedWorkbooks, versionsOf, workbookForSale } from './store.ts';
export type { Version, WorkbookForSale } from './workbook.ts';
