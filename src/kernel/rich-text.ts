/** What a line of words may hold. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'break' }
  | { readonly kind: 'strong' | 'em'; readonly parts: readonly Inline[] }
  /** `to` leads to http(s), mailto, tel, a path of this site, or a place on the page. */
  | { readonly kind: 'link'; readonly to: string; readonly parts: readonly Inline[] };

/** What a text is made of. There is no other kind: what people write becomes one of these, or plain words. */
export type Block =
  | { readonly kind: 'paragraph'; readonly parts: readonly Inline[] }
  | { readonly kind: 'heading'; readonly depth: number; readonly parts: readonly Inline[] }
  | {
      readonly kind: 'list';
      /** The first number; undefined for a list without numbers. */
      readonly from: number | undefined;
      readonly items: readonly (readonly Block[])[];
    }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  | { readonly kind: 'rule' };

/** The words of parts alone, without markup. */
export const plainWords = (parts: readonly Inline[]): string =>
  parts
    .map((part) => {
      if (part.kind === 'text') return part.text;
      return part.kind === 'break' ? ' ' : plainWords(part.parts);
    })
    .join('');
