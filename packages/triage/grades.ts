/** China's grades Ⅰ–Ⅳ of emergency departments beside our four levels: data, with where it comes from. Pure. */
import type { Level } from './protocol.ts';

/**
 * WS/T 390-2012 《医院急诊科规范化流程》, grading of patients: Ⅰ 濒危 and Ⅱ 危重 go straight to the resuscitation room, Ⅲ 急症 is seen
 * first, Ⅳ 非急症 can wait. (Seen in copies of its table, not in the standard itself.) From what a patient says Ⅰ and Ⅱ can't be
 * told apart: whoever takes over does that.
 */
const GRADES: Readonly<Record<Level, string>> = { 1: 'Ⅰ–Ⅱ', 2: 'Ⅲ', 3: 'Ⅳ', 4: 'Ⅳ' };

export const gradeOf = (level: Level): string => GRADES[level];
