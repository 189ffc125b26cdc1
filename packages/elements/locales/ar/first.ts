/** What the first screens say, in one: shared words, the visit's and the interview's. */
import type { FirstWords } from '../en/first.ts';
import shared from './shared.ts';
import triage from './triage.ts';
import visit from './visit.ts';

const words: FirstWords = { ...shared, ...visit, ...triage };

export default words;
