/** The few globals that Web Test Runner's mocha gives an element test. */
export {};

type Body = (this: { timeout(ms: number): void }) => void | Promise<void>;
declare global {
  function describe(name: string, body: () => void): void;
  const it: { (name: string, body: Body): void; skip(name: string): void };
  function before(body: Body): void;
  function after(body: Body): void;
  function beforeEach(body: Body): void;
  function afterEach(body: Body): void;
}
