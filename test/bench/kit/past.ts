/**
 * Fills a database with a past by SQL alone: hospitals as copies of one, and over three years the visits of all of them as copies of three
 * that were walked through the API, in every table in which they left a row, with ids, times, names and codes of their own.
 */
import pg from 'pg';
import { demoClinicianId } from '../../../server/demo/seed.ts';
import type { TestApp } from '../../kit/open-test-app.ts';
import { FEW } from '../../kit/plans.ts';
import { KINDS, PAST_DOCTOR } from './past-visits.ts';

const HOSPITAL = 'renhe';
/** Whose past it becomes: the one who asks. */
const DOCTOR = demoClinicianId(HOSPITAL, 'zhao');
const YEARS_S = 3 * 365 * 86_400;
/** The newest is so old. */
const NEWEST_S = 7200;
const BATCH = 25_000;
const AT_ONCE = 2;
/** Kept for so long only. */
const KEPT_S: Record<string, number> = { outbox: 7 * 86_400, idempotency_keys: 86_400 };
/** What may not be twice in a hospital, beside ids. */
const OWN_TEXT = /^(access_code|number|room_name|identity|secret_hash|key)$/;
/** Characters of a document that other hospitals' copies go without. */
const LONG = 40;
const INDEXED_TEXT = /_id$|^(actor|key|hash|sha256)$/;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

interface Column {
  name: string;
  type: string;
}
interface Template {
  table: string;
  columns: Column[];
  values: Record<string, string | null>;
}
export interface Past {
  hospitals: number;
  visits: number;
  /** Of those the asking hospital’s own. */
  own: number;
  rows: number;
  bytes: number;
  seconds: number;
}

/** The hospital that asks has a hundredth of all visits, or four times the mean, whichever is more. */
export async function fillPast(
  t: TestApp,
  { hospitals, visits }: { hospitals: number; visits: number },
): Promise<Past> {
  const begun = performance.now();
  const clients = await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      const client = new pg.Client({ connectionString: t.superuserUrl });
      await client.connect();
      // The rows are copies of some that stood every check.
      await client.query(
        'SET session_replication_role = replica; SET synchronous_commit = off; SET wal_compression = off',
      );
      return client;
    }),
  );
  const [client] = clients as [pg.Client];
  try {
    const kinds: Template[][] = [];
    for (const { make } of KINDS) {
      const { rows } = await client.query('SELECT pg_current_xact_id()::text AS xid');
      await make(t);
      kinds.push(await writtenSince(client, rows[0].xid));
    }
    await copyHospitals(client, hospitals);
    const every = hospitals === 1 ? 1 : Math.max(2, Math.min(100, Math.floor(hospitals / 4)));
    const statements = await statementsOf(client, kinds, { hospitals, visits, every });
    let rows = 0;
    await leaveIndexes(client);
    const batches = Array.from({ length: Math.ceil(visits / BATCH) }, (_, i) => i * BATCH).values();
    await Promise.all(
      clients.map(async (mine) => {
        for (const from of batches) {
          const until = Math.min(visits, from + BATCH);
          for (const { text, first } of statements) {
            if (until <= first) continue;
            const { rowCount } = await mine.query(text, [Math.max(from, first) + 1, until]);
            rows += rowCount ?? 0;
          }
          if (visits > 10 * BATCH)
            console.log(`${until} visits, ${Math.round((performance.now() - begun) / 1000)} s`);
        }
      }),
    );
    await reindex(clients);
    await client.query('VACUUM (ANALYZE)');
    const size = await client.query('SELECT pg_database_size(current_database())::float8 AS bytes');
    return {
      ...{ hospitals, visits, own: Math.floor(visits / every), rows, bytes: size.rows[0].bytes },
      seconds: (performance.now() - begun) / 1000,
    };
  } finally {
    for (const one of clients) await one.end();
  }
}

/** Until `reindex`: to build an index whole afterwards takes a fraction of what it takes to keep it. */
async function leaveIndexes(client: pg.Client): Promise<void> {
  await client.query(
    `UPDATE pg_index SET indisready = false
      WHERE indrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)`,
  );
}

async function reindex(clients: pg.Client[]): Promise<void> {
  const { rows } = await clients[0]!.query<{ name: string }>(
    `SELECT indexrelid::regclass::text AS name FROM pg_index WHERE NOT indisready ORDER BY pg_relation_size(indrelid) DESC`,
  );
  const names = rows.values();
  await Promise.all(
    clients.map(async (client) => {
      await client.query("SET maintenance_work_mem = '1GB'");
      for (const { name } of names) await client.query(`REINDEX INDEX ${name}`);
    }),
  );
}

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

async function tablesOf(client: pg.Client): Promise<Map<string, Column[]>> {
  const { rows } = await client.query<Column & { table: string }>(
    `SELECT c.relname AS table, a.attname AS name, format_type(a.atttypid, NULL) AS type
       FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
        AND a.attgenerated = '' AND a.attidentity = '' AND c.relname <> 'schema_migrations'
      ORDER BY c.relname, a.attnum`,
  );
  const tables = new Map<string, Column[]>();
  for (const { table, ...column } of rows) tables.set(table, [...(tables.get(table) ?? []), column]);
  return tables;
}

/** The rows of the hospital's visits that came since this transaction, as text. */
async function writtenSince(client: pg.Client, xid: string): Promise<Template[]> {
  const templates: Template[] = [];
  for (const [table, columns] of await tablesOf(client)) {
    if (FEW.has(table) || table === 'ticket_counters') continue;
    const fields = columns.map(({ name }) => `${name}::text AS ${name}`).join();
    const { rows } = await client.query(
      `SELECT ${fields} FROM ${table} WHERE hospital_id = $1 AND xmin::text::bigint >= $2::bigint % 4294967296`,
      [HOSPITAL, xid],
    );
    // The transaction that wrote it is a new one for each copy.
    const own = columns.filter(({ name }) => name !== 'xid');
    templates.push(...rows.map((values) => ({ table, columns: own, values })));
  }
  return templates;
}

/** People, departments, drugs and settings of the one, under the names of the others. */
async function copyHospitals(client: pg.Client, hospitals: number): Promise<void> {
  for (const [table, columns] of await tablesOf(client)) {
    if (!FEW.has(table)) continue;
    const names = columns.map(({ name }) => name);
    const values = names.map((name) => (name === 'hospital_id' ? `'past-' || i` : name));
    await client.query(
      `INSERT INTO ${table} (${names.join()}) SELECT ${values.join()}
         FROM ${table}, generate_series(1, ${hospitals - 1}) i WHERE hospital_id = '${HOSPITAL}'`,
    );
  }
}

/** One for each row that a visit of a kind leaves, for the visits from $1 to $2. */
async function statementsOf(
  client: pg.Client,
  kinds: Template[][],
  { hospitals, visits, every }: { hospitals: number; visits: number; every: number },
): Promise<{ text: string; first: number }[]> {
  const shared = new Set<string>();
  for (const [table, columns] of await tablesOf(client)) {
    const ids = columns.filter(({ type }) => type === 'uuid').map(({ name }) => name);
    if (!FEW.has(table) || !ids.length) continue;
    const { rows } = await client.query<{ id: string }>(
      `SELECT DISTINCT unnest(ARRAY[${ids.join()}])::text AS id FROM ${table} WHERE hospital_id = '${HOSPITAL}'`,
    );
    for (const { id } of rows) shared.add(id);
  }
  const hospital =
    hospitals === 1
      ? quoted(HOSPITAL)
      : `CASE WHEN i % ${every} = 0 THEN ${quoted(HOSPITAL)} ELSE 'past-' || ((hashint8(i) & 2147483647) % ${hospitals - 1} + 1) END`;
  const statements: { text: string; first: number }[] = [];
  let below = 0;
  for (const [kind, templates] of kinds.entries()) {
    const { share } = KINDS[kind]!;
    // Ids grow with time, as the server's do.
    const time = `lpad(to_hex(1600000000000 + i), 12, '0')`;
    const chance = `md5(i || '${kind}')`;
    // Visits that follow each other in a hospital are of all kinds.
    const mine = `i / ${every} % 10 BETWEEN ${below} AND ${below + share - 1}`;
    below += share;
    const tags = new Map<string, number>();
    const tell = (text: string): string => {
      const own: string[] = [];
      let at = 0;
      for (const { 0: id, index } of text.matchAll(UUID)) {
        if (shared.has(id) && id !== PAST_DOCTOR) continue;
        if (!tags.has(id)) tags.set(id, tags.size);
        own.push(quoted(text.slice(at, index)));
        own.push(
          id === PAST_DOCTOR
            ? quoted(DOCTOR)
            : `head || '${tags.get(id)!.toString(16).padStart(3, '0')}' || tail`,
        );
        at = index + id.length;
      }
      return [...own, quoted(text.slice(at))].join(' || ');
    };
    for (const { table, columns, values } of templates) {
      const expressions = columns.map(({ name, type }) => {
        const value = values[name] ?? null;
        if (name === 'hospital_id') return 'h';
        if (value === null) return 'NULL';
        if (table === 'patients' && name === 'name') return `${quoted(value)} || i % 5003`;
        if (table === 'patients' && name === 'phone') return `(13000000000 + i)::text`;
        if (name === 'birth_date') return `date '1940-01-01' + (i * 7919 % 25000)::int`;
        if (type === 'timestamp with time zone') return `${quoted(value)}::timestamptz - age`;
        if (type === 'text' && OWN_TEXT.test(name)) return `md5(${quoted(value)} || i)`;
        if (/^(uuid|text|text\[\])$/.test(type)) return `(${tell(value)})::${type}`;
        return `${quoted(value)}::${type}`;
      });
      // Nobody reads what others wrote: their rows have all keys, and of long documents the beginning.
      const brief = columns.map(({ name, type }, i) => {
        const long = (values[name]?.length ?? 0) > LONG && !INDEXED_TEXT.test(name);
        const less = /^jsonb?$/.test(type) ? `'{}'::${type}` : `'…'::${type}`;
        return long && /^(jsonb?|text)$/.test(type)
          ? `CASE WHEN h = '${HOSPITAL}' THEN ${expressions[i]} ELSE ${less} END`
          : expressions[i];
      });
      const kept = KEPT_S[table] ?? Infinity;
      statements.push({
        text: `INSERT INTO ${table} (${columns.map(({ name }) => name).join()}) SELECT ${brief.join()}
          FROM (SELECT i, ${hospital} AS h, substr(${time}, 1, 8) || '-' || substr(${time}, 9) || '-7' AS head,
              '-8' || substr(${chance}, 1, 3) || '-' || substr(${chance}, 4, 12) AS tail, make_interval(secs => ${NEWEST_S} + (${visits} - i) * ${YEARS_S / visits}) AS age
            FROM generate_series($1::bigint, $2::bigint) i WHERE ${mine} OFFSET 0) past`,
        first: Math.max(0, Math.floor(visits * (1 - kept / YEARS_S))),
      });
    }
  }
  return statements;
}
