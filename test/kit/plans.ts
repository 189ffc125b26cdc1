/**
 * How PostgreSQL finds the rows of a statement, and what of that grows with the hospitals and their past: a table read whole, all that a
 * hospital ever wrote, a sort of more than a page. `pretendFull` makes it plan as if the years had passed.
 */
import type pg from 'pg';
import type { Heard } from '../bench/bare/replay.ts';

/** A list's page at most; a table of more rows is not read from end to end, nor as many sorted. */
const PAGE = 1000;
const ROWS = 10_000_000;
const HOSPITALS = 1600;
/** Of these a hospital has as many as it has people, departments, drugs and settings, however many visits it has seen. */
export const FEW = new Set([
  ...['hospitals', 'hospital_origins', 'hospital_sentences', 'hospital_keys', 'host_issuers', 'departments'],
  ...['clinicians', 'clinician_departments', 'pharmacies', 'pharmacy_staff', 'seal_keys', 'signer_keys'],
  ...[
    'meetings',
    'signing_settings',
    'formulary_rows',
    'formulary_versions',
    'formulary_signatures',
    'rule_tightenings',
  ],
  ...['triage_contents', 'triage_content_revisions', 'triage_content_signatures', 'triage_protocols'],
  // What stands now alone: whoever leaves takes it away.
  ...['live_presence', 'review_leases', 'consult_presence', 'signing_begun'],
]);
const FEW_ROWS = HOSPITALS * 60;

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Index Cond'?: string;
  Filter?: string;
  'Plan Rows': number;
  'Total Cost': number;
  Plans?: Plan[];
}
export interface Catalogue {
  /** Rows as PostgreSQL believes. */
  rows: Map<string, number>;
  /** Indexes that hold what stands open alone, however much is over. */
  open: Set<string>;
}

/** Of an index: its rows leave it again. What is done stays done, and what is filled in once stays so. */
const OPEN = `(pg_get_expr(indpred, indrelid) !~ 'IS NOT NULL|''done''')`;

export async function readCatalogue(client: pg.ClientBase): Promise<Catalogue> {
  const { rows } = await client.query<{ name: string; kind: string; rows: number; open: boolean }>(
    `SELECT relname AS name, relkind AS kind, reltuples AS rows, coalesce(${OPEN}, false) AS open
       FROM pg_class LEFT JOIN pg_index ON indexrelid = pg_class.oid
      WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'i')`,
  );
  return {
    rows: new Map(rows.filter(({ kind }) => kind === 'r').map(({ name, rows }) => [name, rows])),
    open: new Set(rows.filter(({ open }) => open).map(({ name }) => name)),
  };
}

const withoutHospital = (condition: string) =>
  condition.replace(/\(?\b(\w+\.)?hospital_id = (\([^()]*\)|[^()\s]+)(::text)?\)?( AND )?/g, '');
/** They begin to answer only when they have everything. */
const BLOCKING = /^(Sort|Aggregate|Hash|WindowAgg|Bitmap|Materialize)/;

/** What of a plan grows with the years, in words. */
export function faultsOf(plan: Plan, { rows, open }: Catalogue): string[] {
  const faults: string[] = [];
  const walk = (node: Plan, above: { table: string | undefined; limited: boolean }): void => {
    const { 'Node Type': type, 'Index Name': index, Filter: filter } = node;
    const table = node['Relation Name'] ?? above.table;
    const many = table !== undefined && (rows.get(table) ?? 0) > PAGE;
    if (type === 'Seq Scan' && many) faults.push(`reads the whole table ${table}`);
    if (index && many && !FEW.has(table) && !open.has(index)) {
      const narrow = /[=<>]/.test(withoutHospital(node['Index Cond'] ?? ''));
      const first = above.limited && !filter;
      if (!narrow && !first) faults.push(`reads all rows of a hospital in ${table} by ${index}`);
    }
    if (type === 'Sort' && node['Plan Rows'] > PAGE) faults.push(`sorts ${node['Plan Rows']} rows`);
    const limited = type === 'Limit' || (above.limited && !BLOCKING.test(type));
    for (const under of node.Plans ?? []) walk(under, { table: node['Relation Name'], limited });
  };
  walk(plan, { table: undefined, limited: false });
  return faults;
}

const QUESTION = /^\s*(select|insert|update|delete|with)\b/i;
const tablesIn = (plan: Plan): number =>
  (plan['Relation Name'] ? 1 : 0) + (plan.Plans ?? []).reduce((sum, under) => sum + tablesIn(under), 0);
/** What PostgreSQL counts for making a plan (`cached_plan_cost`), by default. */
const planning = (plan: Plan) => 2.5 * (tablesIn(plan) + 1);

/**
 * The faults of each statement in the transaction under way, as the server's role and for its hospital: as it was sent, and, where a
 * connection would take it from the sixth time on, by the plan for whatever it could have been sent with.
 */
export async function explain(
  client: pg.ClientBase,
  heard: readonly Heard[],
  catalogue: Catalogue,
): Promise<string[]> {
  const found: string[] = [];
  const planOf = async (how: string, question: string, values?: unknown[]): Promise<Plan> => {
    const asked = { text: `EXPLAIN (FORMAT JSON${how}) ${question}`, ...(values && { values }) };
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(asked);
    return rows[0]!['QUERY PLAN'][0].Plan;
  };
  for (const { text, values } of heard) {
    if (!QUESTION.test(text)) continue;
    const sent = await planOf('', text, values);
    const any = await planOf(', GENERIC_PLAN', text);
    const taken = any['Total Cost'] <= sent['Total Cost'] + planning(sent) ? [sent, any] : [sent];
    const faults = new Set(taken.flatMap((plan) => faultsOf(plan, catalogue)));
    found.push(...[...faults].map((fault) => `${fault}: ${text}`));
  }
  return found;
}

/**
 * The same of what the database's own functions ask as the tables' owner, over all hospitals: a caller's plan does not show it. Not
 * the names of all hospitals, which are all that is asked for there; nor sorts, which bring together what stands open.
 */
export async function explainFunctions(client: pg.ClientBase, catalogue: Catalogue): Promise<string[]> {
  const { rows } = await client.query<{ name: string; body: string; names: string[]; types: string[] }>(
    `SELECT proname AS name, prosrc AS body, coalesce(proargnames[1:pronargs], '{}') AS names,
       ARRAY(SELECT format_type(t, NULL) FROM unnest(proargtypes) t) AS types
       FROM pg_proc JOIN pg_language l ON l.oid = prolang
      WHERE pronamespace = 'public'::regnamespace AND prosecdef AND lanname = 'sql' AND proname <> 'care_hospital_ids'`,
  );
  const found: string[] = [];
  for (const { name, body, names, types } of rows) {
    const question = names.reduce(
      (text, argument, i) => text.replace(new RegExp(`\\b${argument}\\b`, 'g'), `$${i + 1}::${types[i]}`),
      body,
    );
    const { rows: planned } = await client.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
      `EXPLAIN (FORMAT JSON, GENERIC_PLAN) ${question}`,
    );
    const faults = faultsOf(planned[0]!['QUERY PLAN'][0].Plan, catalogue);
    found.push(...faults.filter((fault) => !fault.startsWith('sorts ')).map((fault) => `${fault}: ${name}`));
  }
  return found;
}

/** In the transaction under way of a superuser: every table is full, as far as the planner can see. Undo it by rolling back. */
export async function pretendFull(client: pg.ClientBase): Promise<void> {
  await fillEmpty(client);
  const { rows } = await client.query<{ name: string; table: string; few: boolean; pages: number }>(
    `SELECT c.relname AS name, coalesce(t.relname, c.relname) AS table, coalesce(${OPEN}, false) AS few, greatest(1, pg_relation_size(c.oid) / 8192)::int AS pages
       FROM pg_class c LEFT JOIN pg_index i ON i.indexrelid = c.oid LEFT JOIN pg_class t ON t.oid = i.indrelid
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'i')`,
  );
  await client.query('DELETE FROM pg_statistic WHERE starelid >= 16384');
  // In a full table a hospital's rows lie each on a page of its own.
  await client.query('SET LOCAL cpu_tuple_cost = 1');
  // By hand, since the pages are those of the few rows that are there: it is the rows of a page that grow.
  for (const { name, table, few, pages } of rows)
    await client.query('UPDATE pg_class SET reltuples = $2, relpages = $3 WHERE oid = $1::regclass', [
      ...[name, few || FEW.has(table) ? FEW_ROWS : ROWS, pages],
    ]);
  await client.query(
    `SELECT pg_restore_attribute_stats('schemaname', 'public', 'relname', table_name::text, 'attname', column_name::text,
       'inherited', false, 'null_frac', 0::real, 'avg_width', 16, 'n_distinct', CASE
         WHEN column_name = 'hospital_id' THEN $1::real
         WHEN column_name ~ '^(department|pharmacy)_id$' THEN $1 * 10
         WHEN column_name ~ '^(clinician|pharmacist|prescriber|reviewer|author|host|session)_id$|_by$' THEN $1 * 50
         ELSE -0.1 END::real)
       FROM information_schema.columns
      WHERE table_schema = 'public' AND (column_name = 'hospital_id' OR data_type = 'uuid')`,
    [HOSPITALS],
  );
}

/** One row, whatever stands in it but the hospital: of an empty table PostgreSQL knows that it is empty. In a superuser's transaction. */
export async function fillEmpty(client: pg.ClientBase, hospitalId = ''): Promise<void> {
  await client.query(`SET LOCAL session_replication_role = replica`);
  await client.query(`DO $$
    DECLARE t record; c record; held boolean;
    BEGIN
      FOR t IN SELECT oid::regclass AS name, oid FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM %s)', t.name) INTO held;
        CONTINUE WHEN held;
        FOR c IN SELECT conname FROM pg_constraint WHERE conrelid = t.oid AND contype = 'c' LOOP
          EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', t.name, c.conname);
        END LOOP;
        EXECUTE (SELECT format('INSERT INTO %s (%s) VALUES (%s)', t.name, string_agg(quote_ident(attname), ', '),
            string_agg(CASE
              WHEN attname = 'hospital_id' THEN quote_literal('${hospitalId}')
              WHEN typcategory = 'A' THEN '''{}'''
              WHEN typname IN ('json', 'jsonb') THEN '''{}'''
              WHEN typname = 'uuid' THEN 'gen_random_uuid()'
              WHEN typname = 'xid8' THEN '''1'''
              WHEN typcategory = 'D' THEN 'now()'
              WHEN typcategory = 'N' THEN '1'
              WHEN typname = 'bool' THEN 'false'
              ELSE '''''' END, ', '))
          FROM pg_attribute JOIN pg_type ON pg_type.oid = atttypid
          WHERE attrelid = t.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '' AND attidentity = '');
      END LOOP;
    END $$`);
}
