/** Texts that would be SQL, a header, a line of the log or a property of every object, in every write, in searches, names and addresses. */
import type { RouteId } from '@care-elements/contract/routes.ts';
import { createApp } from '../../server/app.ts';
import { createLog } from '../../server/log.ts';
import { jpeg, upload } from '../kit/files.ts';
import { pathOf, ROUTE_CASES } from '../kit/route-cases.ts';
import { ROLES } from '../kit/route-world.ts';
import { worldOf, type Attack, type Attempt } from './attack.ts';

const SQL = [
  "' OR '1'='1",
  "'; DROP TABLE visits; --",
  '\\',
  "%' UNION SELECT 1 --",
  '$1',
  '"; SELECT pg_sleep(9)',
];
const LINES = ['x\r\nSet-Cookie: a=b', 'x\nLevel: 60', '\u001b[31mred', '\u2028{"level":60}'];
const breaks = (text: string) => ['\r', '\n', '\u001b'].some((sign) => text.includes(sign));
const POLLUTED = ['__proto__', 'constructor', 'prototype'];

export const attack: Attack = async ({ long, world }) => {
  const { t, f, ours, close } = await worldOf(world);
  const start = (attempt: string): Attempt => ({ attempt, tried: 0, findings: [] });
  try {
    const document = (await (await t.app.request('/v1/openapi.json')).json()) as {
      paths: Record<string, Record<string, { operationId: RouteId }>>;
    };
    const prototypes = start('properties of every object, in every write');
    for (const [path, methods] of Object.entries(document.paths))
      for (const [method, { operationId: id }] of Object.entries(methods)) {
        const body = ROUTE_CASES[id].body?.(f);
        if (method === 'get' || !body) continue;
        // JSON.parse makes an own property of it, as an attacker's text would.
        const text = JSON.stringify(body).replace(
          '{',
          `{${POLLUTED.map((key) => `"${key}":{"polluted":1,"prototype":{"polluted":1}},`).join('')}`,
        );
        for (const role of long ? ROLES : (['doctor'] as const)) {
          const { status } = await t.call(
            method.toUpperCase(),
            pathOf(path.replace(/^\/v1/, ''), 'renhe', f),
            {
              ...{ token: ours[role], body: text.replaceAll(',}', '}') },
            },
          );
          prototypes.tried++;
          if (status >= 500) prototypes.findings.push(`${id}: ${status}`);
          if ('polluted' in {} || 'polluted' in Function.prototype)
            prototypes.findings.push(`${id}: every object has it`);
        }
      }

    const sql = start('SQL in searches, names and addresses');
    const counted = async () =>
      (await t.deps.db.tenant('renhe', (tx) => tx.execute('SELECT count(*) FROM visits'))).rows[0]!['count'];
    const before = await counted();
    for (const text of SQL)
      for (const [path, token] of [
        [`/renhe/complaints?age=40&q=${encodeURIComponent(text)}`, undefined],
        [`/renhe/icd10?q=${encodeURIComponent(text)}`, ours.doctor],
        [`/renhe/formulary?q=${encodeURIComponent(text)}`, ours.doctor],
        [`/renhe/visits/${encodeURIComponent(text)}`, ours.patient],
        [`/${encodeURIComponent(text)}/complaints?age=40`, undefined],
      ] as const) {
        const { status } = await t.call('GET', path, token ? { token } : {});
        sql.tried++;
        if (status >= 500) sql.findings.push(`${path}: ${status}`);
      }
    // Each takes a quarter of a second: the password is hashed.
    for (const text of long ? SQL : SQL.slice(0, 1)) {
      const { status } = await t.call('POST', '/renhe/sessions', {
        body: { username: text, password: text },
      });
      sql.tried++;
      if (status !== 401) sql.findings.push(`signing in as ${text}: ${status}`);
    }
    if ((await counted()) !== before) sql.findings.push('visits came or went');

    const lines = start('line ends and terminal codes in headers and in the log');
    const log: string[] = [];
    const app = createApp(
      { ...t.deps, log: createLog('debug', { write: (line) => void log.push(line) }) },
      { rateFactor: 1000 },
    );
    for (const text of LINES) {
      const told = encodeURIComponent(text);
      for (const path of [
        `/v1/hospitals/renhe/complaints?age=40&q=${told}`,
        `/embed/visit?hospital=renhe&lang=${told}&page=${told}`,
        `/embed/visit?hospital=${told}`,
        `/v1/hospitals/${told}/complaints`,
        `/${told}`,
      ]) {
        const answer = await app.request(path, { headers: { 'User-Agent': told, 'X-Request-Id': told } });
        lines.tried++;
        if (answer.headers.has('set-cookie')) lines.findings.push(`${path} sets a cookie`);
        for (const [name, value] of answer.headers)
          if (breaks(value)) lines.findings.push(`${path}: ${name} breaks`);
      }
      const visit = `/renhe/visits/${f.visitId}`;
      const file = await upload(t, visit, ours.patient, { bytes: jpeg(), name: `${text}.jpg` });
      if (file.status >= 500) lines.findings.push(`a file: ${file.status}`);
      if (file.status !== 201) continue;
      const { headers } = await t.call('GET', `${visit}/attachments/${file.body.attachmentId}/content`, {
        token: ours.patient,
      });
      lines.tried++;
      if (breaks(headers.get('content-disposition') ?? '')) lines.findings.push('a file’s name breaks');
    }
    for (const line of log) {
      if (breaks(line.trim())) lines.findings.push(`the log breaks: ${line}`);
      if (line.includes('"level":60')) lines.findings.push('somebody else writes the log');
    }
    if (!log.length) lines.findings.push('no log');
    return [prototypes, sql, lines];
  } finally {
    await close();
  }
};
