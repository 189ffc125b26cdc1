/** What a sheet of herbs says and amounts to: days, grams in all, directions in both languages. Exact; shared by widgets and server. */
import type { HerbalInput } from './herbal.ts';
import { HANDLINGS, METHODS, PACES, WARMTHS, type Handling } from './herbal.terms.ts';
import { decimal, text, times, whole } from './prescription.decimal.ts';
import type { Amount } from './prescription.dose.ts';
import { MEALS } from './prescription.terms.ts';
import type { Words } from './terms.ts';

/** How many days the packets last; the last day may have fewer. Null while it cannot be told. */
export function daysOf({ packets, pace }: Pick<HerbalInput, 'packets' | 'pace'>): number | null {
  if (packets === null || pace === null) return null;
  const { packets: each, days } = PACES[pace];
  return Math.ceil((packets * days) / each);
}

/** Of one herb in all packets, in the unit of its dose. */
export const inAll = (dose: Amount, packets: number): string =>
  text(times(decimal(dose.value), whole(packets)));

/** Null while packets, pace, method or portions are missing. */
export function sheetWords(sheet: HerbalInput): Words | null {
  const { packets, pace, method, portions, volumeMl, warmth, meal } = sheet;
  if (packets === null || pace === null || method === null || portions === null) return null;
  const tea = method === 'tea';
  const boil = {
    decoct: { 'zh-CN': '水煎', en: 'boil in water' },
    pharmacy: { 'zh-CN': METHODS.pharmacy['zh-CN'], en: METHODS.pharmacy.en },
    tea: { 'zh-CN': '泡水代茶饮', en: 'steep in hot water like tea' },
  }[method];
  const to = volumeMl === null ? null : `${volumeMl}`;
  const zh = [
    ...[`共 ${packets} 剂`, PACES[pace].name['zh-CN'], to ? `${boil['zh-CN']} ${to} ml` : boil['zh-CN']],
    `分 ${portions} 次${warmth ? WARMTHS[warmth]['zh-CN'] : '服'}`,
    ...(meal ? [MEALS[meal]['zh-CN']] : []),
  ].join('，');
  const en = [
    `${packets} ${packets === 1 ? 'packet' : 'packets'} in all`,
    PACES[pace].name.en,
    to ? `${boil.en}, ${tea ? '' : 'down to '}${to} mL` : boil.en,
    portions === 1 ? 'drink it at once' : `drink it in ${portions} portions`,
    ...(warmth ? [WARMTHS[warmth].en.replace('drink it ', '')] : []),
    ...(meal ? [MEALS[meal].en] : []),
  ].join(', ');
  return { 'zh-CN': zh, en: `${en[0]!.toUpperCase()}${en.slice(1)}.` };
}

/** One herb's line: "每剂 10 g，后下". */
export function herbWords(dose: Amount, handling: Handling | null | undefined): Words {
  const say = (head: string, comma: string, language: keyof Words) =>
    handling ? `${head}${comma}${HANDLINGS[handling][language]}` : head;
  return {
    'zh-CN': say(`每剂 ${dose.value} ${dose.unit}`, '，', 'zh-CN'),
    en: `${say(`${dose.value} ${dose.unit} in each packet`, ', ', 'en')}.`,
  };
}
