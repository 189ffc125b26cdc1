/** A part that cannot be fetched is asked for again until it is there, and its host is told both times. */
import type { ReactiveControllerHost } from 'lit';
import { FetchPart } from '../../packages/elements/widgets/fetch-part.ts';
import { assert, equal, until } from '../kit/expect.ts';

describe('a part of a screen', () => {
  const hostOf = () => {
    const told: number[] = [];
    const host = {
      addController: () => {},
      requestUpdate: () => void told.push(1),
    } as unknown as ReactiveControllerHost;
    return { host, told };
  };

  it('is fetched once, however often the screen is drawn', async () => {
    const { host, told } = hostOf();
    let asked = 0;
    const part = new FetchPart(host, async () => ++asked);
    for (let i = 0; i < 3; i++) part.ask();
    await Promise.resolve();
    equal([asked, part.late, told.length], [1, false, 0]);
  });

  it('says that it is late, and no more once it came', async function () {
    this.timeout(10_000);
    const { host, told } = hostOf();
    let asked = 0;
    const part = new FetchPart(host, () =>
      ++asked < 2 ? Promise.reject(new Error('network')) : Promise.resolve(),
    );
    part.ask();
    await until(() => part.late);
    part.ask();
    equal([asked, told.length], [1, 1]);
    await new Promise((done) => setTimeout(done, 3500));
    equal([asked, part.late, told.length], [2, false, 2]);
  });

  it('asks no more for a screen that is gone', async function () {
    this.timeout(10_000);
    const { host } = hostOf();
    let asked = 0;
    const part = new FetchPart(host, () => (asked++, Promise.reject(new Error('network'))));
    part.ask();
    await until(() => part.late);
    part.hostDisconnected();
    await new Promise((done) => setTimeout(done, 3500));
    equal(asked, 1);
    part.ask();
    assert(asked === 2, 'and again when it is back');
  });
});
