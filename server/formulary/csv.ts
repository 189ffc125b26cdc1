/** CSV of a formulary: bytes in either of the encodings that hospitals export, rows out with a reason for every one that is refused; and back. */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { setImmediate as breath } from 'node:timers/promises';
import { parse, type InfoRecord } from 'csv-parse';
import { stringify } from 'csv-stringify/sync';
import type { ImportRemark } from '@care-elements/contract/formulary.versions.ts';
import { IMPORT_BYTES, IMPORT_ROWS } from '@care-elements/contract/formulary.versions.ts';
import { problem } from '../problems.ts';
import { fold } from '../terminology/match.ts';
import { allergyGroup, ingredient, ingredientNamed } from './allergens.ts';
import { both, columnOfPath, COLUMNS, Refused, type Column } from './columns.ts';
import { Drug } from './provider.ts';
import { initialsOf } from './rows.ts';

export interface ReadFile {
  readonly fileHash: string;
  readonly encoding: 'utf-8' | 'gb18030';
  readonly delimiter: string;
  readonly lines: number;
  readonly drugs: Drug[];
  readonly refused: number;
  readonly refusals: ImportRemark[];
  readonly warnings: ImportRemark[];
  readonly unusedColumns: string[];
}

/**
 * Spreadsheets run a cell that begins like this, in Chinese also with the full-width signs (OWASP, CSV injection); it is written with an
 * apostrophe before it, and read without.
 */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
const guard = (cell: string): string => (FORMULA.test(cell) ? `'${cell}` : cell);
const unguard = (cell: string): string =>
  cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;

/** With a byte order mark, so that Excel takes it for UTF-8. */
export function csvOf(drugs: readonly Drug[]): string {
  const rows = drugs.map((drug) => COLUMNS.map((c) => guard(c.write(drug))));
  return stringify([COLUMNS.map(({ name }) => name), ...rows], { bom: true, record_delimiter: 'windows' });
}

/** One row, column by column, as the file would say it. */
export const cellsOf = (drug: Drug): Record<string, string> =>
  Object.fromEntries(COLUMNS.map((c) => [c.name, c.write(drug)]));

/** People's words for the code stand in the locales. */
const refusedFile = (code: string, message: string) =>
  problem('file-refused', message, { errors: [{ pointer: '/file', code, message }] });

/** Lines that are looked at: spreadsheets leave many without content behind the last row. */
const READ_ROWS = 2 * IMPORT_ROWS;
/** More than any export that we know has. */
const MOST_COLUMNS = 500;
/** Twice what the longest file has with all of our columns. */
const MOST_CELLS = 2 * IMPORT_ROWS * COLUMNS.length;
/** Rows that are looked at, and bytes that are parsed, before whoever else asks is answered: some ten milliseconds' worth. */
const AT_A_BREATH = 100;
const BYTES_AT_A_BREATH = 64 * 1024;
/** Characters of one record. */
const RECORD_AT_MOST = 64 * 1024;

/** Throws `file-refused` where it is no table of this kind at all; a bad line is refused by itself. */
export async function readCsv(bytes: Buffer): Promise<ReadFile> {
  if (bytes.byteLength > IMPORT_BYTES) throw refusedFile('too-large', 'the file is larger than 10 MB');
  const { text, encoding } = decode(bytes);
  const delimiter = delimiterOf(text);
  const [header, ...records] = await recordsOf(text, delimiter);
  if (!header) throw refusedFile('empty', 'the file is empty');
  if (records.length > IMPORT_ROWS) throw refusedFile('too-many', `more than ${IMPORT_ROWS} lines`);
  const { columns, unusedColumns } = columnsOf(header.cells);
  const refusals: ImportRemark[] = [];
  const warnings: ImportRemark[] = [];
  const drugs: Drug[] = [];
  const lineOf = new Map<string, number>();
  let refused = 0;
  for (const [i, { line, cells }] of records.entries()) {
    if (i % AT_A_BREATH === 0) await breath();
    const found = readLine(columns, cells, line);
    if ('remarks' in found) {
      refused++;
      refusals.push(...found.remarks);
      continue;
    }
    const { drug } = found;
    const first = lineOf.get(drug.drugId);
    if (first !== undefined) {
      refused++;
      refusals.push(
        remark(line, 'drug_id', drug.drugId, both(`与第 ${first} 行重复`, `the same as on line ${first}`)),
      );
      continue;
    }
    lineOf.set(drug.drugId, line);
    drugs.push(drug);
    warnings.push(...unknownCodes(drug, line));
  }
  return {
    ...{ fileHash: createHash('sha256').update(bytes).digest('hex'), encoding, delimiter },
    ...{ lines: records.length, drugs, refused, refusals, warnings, unusedColumns },
  };
}

/** GB18030 holds GBK and GB2312; what is valid UTF-8 is hardly ever meant as either. */
function decode(bytes: Buffer): { text: string; encoding: 'utf-8' | 'gb18030' } {
  for (const encoding of ['utf-8', 'gb18030'] as const) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      if (text.includes('\0')) break;
      return { text, encoding };
    } catch {
      // The next one.
    }
  }
  throw refusedFile('encoding', 'the file is text in neither UTF-8 nor GBK/GB18030');
}

function delimiterOf(text: string): string {
  // No record is longer.
  const [first = ''] = text.slice(0, RECORD_AT_MOST).split(/\r?\n/, 1);
  const count = (mark: string) => first.split(mark).length;
  return [',', '\t', ';'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

/**
 * What could only keep the server's one thread busy is given up before it is parsed: the parser asks nobody before a line's end, and a
 * file may be one line of ten million cells. A quote turns what follows into text and back, as the parser has it, too.
 */
function assertTable(text: string, delimiter: string): void {
  let quoted = false;
  let [lines, columns, cells] = [0, 1, 0];
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (sign === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (sign === delimiter) {
      cells++;
      if (++columns > MOST_COLUMNS)
        throw refusedFile('columns', `more than ${MOST_COLUMNS} columns in one line`);
      // A file of old Macs ends its lines with this alone.
    } else if (sign === '\n' || (sign === '\r' && text[at + 1] !== '\n')) {
      columns = 1;
      lines++;
    }
    if (lines > READ_ROWS || cells > MOST_CELLS)
      throw refusedFile('too-many', `more than ${IMPORT_ROWS} lines`);
  }
}

/** Bytes, as a piece of text could end within a character. */
async function* piecesOf(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += BYTES_AT_A_BREATH) {
    await breath();
    yield bytes.subarray(at, at + BYTES_AT_A_BREATH);
  }
}

async function recordsOf(text: string, delimiter: string): Promise<{ line: number; cells: string[] }[]> {
  assertTable(text, delimiter);
  const parser = parse({
    ...{ delimiter, bom: true, info: true, relax_column_count: true, skip_empty_lines: true },
    max_record_size: RECORD_AT_MOST,
  });
  const parsed: AsyncIterable<{ record: string[]; info: InfoRecord }> = Readable.from(
    piecesOf(Buffer.from(text)),
  ).pipe(parser);
  const records = [];
  try {
    for await (const { record: cells, info } of parsed) {
      if (!cells.some((cell) => cell.trim())) continue;
      // A record that goes over several lines counts as its last: the place to look at is where it began.
      const further = cells.reduce((n, cell) => n + (cell.match(/\n/g)?.length ?? 0), 0);
      records.push({ line: info.lines - further, cells });
    }
  } catch (error) {
    throw refusedFile('not-csv', (error as Error).message.slice(0, 200));
  }
  return records;
}

function columnsOf(header: string[]): { columns: (Column | null)[]; unusedColumns: string[] } {
  const names = header.map((cell) => unguard(cell.trim()));
  const columns = names.map(
    (name) => COLUMNS.find((c) => c.name === name.toLowerCase() || c.zh === name) ?? null,
  );
  const missing = COLUMNS.filter((c) => c.required && !columns.includes(c));
  if (missing.length > 0)
    throw refusedFile('columns', `required columns are missing: ${missing.map((c) => c.name).join(', ')}`);
  const twice = columns.find((c, i) => c && columns.indexOf(c) !== i);
  if (twice) throw refusedFile('columns', `a column stands there twice: ${twice.name}`);
  return {
    columns,
    unusedColumns: names
      .filter((name, i) => name && !columns[i])
      .map((name) => name.slice(0, 64))
      .slice(0, 100),
  };
}

const remark = (
  line: number,
  column: string,
  value: string,
  reason: ImportRemark['reason'],
): ImportRemark => ({
  line,
  column,
  value: value.slice(0, 80),
  reason,
});

function readLine(
  columns: readonly (Column | null)[],
  cells: readonly string[],
  line: number,
): { drug: Drug } | { remarks: ImportRemark[] } {
  const remarks: ImportRemark[] = [];
  if (cells.length > columns.length && cells.slice(columns.length).some((cell) => cell.trim()))
    remarks.push(remark(line, '', '', both('这一行的列数比表头多', 'there are more cells than columns')));
  const row = emptyRow();
  for (const [i, column] of columns.entries()) {
    if (!column) continue;
    const cell = unguard((cells[i] ?? '').trim());
    if (cell === '' && column.required) {
      remarks.push(remark(line, column.name, '', both('必填', 'must not be empty')));
      continue;
    }
    try {
      put(row, column.path, column.read(cell));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      remarks.push(remark(line, column.name, cell, error.reason));
    }
  }
  if (remarks.length > 0) return { remarks };
  const parsed = Drug.safeParse(completed(row));
  if (parsed.success) return { drug: parsed.data };
  return {
    remarks: parsed.error.issues.slice(0, 10).map(({ path }) => {
      const column = columnOfPath(path);
      const id = column === 'drug_id';
      return remark(
        line,
        column,
        '',
        id
          ? both(
              '只能用小写字母、数字和连字符，2 至 96 位',
              'lower case letters, digits and hyphens only, 2 to 96 of them',
            )
          : both('这个值不能用', 'this value can’t be used'),
      );
    }),
  };
}

type Row = Record<string, unknown>;
/** What stands where the file has no such column. */
const emptyRow = (): Row => ({
  ...{ name: {}, brand: {}, pack: { text: null }, controlled: {}, inn: null, initials: null, atc: null },
  ...{ strength: null, strengthText: null, strengthBasis: null, classes: [], allergyGroups: [] },
  ...{ adultMaxSingle: null, adultMaxDaily: null, singleMaxIsLoading: false, otcSingleCap: null },
  ...{ otcDailyCap: null, weeklyOnly: false, minAgeYears: null, maxAgeYears: null, sex: null },
  ...{ lactation: null, renalCautionEgfrBelow: null, hepatic: null, antimicrobial: null },
  ...{ antimicrobialGrade: null, note: null, productSource: [], productConfidence: null },
});

function put(row: Row, path: readonly string[], value: unknown): void {
  const [first = '', second] = path;
  if (second === undefined) row[first] = value;
  else (row[first] as Row)[second] = value;
}

/** What a file need not say twice. */
function completed(row: Row): unknown {
  const name = row.name as Record<string, string | null>;
  const brand = row.brand as Record<string, string | null>;
  const controlled = row.controlled as Record<string, string | null>;
  const codes = (row.ingredients as string[]).map((said) => ingredientNamed(said) ?? said);
  const inn = (row.inn as string | null) ?? codes.join('_');
  const english = name.en ?? inn.replaceAll('_', ' ');
  const names = { 'zh-CN': name['zh-CN']!, en: english };
  const marks = brand['zh-CN'] ?? brand.en ?? null;
  const brands = marks === null ? null : { 'zh-CN': brand['zh-CN'] ?? marks, en: brand.en ?? marks };
  const sources = row.productSource as string[];
  return {
    ...row,
    ...{
      drugId: `${row.drugId as string}`.toLowerCase(),
      name: names,
      brand: brands,
      inn,
      ingredients: codes,
    },
    initials: initialsOf({ name: names, brand: brands }, fold((row.initials as string | null) ?? '')),
    controlled: Object.values(controlled).some((value) => value) ? controlled : null,
    productSource: sources.length > 0 ? sources : row.source,
    productConfidence: row.productConfidence ?? row.confidence,
  };
}

/** Codes that no check knows: what the row says of them can't be looked up. */
function unknownCodes(drug: Drug, line: number): ImportRemark[] {
  const look = (
    column: string,
    codes: readonly string[],
    known: (code: string) => unknown,
    what: ImportRemark['reason'],
  ) => codes.filter((code) => !known(code)).map((code) => remark(line, column, code, what));
  return [
    ...look(
      'ingredients',
      drug.ingredients,
      ingredient,
      both(
        '系统不认识这个成分：过敏和相互作用只能按类别核对',
        'not known here: allergy and interactions are checked by its classes alone',
      ),
    ),
    ...look(
      'allergy_groups',
      drug.allergyGroups,
      (code) => allergyGroup(code) ?? KNOWN_GROUPS.has(code),
      both('系统不认识这个过敏组，核对时不使用', 'not known here and used by no check'),
    ),
  ];
}
/** In use as words of the data, though no rule names them. */
const KNOWN_GROUPS: ReadonlySet<string> = new Set(['cox2', 'sulfonamide_nonantibiotic']);
