// @ts-nocheck
/** Written by `npm run i18n -- --write` from zh-CN. */
import type { FirstWords } from '../en/first.ts';
import shared from './shared.ts';
import triage from './triage.ts';
import visit from './visit.ts';

const words: FirstWords = { ...shared, ...visit, ...triage };

export default words;
