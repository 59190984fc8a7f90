/** The words of one version, as they are written. */
export type AgreementWords = { readonly title: string; readonly body: string };

/** What a page showed when it was opened: the newest version, 0 before the first, and the number of the draft, 0 before any. */
export type Seen = { readonly over: number; readonly revision: number };

export type PublishRefusal =
  /** Nothing is being written. */
  | { readonly because: 'no-draft' }
  /** Somebody published a version since this one was looked at. */
  | { readonly because: 'published-meanwhile' }
  /** Somebody wrote on: these are not the words that were looked at. */
  | { readonly because: 'written-meanwhile' }
  /** Word for word what stands already: a new version would make people sign the same again. */
  | { readonly because: 'nothing-new' };

/** Whether a draft may become the version after `newest`: only as it was looked at, and over what was the newest then. */
export const judgePublishing = (
  draft: (AgreementWords & { readonly revision: number }) | undefined,
  newest: (AgreementWords & { readonly version: number }) | undefined,
  seen: Seen,
): PublishRefusal | undefined => {
  if (!draft) return { because: 'no-draft' };
  if ((newest?.version ?? 0) !== seen.over) return { because: 'published-meanwhile' };
  if (draft.revision !== seen.revision) return { because: 'written-meanwhile' };
  return newest && newest.title === draft.title && newest.body === draft.body
    ? { because: 'nothing-new' }
    : undefined;
};

/** A version as one text, to be compared. */
export const asText = ({ title, body }: AgreementWords): string => `${title}\n\n${body}`;

/** Where a practice may begin that has no agreement yet. Every line of it is to be read and made one's own. */
export const STARTER: AgreementWords = {
  title: 'Our group agreement',
  body: `We read these promises together at the first meeting. Ask about anything that is not clear.

# What is said here stays here

You may tell people outside what you learned and how you are. You do not say who else is in the group, or what they said. This holds after you have left, too. No recordings and no photos.

Facilitators keep what they hear private. The law sets limits to this, for example when somebody is in serious danger. Where we can, we speak with you first.

# Being there

Come when you can, and on time. If you cannot come, tell us before. If you want to stop, tell us, and come once more to say goodbye if you can.

# With each other

Nobody has to share anything they do not want to. Speak about yourself, and ask before you give advice. Say it when something hurts.

Messages outside the meetings are fine only when both have said yes.

# Danger

A group is not an emergency service, and nobody watches this site in real time. If you are not safe, call your crisis line or emergency number.`,
};
