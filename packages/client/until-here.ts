/** Owns patience with the network where a part of the program is fetched: asks again until it is there. Fulfils, or waits on. */
export const untilHere = <T>(fetch: () => Promise<T>): Promise<T> =>
  fetch().catch(() => new Promise((here) => setTimeout(() => here(untilHere(fetch)), 3000)));
