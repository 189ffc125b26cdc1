/** A site that has signed its patient in, with a key of its own, on the real server with the built widgets: confirmed, not typed; the same patient again; refused in words. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { Browser, Page } from 'playwright-core';
import { v7 } from 'uuid';
import { launchBrowser } from '../../kit/browser.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';

const CDN = fileURLToPath(new URL('../../../dist/cdn', import.meta.url));
const ISSUER = 'https://www.renhe.example';
const CLAIMS = { name: '王秀英', birthdate: '1956-03-01', gender: 'female', phone_number: '138 0000 0000' };
const { CARE_SHOTS } = process.env;
let app: TestApp;
let careUrl: string;
let browser: Browser;
let sign: (sub: string) => Promise<string>;
let tokensAsked = 0;

before(async () => {
  app = await openTestApp({ cdnDir: CDN });
  careUrl = (await app.listen()).url;
  browser = await launchBrowser();
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'ES256' }] };
  const token = await app.tokenOf('renhe', 'fang', 'administrator');
  const trusted = await app.call('PUT', '/renhe/host-issuers', { token, body: { issuer: ISSUER, jwks } });
  assert.equal(trusted.status, 200, JSON.stringify(trusted.body));
  sign = (sub) => (
    tokensAsked++,
    new SignJWT(CLAIMS)
      .setProtectedHeader({ alg: 'ES256', kid: 'one' })
      .setIssuer(ISSUER)
      .setAudience('care:renhe')
      .setSubject(sub)
      .setIssuedAt()
      .setExpirationTime('5m')
      .setJti(v7())
      .sign(privateKey)
  );
});
after(async () => {
  await browser?.close();
  await app?.close();
});

interface Told {
  type: string;
  state?: string;
  code?: string | null;
  from?: string | null;
}
/** A device of its own, with the host's page. */
async function open(attributes: string, sub?: string, lang = 'zh-CN') {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: lang });
  const page = await context.newPage();
  const posted: { path: string; body: Record<string, unknown> }[] = [];
  const console_: string[] = [];
  page.on('console', (message) => console_.push(message.text()));
  page.on('request', (request) => {
    if (request.method() === 'POST')
      posted.push({ path: new URL(request.url()).pathname, body: JSON.parse(request.postData() || '{}') });
  });
  if (sub) await page.exposeFunction('sign', () => sign(sub));
  await page.addInitScript(() => {
    const told: unknown[] = [];
    Object.assign(window, { told });
    for (const end of ['sign-in', 'opened', 'triage', 'choose-department', 'emergency', 'waiting', 'closed'])
      document.addEventListener(`care-visit-${end}`, (event) => {
        const { type, state, code, from } = event as unknown as Told;
        told.push({ type, state, code, from });
      });
  });
  await page.route(`${careUrl}/page.html`, (route) =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      body: `<!doctype html><html lang="${lang}"><meta name="viewport" content="width=device-width">
        <care-visit hospital="renhe" ${attributes}></care-visit>
        <script>if (window.sign) document.querySelector('care-visit').getToken = () => window.sign()</script>
        <script type="module" src="/care.js"></script>`,
    }),
  );
  await page.goto(`${careUrl}/page.html`);
  const told = () => page.evaluate(() => (window as unknown as { told: Told[] }).told);
  const shot = async (name: string) =>
    CARE_SHOTS && page.screenshot({ path: `${CARE_SHOTS}/host-${name}-${lang}.png` });
  return { page, visit: page.locator('care-visit'), posted, console: console_, told, shot, context };
}
/** From the confirmed details to the visit. */
async function register(page: Page): Promise<void> {
  const visit = page.locator('care-visit');
  await visit.getByRole('heading', { name: '这些信息对吗？' }).waitFor();
  await visit.getByRole('button', { name: '继续' }).click();
  await visit.getByText('没有已知的过敏').click();
  await visit.getByRole('button', { name: '继续' }).click();
  await visit.getByRole('checkbox').check();
  await visit.getByRole('button', { name: '开始就诊' }).click();
}
const patientOf = async (page: Page) => {
  const { token, visitId } = await page.evaluate((): { token: string; visitId: string } => {
    const key = Object.keys(localStorage).find((one) => one.endsWith(':renhe:patient'))!;
    return JSON.parse(localStorage.getItem(key)!);
  });
  const { body } = await app.call('GET', `/renhe/visits/${visitId}`, { token });
  return { token, visitId, patientId: body.patient.patientId as string };
};

test('a patient whom the site has signed in', { timeout: 120_000 }, async (t) => {
  let first: Awaited<ReturnType<typeof patientOf>>;

  await t.test('confirms what the site says, and goes straight to the questions it names', async () => {
    const { page, visit, posted, told, shot, context } = await open('start-at="headache"', 'u-1');
    await visit.getByRole('heading', { name: '这些信息对吗？' }).waitFor();
    const shown = await visit.locator('dl').innerText();
    for (const fact of ['王秀英', '1956年3月1日', '女', '138 0000 0000'])
      assert.ok(shown.includes(fact), `${fact} in ${shown}`);
    assert.equal(await visit.locator('input').count(), 0, 'nothing is typed');
    await shot('confirm');
    await register(page);
    await visit.locator('care-triage [part=options] .row').first().waitFor();
    await shot('question');
    const asked = posted.find(({ path }) => path.endsWith('/triage/questions'))!;
    assert.match(JSON.stringify(asked.body), /headache/);
    first = await patientOf(page);
    // Until the result, what can't be answered is not sure.
    const result = visit.locator('care-triage-result h1');
    const more = visit.locator('care-triage [part=options] .row', { hasText: /说不清|不清楚|不确定/ }).last();
    await Promise.race([more.click(), result.waitFor()]);
    await page.waitForFunction(() =>
      (window as unknown as { told: Told[] }).told.some(({ type }) => type === 'care-visit-opened'),
    );
    assert.deepEqual(
      (await told()).map(({ type, state }) => [type, state]),
      [
        ['care-visit-sign-in', 'accepted'],
        ['care-visit-opened', undefined],
      ],
    );
    await context.close();
  });

  await t.test(
    'goes on with the open visit on another device, also when the session there ends',
    async () => {
      const { page, visit, context } = await open('', 'u-1');
      await visit.getByRole('heading', { name: '哪里不舒服？' }).waitFor();
      assert.equal((await patientOf(page)).visitId, first.visitId);
      // As if the server had let it run out.
      await page.evaluate(() => {
        const key = Object.keys(localStorage).find((one) => one.endsWith(':renhe:patient'))!;
        localStorage.setItem(
          key,
          JSON.stringify({ ...JSON.parse(localStorage.getItem(key)!), token: 'gone' }),
        );
      });
      const before = tokensAsked;
      await page.reload();
      await visit.getByRole('heading', { name: '哪里不舒服？' }).waitFor();
      assert.equal((await patientOf(page)).visitId, first.visitId);
      assert.ok(tokensAsked > before);
      const { token, visitId } = first;
      const closed = await app.call('POST', `/renhe/visits/${visitId}/close`, { token, body: {} });
      assert.equal(closed.status, 200);
      await context.close();
    },
  );

  await t.test('is the same patient on the next visit; an unknown start is told in the console', async () => {
    const { page, visit, console, context } = await open('start-at="nonsense"', 'u-1');
    await register(page);
    await visit.getByRole('heading', { name: '哪里不舒服？' }).waitFor();
    assert.ok(console.some((line) => line.includes('start-at="nonsense"')));
    const next = await patientOf(page);
    assert.notEqual(next.visitId, first.visitId);
    assert.equal(next.patientId, first.patientId);
    await context.close();
  });

  await t.test('may correct it: the fields hold what the site said', async () => {
    const { visit, shot, context } = await open('', 'u-2', 'en');
    await visit.getByRole('heading', { name: 'Are these details right?' }).waitFor();
    await shot('confirm');
    await visit.getByRole('button', { name: 'Something is wrong' }).click();
    assert.equal(await visit.getByLabel('full name').inputValue(), '王秀英');
    assert.equal(await visit.getByLabel('Date of birth').inputValue(), '1956-03-01');
    assert.ok(await visit.getByRole('radio', { name: 'Female' }).isChecked());
    assert.equal(await visit.getByLabel('Phone').inputValue(), '138 0000 0000');
    await shot('correct');
    await context.close();
  });

  await t.test('with a token that is refused, registers by hand', async () => {
    for (const lang of ['zh-CN', 'en']) {
      const { visit, told, console, shot, context } = await open('token="no.such.token"', undefined, lang);
      const words = lang === 'en' ? 'We could not take over your details' : '没能从本网站取到您的信息';
      await visit.getByText(words).waitFor();
      assert.ok(await visit.locator('input[name=name]').isVisible());
      assert.deepEqual(
        (await told()).map(({ type, state, code }) => [type, state, code]),
        [['care-visit-sign-in', 'refused', 'token-invalid']],
      );
      assert.ok(console.some((line) => line.includes('token-invalid')));
      await shot('refused');
      await context.close();
    }
  });
});
