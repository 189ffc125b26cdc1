/** The clinical facts in a line of words, in both languages: what the desk shows closed and the pharmacist reads. No zod. */
import type { ClinicalFacts } from './clinical-facts.ts';

const LIVERS = {
  mild: { 'zh-CN': '轻度肝病', en: 'mild liver disease' },
  moderate: { 'zh-CN': '中度肝病', en: 'moderate liver disease' },
  severe: { 'zh-CN': '重度肝病', en: 'severe liver disease' },
} as const;

/** What is known, each a few words; what is not known is left out. */
export function factsInWords(facts: ClinicalFacts, language: 'zh-CN' | 'en'): string[] {
  const {
    weightKg,
    weighedOn,
    pregnancy,
    pregnancyWeeks: weeks,
    breastfeeding,
    egfr,
    liver,
    medicines,
  } = facts;
  const say = (zh: string, en: string) => (language === 'en' ? en : zh);
  const on = weighedOn ? ` (${weighedOn})` : '';
  return [
    weightKg === null ? '' : `${weightKg} kg${on}`,
    pregnancy === 'yes'
      ? weeks === null
        ? say('怀孕', 'pregnant')
        : say(`怀孕 ${weeks} 周`, `pregnant, week ${weeks}`)
      : '',
    pregnancy === 'no' ? say('未怀孕', 'not pregnant') : '',
    breastfeeding === 'yes' ? say('哺乳', 'breast-feeding') : '',
    egfr === null ? '' : `eGFR ${egfr}`,
    liver === 'none' ? say('无肝病', 'no liver disease') : liver === 'unknown' ? '' : LIVERS[liver][language],
    medicines.status === 'none' ? say('没有在用药', 'takes nothing') : '',
    medicines.status === 'some'
      ? say('在用：', 'takes: ') + medicines.items.map(({ text }) => text).join(say('、', ', '))
      : '',
  ].filter(Boolean);
}
