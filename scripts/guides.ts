/** Owns `npm run guides`: writes docs/guides from the guides that the setup page shows. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { code, GUIDES, type GuideText } from '../packages/elements/guides/code.ts';
import type { Choice } from '../packages/elements/guides/snippet.ts';
import en from '../packages/elements/locales/en/guides.ts';
import zh from '../packages/elements/locales/zh-CN/guides.ts';

const folder = join(import.meta.dirname, '../docs/guides');
const EXAMPLE: Choice = {
  ...{ server: 'https://care.example', hospital: 'renhe', tag: 'care-visit' },
  ...{ lang: '', theme: '', brand: '', elder: false },
};
const KINDS: Record<string, string> = {
  ...{ wordpress: 'php', shortcode: 'text', reactNew: 'sh', vueNew: 'sh', dev: 'sh' },
  ...{ reactTypes: 'ts', react: 'tsx', vueConfig: 'ts', vue: 'vue' },
};

/** `note` follows what the guide says of itself; Chinese sentences have no space between them. */
function page({ title, about, steps }: GuideText, note: string): string {
  const lines = steps.map((step, at) => {
    const [text, key] = typeof step === 'string' ? [step] : step;
    const head = `${at + 1}. ${text.replaceAll('<', '\\<')}`;
    if (!key) return head;
    const body = code[key](EXAMPLE).replace(/^(?=.)/gm, '   ');
    return `${head}\n\n   \`\`\`${KINDS[key] ?? 'html'}\n${body}\n   \`\`\``;
  });
  return `# ${title}\n\n${about}${note}\n\n${lines.join('\n\n')}\n`;
}

/** File name -> text, in both languages. */
export const guidePages = (): Map<string, string> =>
  new Map(
    GUIDES.flatMap((id): [string, string][] => [
      [
        `${id}.md`,
        page(
          en[id],
          ' Here the Care server is `https://care.example` and the hospital `renhe`; the setup page (`https://care.example/setup.html`) fills in yours.',
        ),
      ],
      [
        `${id}.zh-CN.md`,
        page(
          zh[id],
          '示例中服务器是 `https://care.example`，医院是 `renhe`；设置页（`https://care.example/setup.html`）会填好您自己的。',
        ),
      ],
    ]),
  );

if (import.meta.main) {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of guidePages()) writeFileSync(join(folder, name), text);
}
