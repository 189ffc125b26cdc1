/** What a lint finds, and what it needs to know of the world around a protocol. */
import type { Text } from '../protocol.ts';

export interface Fault {
  file: string;
  /** `rules/chest-pain.now`, `questions/temp` … */
  where: string;
  problem: string;
  remedy: string;
}

export interface Surroundings {
  /** Codes of the department catalogue. */
  departments: ReadonlySet<string>;
  /** Keys of the sources list. */
  sources: ReadonlySet<string>;
  /** Ids of the complaints that patients are offered; protocols for machines' use stand beside them. */
  complaints: ReadonlySet<string>;
}

export type Report = (where: string, problem: string, remedy: string) => unknown;

/** Protocols that are not a complaint of patients: they read facts that no question asks. */
export const isMachine = ({ id }: { id: string }): boolean => id === 'vitals' || id === 'words';

const HAN = /\p{Script=Han}/u;
/** What is wrong with a sentence in two languages, if anything. */
export function untranslated(text: Text | undefined): string | undefined {
  if (!text?.['zh-CN']?.trim()) return 'It is not there in Chinese.';
  if (!text.en?.trim()) return 'It is not there in English.';
  if (!HAN.test(text['zh-CN'])) return 'Its Chinese has no Chinese in it.';
  return HAN.test(text.en) ? 'Its English has Chinese in it.' : undefined;
}
