/** Invented medicines in any number, each with names of its own: for the search's tests and its bench. */
import { initialsOf } from '../../server/formulary/rows.ts';
import { starter } from '../../server/formulary/starter.ts';
import type { Drug } from '../../server/formulary/provider.ts';

const HAN =
  '阿莫西林胶囊头孢克肟布洛芬缓释氨氯地平二甲双胍辛伐他汀奥美拉唑左氧氟沙星硝苯利血平罗红霉素复方丹参滴丸感冒灵颗粒';
const SYLLABLES =
  'amo xi cil lin cef ix ime pro fen dro pi ne met for min sta tin zo le oxa cin ri du ba'.split(' ');

/** The same number, the same medicine. */
export function manyDrugs(count: number): Drug[] {
  const bases = starter().drugs;
  return Array.from({ length: count }, (_, i) => {
    const han = (n: number) => [...HAN][(i * 31 + n * 17 + Math.floor(i / 7) * n) % HAN.length]!;
    const part = (n: number) => SYLLABLES[(i * (n + 3) + Math.floor(i / 24)) % SYLLABLES.length]!;
    const base = bases[i % bases.length]!;
    const name = {
      'zh-CN': `${han(1)}${han(2)}${han(3)}${han(4)}片${i}`,
      en: `${part(1)}${part(2)}${part(3)} ${i}`,
    };
    const brand = { 'zh-CN': `${han(5)}${han(6)}牌${i}`, en: `${part(4)}${part(5)}-${i}x` };
    const letter = 'ABCDGHJLMNPRSV'[i % 14]!;
    const atc = `${letter}0${i % 9}${'ABCDEF'[i % 6]!}A${String(i % 100).padStart(2, '0')}`;
    return { ...base, drugId: `many-${i}`, name, brand, atc, initials: initialsOf({ name, brand }) };
  });
}
