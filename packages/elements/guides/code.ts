/** Owns the code of the guides, which is the same in every language: filled with what was chosen. Pure. */
import { scriptLine, snippet, spoken, tagLine, type Choice } from './snippet.ts';

const indented = (text: string, by: number): string => text.replaceAll('\n', `\n${' '.repeat(by)}`);
/** JSX and Vue templates close a tag in the same way; a style is an object in JSX alone. */
const jsx = (choice: Choice): string =>
  tagLine(choice).replace(/ style="([^:]+): ([^"]+)"/, ` style={{ '$1': '$2' } as React.CSSProperties}`);

const langOf = (c: Choice): string => spoken(c) || c.language || 'zh-CN';
const TITLES: Record<string, string> = {
  ...{ 'zh-CN': '在线就诊', 'zh-TW': '線上就診', 'zh-HK': '在線就診' },
  ...{ en: 'Online visit', ar: 'زيارة عبر الإنترنت' },
};

export const code = {
  both: (c: Choice) => snippet(c),
  page: (c: Choice) => `<!doctype html>
<html lang="${langOf(c)}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${TITLES[langOf(c)]}</title>
    ${scriptLine(c)}
  </head>
  <body>
    ${tagLine(c)}
  </body>
</html>`,
  gbk: (c: Choice) => `<html lang="${langOf(c)}">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=gbk">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>在线就诊</title>
</head>
<body>
${snippet(c)}
</body>
</html>`,
  wordpress: (c: Choice) => `<?php
/**
 * Plugin Name: Care visit
 * Description: The shortcode [care_visit] shows the online visit.
 */
add_shortcode( 'care_visit', function () {
	return <<<'HTML'
${snippet(c)}
HTML;
} );`,
  shortcode: () => '[care_visit]',
  dedecms: (c: Choice) => `<!DOCTYPE html>
<html lang="${langOf(c)}">
<head>
<meta http-equiv="Content-Type" content="text/html; charset={dede:global.cfg_soft_lang/}" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>在线就诊_{dede:global.cfg_webname/}</title>
<link href="{dede:global.cfg_templets_skin/}/style/dedecms.css" rel="stylesheet" type="text/css" />
</head>
<body>
{dede:include filename="head.htm"/}
${snippet(c)}
{dede:include filename="footer.htm"/}
</body>
</html>`,
  reactNew: () =>
    'npm create --yes vite@latest visit -- --template react-ts --no-interactive\ncd visit\nnpm install',
  script: (c: Choice) => scriptLine(c),
  htmlLang: (c: Choice) => `<html lang="${langOf(c)}">`,
  reactTypes: (c: Choice) => `import type { DetailedHTMLProps, HTMLAttributes } from 'react';

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      '${c.tag}': DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement> & {
        hospital: string;
        theme?: string;
        elder?: boolean | '';
      };
    }
  }
}`,
  react: (c: Choice) => `export default function App() {
  return (
    <main>
      ${indented(jsx(c).replace(' elder>', ' elder="">').replace(' elder ', ' elder="" '), 6)}
    </main>
  );
}`,
  dev: () => 'npm run dev',
  vueNew: () =>
    'npm create --yes vite@latest visit -- --template vue-ts --no-interactive\ncd visit\nnpm install',
  vueConfig: () => `import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [
    vue({ template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('care-') } } }),
  ],
});`,
  vue: (c: Choice) => `<template>
  <main>
    ${tagLine(c)}
  </main>
</template>`,
  wechat: (c: Choice) => `<!doctype html>
<html lang="${langOf(c)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>在线就诊</title>
${scriptLine(c)}
</head>
<body style="margin: 0">
${tagLine(c)}
</body>
</html>`,
} satisfies Record<string, (choice: Choice) => string>;
export type CodeKey = keyof typeof code;

export const GUIDES = ['html', 'gbk', 'wordpress', 'dedecms', 'react', 'vue', 'wechat'] as const;
export type GuideId = (typeof GUIDES)[number];

/** A guide's words; a step is a sentence, or one with the code that it speaks of. */
export interface GuideText {
  title: string;
  about: string;
  steps: (string | [text: string, code: CodeKey])[];
}
