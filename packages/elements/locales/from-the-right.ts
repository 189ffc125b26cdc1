/** Owns the way in which a page without the visit comes to Arabic words: after what lets them stand from right to left. */
export const fromTheRight =
  <T>(words: () => Promise<T>) =>
  async (): Promise<T> => {
    (await import('../base/direction.ts')).fromTheRight();
    return words();
  };
