/** The bench of the first answer in its short form: ours and the bare pages get there. */
import { it } from 'node:test';
import { bench } from '../../bench/first-answer.ts';
import { filled } from '../../bench/kit/filled.ts';

it('first-answer', async () => filled('first-answer', await bench(1)));
