/**
 * The npm package in a fresh Vite + React app and a fresh Vite + Vue app, built and shown in Chromium; and every real element held
 * against what `custom-elements.json` says of it.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { CustomElementDeclaration, Package } from 'custom-elements-manifest';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import type { Finding } from '../../../packages/client/diagnose.ts';
import visit from '../../../packages/elements/locales/zh-CN/visit.ts';
import { launchBrowser } from '../../kit/browser.ts';
import { PACKED } from '../../../scripts/pack.ts';
import { freshApp, packElements, type Packed } from '../../kit/packed.ts';

const both = (zh: string, en: string) => ({ 'zh-CN': zh, en });
const CARE = 'https://care.test';
const HOSPITAL = {
  ...{
    hospitalId: 'renhe',
    name: both('仁和医院', 'Renhe Hospital'),
    language: 'zh-CN',
    timeZone: 'Asia/Shanghai',
  },
  ...{ emergencyNumber: '120', phone: '010-1', childAge: 14, demo: false, departments: [] },
  consent: { version: '1', text: both('请知悉', 'Please know') },
};
const page = (script: string) =>
  `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>app</title><div id="app"></div><script type="module" src="${script}"></script></html>`;
const REACT = {
  'package.json': '{"private":true,"type":"module"}',
  'vite.config.js': `import react from '@vitejs/plugin-react'; export default { plugins: [react()] };`,
  'index.html': page('/main.jsx'),
  'main.jsx': `import { createRoot } from 'react-dom/client';
import { useState } from 'react';
import '@care-elements/elements/care-visit';
import { CareQueueStateEvent } from '@care-elements/elements/care-queue';
function App() {
  const [heard, hear] = useState('');
  return <main><care-visit server="${CARE}" hospital="renhe" elder oncare-queue-state={(event) => hear(event.state)} /><output>{heard}</output></main>;
}
window.tell = () => document.querySelector('care-visit').shadowRoot.firstElementChild.dispatchEvent(new CareQueueStateEvent('called'));
window.diagnose = () => import('@care-elements/elements/care-diagnose').then(({ CareDiagnose }) => CareDiagnose.diagnose());
createRoot(document.querySelector('#app')).render(<App />);`,
};
const VUE = {
  'package.json': '{"private":true,"type":"module"}',
  'vite.config.js': `import vue from '@vitejs/plugin-vue';
const isCustomElement = (tag) => tag.startsWith('care-');
export default { plugins: [vue({ template: { compilerOptions: { isCustomElement } } })] };`,
  'index.html': page('/main.js'),
  'main.js': `import { createApp } from 'vue'; import App from './App.vue'; createApp(App).mount('#app');`,
  'App.vue': `<script setup>
import { ref } from 'vue';
import { loadCare } from '@care-elements/elements';
const heard = ref('');
window.care = { loadCare };
window.ready = loadCare('care-visit', 'care-queue');
window.tell = () => import('@care-elements/elements/care-queue').then(({ CareQueueStateEvent }) =>
  document.querySelector('care-visit').shadowRoot.firstElementChild.dispatchEvent(new CareQueueStateEvent('called')));
</script>
<template><main><care-visit server="${CARE}" hospital="renhe" :elder="true" @care-queue-state="heard = $event.state" /><output>{{ heard }}</output></main></template>`,
};
const TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript',
  css: 'text/css',
};

describe('the npm package in an app', () => {
  let packed: Packed;
  let browser: Browser;
  before(async () => {
    [packed, browser] = await Promise.all([packElements(), launchBrowser()]);
  });
  after(async () => {
    await browser?.close();
    if (packed) rmSync(packed.folder, { recursive: true, force: true });
  });

  /** Builds the app and opens what came of it. */
  async function open(app: string): Promise<{ page: Page; trouble: string[] }> {
    await build({ root: app, logLevel: 'error', build: { minify: false, reportCompressedSize: false } });
    const context = await browser.newContext({ locale: 'zh-CN' });
    await context.route(`${CARE}/**`, (route) =>
      route.fulfill({ json: HOSPITAL, headers: { 'access-control-allow-origin': '*' } }),
    );
    await context.route('https://app.test/**', (route) => {
      const { pathname } = new URL(route.request().url());
      const file = join(app, 'dist', pathname === '/' ? 'index.html' : pathname);
      return existsSync(file)
        ? route.fulfill({ body: readFileSync(file), contentType: TYPES[file.split('.').at(-1)!]! })
        : route.fulfill({ status: 404, body: '' });
    });
    const page = await context.newPage();
    const trouble: string[] = [];
    page.on('pageerror', (error) => trouble.push(String(error)));
    await page.goto('https://app.test/');
    return { page, trouble };
  }
  async function shows({ page, trouble }: { page: Page; trouble: string[] }): Promise<void> {
    await page.locator('care-visit').getByRole('heading', { name: visit.whoTitle }).waitFor();
    assert.equal(
      await page.locator('care-visit').evaluate((element) => 'elder' in element && element.elder),
      true,
    );
    // From deep inside, as the queue's own would come.
    await page.evaluate('window.tell()');
    await page.locator('output').getByText('called').waitFor();
    assert.deepEqual(trouble, []);
  }

  it('React: renders, takes attributes, hears events', async () => {
    const opened = await open(
      freshApp(packed, 'react', REACT, ['react', 'react-dom', 'vite', '@vitejs/plugin-react']),
    );
    await shows(opened);
    // React has set properties, which are not reflected.
    assert.equal(await opened.page.locator('care-visit[hospital]').count(), 0);
    const { rows } = (await opened.page.evaluate('window.diagnose()')) as { rows: Finding[] };
    assert.equal(rows.find(({ check }) => check === 'origin')!.as, 'registered');
    await opened.page.context().close();
  });

  it('Vue: the same; and every element is as its manifest says', async () => {
    const opened = await open(freshApp(packed, 'vue', VUE, ['vue', 'vite', '@vitejs/plugin-vue']));
    await shows(opened);
    const manifest: Package = JSON.parse(readFileSync(join(PACKED, 'custom-elements.json'), 'utf8'));
    const elements = manifest.modules.map(({ declarations }) => declarations![0] as CustomElementDeclaration);
    const wrong = await opened.page.evaluate(async (all) => {
      const { loadCare } = (window as unknown as { care: { loadCare(...tags: string[]): Promise<void> } })
        .care;
      await loadCare(...all.map(({ tagName }) => tagName!));
      const wrong: string[] = [];
      for (const { tagName, name, attributes = [], members = [] } of all) {
        const element = document.createElement(tagName!) as HTMLElement & Record<string, unknown>;
        if (!customElements.get(tagName!)) wrong.push(`${tagName} is not defined`);
        if (element.constructor === HTMLElement) wrong.push(`${tagName} is no ${name}`);
        const { observedAttributes = [] } = element.constructor as { observedAttributes?: string[] };
        const known = attributes.map((attribute) => attribute.name);
        // An attribute without a property may be read when it is due.
        const fields = attributes
          .filter((attribute) => attribute.fieldName)
          .map((attribute) => attribute.name);
        for (const attribute of fields)
          if (!observedAttributes.includes(attribute)) wrong.push(`${tagName} does not watch ${attribute}`);
        for (const attribute of observedAttributes)
          if (!known.includes(attribute) && attribute !== 'title')
            wrong.push(`${tagName} says nothing of ${attribute}`);
        document.body.append(element);
        for (const member of members) {
          if (member.kind === 'method') {
            if (typeof element[member.name] !== 'function')
              wrong.push(`${tagName}.${member.name}() is missing`);
            if (!/^Promise</.test(member.return?.type?.text ?? ''))
              wrong.push(`${tagName}.${member.name}() promises nothing`);
            continue;
          }
          const { attribute, reflects } = member as { attribute?: string; reflects?: boolean };
          // A hospital would be asked for.
          if (!attribute || /^(hospital|server|visit|entry|protocol)$/.test(attribute)) continue;
          const type = member.type!.text;
          const value = type === 'boolean' ? true : (/'([^']+)'/.exec(type)?.[1] ?? 'en');
          element.setAttribute(attribute, type === 'boolean' ? '' : (value as string));
          if (element[member.name] !== value)
            wrong.push(`${tagName} ${attribute} does not set ${member.name}`);
          element.removeAttribute(attribute);
          element[member.name] = value;
          await element['updateComplete'];
          if (element.hasAttribute(attribute) !== !!reflects)
            wrong.push(`${tagName}.${member.name} reflects: ${!reflects}`);
        }
        element.remove();
      }
      return wrong;
    }, elements);
    assert.deepEqual(wrong, []);
    assert.ok(elements.length > 10);
    await opened.page.context().close();
  });
});
