/** A thread of `npm run triage -- --batch`: says that it is there, then gives for each portion of lines what was judged of them. */
import { parentPort, workerData } from 'node:worker_threads';
import { judgeLines, type Judging } from './judge-lines.ts';

const judging = workerData as Judging;
parentPort!.on('message', (lines: string[]) => parentPort!.postMessage(judgeLines(lines, judging)));
parentPort!.postMessage('ready');
