/** Owns traditional Chinese: our words for Taiwan and Hong Kong, converted from zh-CN, with terms that a converter gets wrong. `npm run i18n -- --write` writes the files. */
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Converter } from 'opencc-js';

export type Region = 'zh-TW' | 'zh-HK';
const locales = join(import.meta.dirname, '../packages/elements/locales');

/** Simplified -> Taiwan's and Hong Kong's term, where OpenCC says another thing, or a patient there says it otherwise. */
export const TERMS: Record<string, readonly [tw: string, hk: string]> = {
  视频: ['視訊', '視像'],
  摄像头: ['鏡頭', '鏡頭'],
  麦克风: ['麥克風', '咪高峰'],
  发红: ['發紅', '發紅'],
  质量: ['品質', '質素'],
  短信: ['簡訊', '短訊'],
  信息: ['資訊', '資訊'],
  登录: ['登入', '登入'],
  链接: ['連結', '連結'],
  屏幕: ['螢幕', '螢幕'],
  默认: ['預設', '預設'],
  数据: ['資料', '數據'],
  二维码: ['QR Code', '二維碼'],
  处方笺: ['處方箋', '處方箋'],
  上传: ['上傳', '上載'],
  下载: ['下載', '下載'],
  文件: ['檔案', '檔案'],
  用户名: ['使用者名稱', '用戶名稱'],
  写明了: ['寫明了', '寫明了'],
};

const converters = {
  'zh-TW': Converter({ from: 'cn', to: 'twp' }),
  'zh-HK': Converter({ from: 'cn', to: 'hk' }),
};
const terms = new RegExp(`(${Object.keys(TERMS).join('|')})`);

/** Names of the two catalogs stay what they are: `'zh-CN'` is no word. */
export function convert(text: string, region: Region): string {
  const at = region === 'zh-TW' ? 0 : 1;
  return text
    .split(terms)
    .map((part) => TERMS[part]?.[at] ?? converters[region](part))
    .join('');
}

// Whoever changes a sentence of zh-CN is stopped by `npm run i18n`, which says what to do, not by the types of two copies.
const note = '// @ts-nocheck\n/** Written by `npm run i18n -- --write` from zh-CN. */\n';

/** What each file has to hold, by its path under `locales`. */
function converted(): Record<string, string> {
  const all: Record<string, string> = {};
  for (const region of ['zh-TW', 'zh-HK'] as const)
    for (const file of globSync('zh-CN/*.ts', { cwd: locales })) {
      const source = readFileSync(join(locales, file), 'utf8');
      const body = source.replace(/^\/\*\*[^]*?\*\/\n/, '');
      all[`${region}/${basename(file)}`] = note + convert(body, region);
    }
  return all;
}

/** Files that are not what zh-CN says now. */
export const stale = (): string[] =>
  Object.entries(converted())
    .filter(([file, text]) => {
      try {
        return readFileSync(join(locales, file), 'utf8') !== text;
      } catch {
        return true;
      }
    })
    .map(([file]) => file);

export function write(): void {
  for (const [file, text] of Object.entries(converted())) {
    mkdirSync(join(locales, file, '..'), { recursive: true });
    writeFileSync(join(locales, file), text);
  }
}
