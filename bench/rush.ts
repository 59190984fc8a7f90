// Many buyers at once, each beginning anew as soon as the last purchase is through.
export type Rush = { readonly buyers: number; readonly seconds: number };
export type RushResult = { readonly done: number; readonly perSecond: number };

let begun = 0;

/** Runs for so long; what was begun is finished. `one` gets a number that is never given twice in this process. */
export const rush = async (
  { buyers, seconds }: Rush,
  one: (number: number) => Promise<unknown>,
): Promise<RushResult> => {
  const start = performance.now();
  let done = 0;
  const buyer = async () => {
    while (performance.now() - start < seconds * 1000) {
      begun += 1;
      await one(begun);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: buyers }, buyer));
  return { done, perSecond: (done * 1000) / (performance.now() - start) };
};
