/** The demo and a browser for the tests of one file, and whoever sits down at it. */
import { after, afterEach, before } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../kit/browser.ts';
import { startDemo, type Demo } from '../kit/start-demo.ts';
import { sitDown, type Person } from './people.ts';

export interface DemoPeople {
  /** Once the tests run. */
  readonly demo: Demo;
  /** At a page, until the test ends: then what went wrong there is printed. */
  sit(url: string, width: number, height: number): Promise<Person>;
  /** Gone at once, as when a browser dies. */
  leave(person: Person): Promise<void>;
  /** What somebody sees now, with CARE_SHOTS=DIR; at a test's end everybody's last sight is kept. */
  shot(person: Person, name: string): Promise<void>;
}

/** `name` begins the names of its pictures. `open`: the browser. */
export function demoPeople(name: string, open: () => Promise<Browser> = launchBrowser): DemoPeople {
  let demo: Demo | undefined;
  let browser: Browser | undefined;
  const people: Person[] = [];
  let ended = 0;
  const shot = async ({ page }: Person, what: string) => {
    const { CARE_SHOTS } = process.env;
    if (CARE_SHOTS) await page.screenshot({ path: `${CARE_SHOTS}/${name}-${what}.png` });
  };
  before(async () => {
    demo = await startDemo();
    browser = await open();
  });
  after(async () => {
    await browser?.close();
    await demo?.stop();
  });
  afterEach(async () => {
    ended++;
    for (const [i, person] of people.splice(0).entries()) {
      await shot(person, `last-${ended}-${i}`).catch(() => undefined);
      if (person.trouble.length > 0) console.log(person.trouble.join('\n'));
      await person.context.close();
    }
  });
  return {
    get demo() {
      return demo!;
    },
    async sit(url, width, height) {
      const person = await sitDown(browser!, url, width, height);
      people.push(person);
      return person;
    },
    async leave(person) {
      people.splice(people.indexOf(person), 1);
      await person.context.close();
    },
    shot,
  };
}
