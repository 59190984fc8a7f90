/** A person who has proved to be who they say, for this request. */
export type SignedIn = {
  readonly personId: string;
  readonly name: string;
  readonly roles: readonly ('owner' | 'front-desk' | 'facilitator')[];
};
