/** `npm run model -- [N]`: N (1,000) random sequences of acts by everybody on a prescription, against its table. `npm test` runs 30. */
import { spawnSync } from 'node:child_process';

const runs = process.argv[2] ?? '1000';
if (!/^[1-9]\d{0,5}$/.test(runs)) throw new Error('npm run model -- N takes a number of sequences');
const test = ['--test', '--test-timeout=3600000', 'test/server/dispensing/model.test.ts'];
const env = { ...process.env, CARE_MODEL_RUNS: runs };
process.exitCode = spawnSync(process.execPath, test, { stdio: 'inherit', env }).status ?? 1;
