/** What files of coded words share: a code's words in both languages, and the list of the codes that a schema takes. Imports nothing. */

/** The shape of `Text` in common.ts, without importing zod. */
export interface Words {
  readonly 'zh-CN': string;
  readonly en: string;
}
export const t = (zh: string, en: string): Words => ({ 'zh-CN': zh, en });

/** The codes of such a table, in its order. */
export const codesOf = <Code extends string>(table: Record<Code, unknown>): [Code, ...Code[]] =>
  Object.keys(table) as [Code, ...Code[]];
