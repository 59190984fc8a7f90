/** The few words for whoever started the program; everything else goes to the log. */
export const say = (...lines: readonly string[]): void => {
  for (const line of lines) console.log(line);
};

/** Why it did not start, or stopped. */
export const complain = (...lines: readonly string[]): void => {
  for (const line of lines) console.error(line);
};
