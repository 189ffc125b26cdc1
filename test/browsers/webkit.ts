/** A visit in WebKit, Safari's engine, in a build that has no WebRTC: it says so before a place is taken, and the visit goes on without. Needs WebKitGTK's driver. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { pickPort } from '../../server/child.ts';
import result from '../../packages/elements/locales/zh-CN/triage-result.ts';
import stage from '../../packages/elements/locales/zh-CN/visit-stage.ts';
import desk from '../../packages/elements/locales/zh-CN/desk.ts';
import { launchBrowser } from '../kit/browser.ts';
import { startDemo } from '../kit/start-demo.ts';
import { until } from '../e2e/call-kit.ts';
import { signInDoctor, sitDown } from '../e2e/people.ts';

const DRIVER = '/usr/bin/WebKitWebDriver';
export const findWebkit = (): string | undefined =>
  existsSync(DRIVER) && existsSync('/usr/bin/Xvfb')
    ? ['4.1', '4.0']
        .map(
          (v) =>
            `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu/webkit2gtk-${v}/MiniBrowser`,
        )
        .find((file) => existsSync(file))
    : undefined;

interface Webkit {
  go(url: string): Promise<void>;
  run<T>(script: string, ...args: unknown[]): Promise<T>;
  shot(file: string): Promise<void>;
  close(): Promise<void>;
}

/** WebDriver (W3C) over HTTP; the few commands that a visit needs. */
async function openWebkit(): Promise<Webkit> {
  const children: ChildProcess[] = [];
  const display = `:${90 + (process.pid % 900)}`;
  children.push(
    spawn('/usr/bin/Xvfb', [display, '-screen', '0', '480x900x24', '-nolisten', 'tcp'], { stdio: 'ignore' }),
  );
  const port = await pickPort();
  const env = {
    ...process.env,
    DISPLAY: display,
    LC_ALL: 'C.UTF-8',
    LANGUAGE: 'zh_CN',
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
  };
  children.push(spawn(DRIVER, [`--port=${port}`], { stdio: 'ignore', env }));
  const call = async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const { value } = (await answer.json()) as { value: { message?: string } & Record<string, unknown> };
    if (!answer.ok) throw new Error(`WebKit: ${value?.message}`);
    return value as never;
  };
  let session = '';
  await until(
    () =>
      call('POST', '/session', {
        capabilities: {
          alwaysMatch: { 'webkitgtk:browserOptions': { binary: findWebkit()!, args: ['--automation'] } },
        },
      }).then(
        ({ sessionId }: { sessionId: string }) => ((session = `/session/${sessionId}`), true),
        () => false,
      ),
    'WebKit has started',
  );
  return {
    go: (url) => call('POST', `${session}/url`, { url }),
    run: (script, ...args) => call('POST', `${session}/execute/sync`, { script, args }),
    shot: async (file) => writeFile(file, Buffer.from(await call('GET', `${session}/screenshot`), 'base64')),
    async close() {
      await call('DELETE', session).catch(() => {});
      for (const child of children.reverse()) child.kill('SIGKILL');
    },
  };
}

/** Everything below a root, through open shadow roots. */
const DEEP = `const deep = (root, found = []) => { for (const e of root.querySelectorAll('*')) { found.push(e); if (e.shadowRoot) deep(e.shadowRoot, found); } return found; };
const seen = (e) => e.getClientRects().length > 0;`;

/** Throws where something does not work; returns what was seen, in a sentence. */
export async function visitInWebkit(shots?: string): Promise<string> {
  const demo = await startDemo();
  const browser = await launchBrowser();
  const webkit = await openWebkit();
  const says = (text: string) =>
    until(
      () =>
        webkit.run<boolean>(
          `${DEEP} return deep(document).some((e) => seen(e) && e.textContent.includes(arguments[0]) && !e.querySelector('*'));`,
          text,
        ),
      `WebKit shows “${text}”`,
    );
  const tap = (selector: string, text = '') =>
    until(
      () =>
        webkit.run<boolean>(
          `${DEEP} const e = deep(document).find((e) => seen(e) && e.matches(arguments[0]) && (!arguments[1] || e.textContent.trim() === arguments[1])); e?.click(); return !!e;`,
          selector,
          text,
        ),
      `WebKit can press ${selector} ${text}`,
    );
  const type = (name: string, value: string) =>
    until(
      () =>
        webkit.run<boolean>(
          `${DEEP} const e = deep(document).find((e) => seen(e) && e.matches(arguments[0])); if (!e) return false; e.value = arguments[1]; e.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true })); return true;`,
          name,
          value,
        ),
      `WebKit can type ${name}`,
    );
  try {
    await webkit.go(`${demo.renheUrl}/internet-hospital.html`);
    if (await webkit.run<boolean>(`return 'RTCPeerConnection' in window`))
      return 'this WebKit has WebRTC: there is nothing to say before the queue';
    await type('input[name=name]', '王秀英');
    await type('input[name=birthDate]', '1956-03-01');
    await tap('input[name=sex][value=female]');
    await type('input[name=phone]', '13800000000');
    await tap('form .act');
    await tap('input[name="allergies/status"]');
    await tap('form .act');
    await tap('input[type=checkbox]');
    await tap('form .act');
    await type('textarea', '嗓子疼两天，有点咳嗽');
    await tap('button.row:not([aria-label])', '嗓子疼');
    // None of the danger signs, and of the rest the first, until there is a result.
    await until(
      async () => {
        if (
          await webkit.run<boolean>(
            `${DEEP} return deep(document).some((e) => e.localName === 'care-triage-result' && e.shadowRoot?.querySelector('[part=no-video]'));`,
          )
        )
          return true;
        await webkit.run(
          `${DEEP} const all = deep(document).filter(seen); const asked = all.find((e) => e.localName === 'care-triage');
         if (!asked) return; const inside = deep(asked.shadowRoot).filter(seen);
         const press = (test) => { const e = inside.find(test); e?.click(); return !!e; };
         press((e) => e.localName === 'button' && /^(以上都没有|没有量过，跳过|36–37.2 ℃，不发烧|轻，不影响做事)$/.test(e.textContent.trim()))
           || (inside.some((e) => e.matches('input:checked')) && press((e) => e.matches('.foot .act')))
           || press((e) => e.matches('.rows button.row'));`,
        );
        return false;
      },
      'WebKit has a triage result that says that there is no video',
      90_000,
    );
    await says(result.noVideo);
    if (shots) await webkit.shot(`${shots}/webkit-result.png`);
    await tap('label', result.modes['phone']!);
    await tap('.act');
    const doctor = await sitDown(browser, `${demo.staffUrl}/desk.html`, 1280, 800);
    await until(
      () => webkit.run<boolean>(`${DEEP} return deep(document).some((e) => e.localName === 'care-queue');`),
      'WebKit waits in the queue',
    );
    const title = await webkit.run<string>(
      `${DEEP} const q = deep(document).find((e) => e.localName === 'care-queue'); return deep(q.shadowRoot).find((e) => e.localName === 'h1')?.textContent ?? '';`,
    );
    const department = /您在(.+?)候诊/.exec(title)?.[1];
    if (!department) throw new Error(`WebKit: no department in “${title}”`);
    await signInDoctor(doctor, 'zhao', department);
    const d = doctor.page.locator('care-desk');
    await d.getByText(desk.byPhone).first().waitFor();
    await d.getByRole('button', { name: desk.callNext }).click();
    await d.getByText(desk.byPhoneMore).waitFor();
    await says(stage.phoneSoon('13800000000'));
    await tap('.act', stage.enter);
    await until(
      () => webkit.run<boolean>(`${DEEP} return deep(document).some((e) => e.localName === 'care-chat');`),
      'WebKit has the conversation',
    );
    if (shots) await webkit.shot(`${shots}/webkit-visit.png`);
    return 'WebKit has no WebRTC: it is said before the queue, a call back by telephone is chosen, and the doctor reads the number';
  } finally {
    await webkit.close();
    await browser.close();
    await demo.stop();
  }
}
