/** The bench of the way into a call in its short form: pictures come in ours and on the bare page. */
import { it } from 'node:test';
import { bench } from '../bench/join.ts';
import { filled } from '../bench/kit/filled.ts';

it('join', async () => filled('join', await bench(1)));
