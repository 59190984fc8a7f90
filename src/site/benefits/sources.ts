export type Source = { readonly words: string; readonly address: string };

/** What the sentences on evidence rest on: one line a finding. */
export const SOURCES: readonly Source[] = [
  {
    words: 'Group and one-to-one compared within the same study, 67 studies: Burlingame and others, 2016.',
    address: 'https://doi.org/10.1037/pst0000090',
  },
  {
    words: 'Bonds between members and outcome, 29 studies (a link, not a cause): Alldredge and others, 2021.',
    address: 'https://doi.org/10.1037/gdn0000135',
  },
  {
    words: 'One in five leaves early, 669 studies, groups and one-to-one alike: Swift and Greenberg, 2012.',
    address: 'https://doi.org/10.1037/a0028226',
  },
];
