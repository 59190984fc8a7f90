const FULL_TURN = 360;

/** Two decimals are finer than a screen's dot at the sizes we draw. */
export const rounded = (value: number): number => Number(value.toFixed(2));

/** The point at `radius` and `degrees` (clockwise from the top) round a centre on the diagonal. */
export const pointAt = (radius: number, degrees: number, centre = 0): readonly [number, number] => {
  const angle = (degrees * Math.PI * 2) / FULL_TURN;
  return [rounded(centre + radius * Math.sin(angle)), rounded(centre - radius * Math.cos(angle))];
};
