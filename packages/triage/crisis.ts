/** Puts the crisis line into an advice: `{crisis}` becomes the hospital's number, or words where none is known. */
import type { Text } from './protocol.ts';

export const withCrisisLine = ({ 'zh-CN': zh, en }: Text, number: string | null): Text => ({
  'zh-CN': zh.replaceAll('{crisis}', number ? `心理援助热线 ${number}` : '当地的心理援助热线'),
  en: en.replaceAll('{crisis}', number ? `the crisis line ${number}` : 'your local crisis line'),
});
