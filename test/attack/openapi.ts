/** schemathesis (from PyPI, in a folder of its own) over the whole OpenAPI document, as every role: no 5xx, and no answer that the document does not know. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startTestLivekit } from '../kit/start-livekit.ts';
import { openRouteWorld, ROLES } from '../kit/route-world.ts';
import { mediaOf } from '../server/consult/kit.ts';
import type { Attack, Attempt } from './attack.ts';

const VERSION = '4.32.5';
const FOLDER = join(import.meta.dirname, '../../data/attack');
const HOOKS = join(import.meta.dirname, 'schemathesis/hooks.py');
const BIN = join(FOLDER, 'venv/bin/schemathesis');
/** They end the session that all the others ask with; `openLive` is a stream without an end. */
const LEFT_OUT = ['deleteSession', 'leaveAsGuest', 'leaveMeeting', 'openLive'];
const run = promisify(execFile);

interface Report {
  test_cases: { generated: number };
  failures: { code: string; title: string; operations: string[] }[];
  errors: unknown[];
}

async function installed(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  if (existsSync(BIN)) return;
  try {
    await run('python3', ['-m', 'venv', join(FOLDER, 'venv')]);
    await run(join(FOLDER, 'venv/bin/pip'), ['install', '--quiet', `schemathesis==${VERSION}`]);
  } catch {
    throw new Error(
      `schemathesis is missing: install Python 3 with venv, and let pip reach PyPI (${FOLDER})`,
    );
  }
}

/** A part that only the long form has: it needs Python and the network. */
export const attack: Attack = async ({ long }) => {
  await installed();
  const livekit = await startTestLivekit();
  const attempts: Attempt[] = [];
  try {
    for (const role of long ? ROLES : ROLES.slice(0, 1)) {
      // A world for each: the one before may have ended what there was.
      const { t, f, ours } = await openRouteWorld({ media: mediaOf(livekit), rateFactor: 1e6 });
      try {
        const { url } = await t.listen();
        const values = Object.entries({ ...f, protocolId: 'general' });
        const config = [
          `hooks = ${JSON.stringify(HOOKS)}`,
          // Not a header of every request: where a request is to lack its token, it does.
          '[auth.openapi.bearer]',
          `bearer = ${JSON.stringify(ours[role])}`,
          '[parameters]',
          // A version is a number, or its own text would count as a wrong one.
          ...values.map(
            ([name, value]) => `"path.${name}" = ${name === 'version' ? value : JSON.stringify(value)}`,
          ),
          '[checks]',
          // What the state, or a rule between fields, forbids: documented refusals of what the schema alone allows.
          'positive_data_acceptance.expected-statuses = ["2xx", 400, 401, 403, 404, 409, 422]',
          // What is too large to be read is refused before it is looked at.
          'negative_data_rejection.expected-statuses = [400, 401, 403, 404, 405, 409, 413, 415, 422, 429]',
          'missing_required_header.expected-statuses = [400, 401, 403, 404, 422]',
        ];
        const file = join(FOLDER, role);
        writeFileSync(`${file}.toml`, `${config.join('\n')}\n`);
        await run(
          BIN,
          [
            ...['--config-file', `${file}.toml`, 'run', `${url}/v1/openapi.json`, '--checks', 'all'],
            // Two workers at once meet a fault of Python 3.11's own (AST constructor recursion depth).
            ...['--phases', long ? 'coverage,fuzzing' : 'coverage', '--max-examples', '5', '--workers', '1'],
            ...['--continue-on-failure', '--no-shrink', '--seed', '1', '--warnings', 'off'],
            ...LEFT_OUT.flatMap((id) => ['--exclude-operation-id', id]),
            ...['--report', 'json', '--report-json-path', `${file}.json`],
          ],
          { maxBuffer: 2 ** 28, cwd: FOLDER },
        )
          // It exits 1 on what the report holds, too.
          .catch((error: { stdout?: string; code?: number }) => {
            writeFileSync(`${file}.log`, String(error.stdout));
            if (error.code !== 1) throw new Error(`schemathesis as ${role}: see ${file}.log`);
          });
        const report = JSON.parse(readFileSync(`${file}.json`, 'utf8')) as Report;
        attempts.push({
          attempt: `schemathesis as ${role}`,
          tried: report.test_cases.generated,
          findings: [
            ...report.failures.flatMap(({ code, title, operations }) =>
              operations.map((operation) => `${code} ${title}: ${operation}`),
            ),
            ...report.errors.map((error) => JSON.stringify(error).slice(0, 200)),
          ],
        });
      } finally {
        await t.close();
      }
    }
  } finally {
    await livekit.stop();
  }
  return attempts;
};
