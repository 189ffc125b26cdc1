/** Facts as a rule reads them: reading one that is absent ends the rule with `Missing`, so that no rule can take it for a pass. */

/** The fact that was needed and is not there; `path` as `prescription.items.0.days`. */
export class Missing extends Error {
  readonly path: string;
  constructor(path: string) {
    super(`${path} is not known.`);
    this.name = 'Missing';
    this.path = path;
  }
}

/** The same with nothing optional. */
export type Known<T> = T extends readonly (infer E)[]
  ? readonly Known<E>[]
  : T extends object
    ? { readonly [K in keyof T]-?: Known<Exclude<T[K], undefined>> }
    : T;

/** A view of `facts` whose every read gives a fact, or throws `Missing`. */
export function known<T extends object>(facts: T, path = ''): Known<T> {
  return new Proxy(facts, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      if (typeof key === 'symbol' || typeof value === 'function') return value;
      const here = path ? `${path}.${key}` : key;
      if (value === undefined && !Array.isArray(target)) throw new Missing(here);
      return typeof value === 'object' && value !== null ? known(value, here) : value;
    },
  }) as Known<T>;
}
