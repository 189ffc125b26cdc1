/** The bell: it rings once a call, sleeps in between, and gives the page its title back, unless the page has another. */
import { armBell, callInTitle, ring } from '../../packages/elements/controls/bell.ts';
import { equal, until } from '../kit/expect.ts';

describe('the bell', () => {
  const RealContext = window.AudioContext;
  afterEach(() => {
    window.AudioContext = RealContext;
  });

  it('rings once a call: two notes, then it sleeps', async () => {
    let notes = 0;
    let context: AudioContext | undefined;
    window.AudioContext = class extends RealContext {
      constructor() {
        super();
        // eslint-disable-next-line @typescript-eslint/no-this-alias
        context = this;
      }
      override createOscillator() {
        notes++;
        return super.createOscillator();
      }
    };
    armBell();
    await until(() => context?.state === 'suspended', 'armed, and asleep');
    equal(notes, 0);
    ring('one');
    ring('one');
    await until(() => notes === 2);
    await until(() => context?.state === 'suspended', 'asleep again');
    equal(notes, 2);
    ring('two');
    await until(() => notes === 4);
  });

  it('stands before the page’s title, and leaves a title that the page has set meanwhile', () => {
    const before = document.title;
    document.title = 'Hospital';
    callInTitle('Your turn');
    equal(document.title, 'Your turn · Hospital');
    callInTitle('轮到您了');
    equal(document.title, '轮到您了 · Hospital', 'in another language, once');
    callInTitle(null);
    callInTitle(null);
    equal(document.title, 'Hospital');
    callInTitle('Your turn');
    document.title = 'News';
    callInTitle(null);
    equal(document.title, 'News');
    document.title = before;
  });
});
