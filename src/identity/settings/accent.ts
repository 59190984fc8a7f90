/** What an owner picked on the page of colors: a ready dye, a color of their own, or nothing that can be read. */
export type ColorWish = { readonly dye: string; readonly own: string };

/** The text that was meant: the typed color where that was chosen, else the dye. */
export const wishedText = ({ dye, own }: ColorWish): string => (dye === 'own' ? own : dye);
