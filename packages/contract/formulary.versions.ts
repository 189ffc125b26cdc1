/** Versions of a hospital's formulary: what changed, who signed which, and what a file that is to be imported holds. */
import { z } from 'zod';
import { Instant, line, Text } from './common.ts';
import { Drug } from './formulary.drug.ts';
import { CONFIDENCES, DrugId } from './formulary.ts';
import { HospitalParams } from './hospital.ts';
import { route } from './route.ts';

/** SHA-256 in hex. */
const Hash = z.string().regex(/^[0-9a-f]{64}$/);
/** 0 is the starter pack as it came with the program. */
const VersionNumber = z.int().min(0).max(1_000_000);
const VersionParam = z.coerce.number().pipe(VersionNumber);

/** The most rows and bytes of a file. */
export const IMPORT_ROWS = 20_000;
export const IMPORT_BYTES = 10 * 1024 * 1024;
/** Base64 of the largest file, and the braces around it. */
export const IMPORT_BODY_BYTES = Math.ceil(IMPORT_BYTES / 3) * 4 + 1024;

export const FormularyReview = z.object({ by: Text, at: Instant, keyId: z.string().max(64) });
export const FormularyVersion = z.object({
  version: VersionNumber,
  /** Over every row, and over the interactions and classes that come with the program. */
  hash: Hash,
  origin: z.enum(['starter', 'import', 'edit']),
  /** Rows, and those of them that rest on memory alone. */
  drugs: z.int(),
  unverified: z.int(),
  /** Null where the program brought it. */
  created: z.object({ by: Text, at: Instant }).nullable(),
  /** Why it was made. */
  note: z.string().max(200),
  /** Null until the pharmacy lead has signed exactly this version, with the interactions of this program. */
  review: FormularyReview.nullable(),
});
export type FormularyVersion = z.infer<typeof FormularyVersion>;

export const FormularyState = z.object({
  newest: FormularyVersion,
  /** What is prescribed from; null: nothing can be. */
  inUse: FormularyVersion.nullable(),
  lastSigned: FormularyVersion.nullable(),
  /** True in the demo: prescribed from although nobody signed it, and the desk says so. */
  unsignedServed: z.boolean(),
  /** The newest first. */
  versions: z.array(FormularyVersion).max(50),
  /** Interactions and classes of the program. */
  knowledge: z.object({ version: z.string().max(32), hash: Hash, interactions: z.int() }),
  /** What the asker may do. */
  may: z.object({ edit: z.boolean(), sign: z.boolean() }),
});
export type FormularyState = z.infer<typeof FormularyState>;

export const FormularyRows = z.object({ rows: z.array(Drug).max(50), total: z.int() });
export type FormularyRows = z.infer<typeof FormularyRows>;

/** One row that differs, column by column, in the words of the CSV file. */
export const FormularyChange = z.object({
  drugId: DrugId,
  name: Text,
  change: z.enum(['added', 'removed', 'changed']),
  fields: z
    .array(
      z.object({ column: z.string().max(64), before: z.string().max(2000), after: z.string().max(2000) }),
    )
    .max(50),
});
export type FormularyChange = z.infer<typeof FormularyChange>;
export const FormularyChanges = z.object({
  /** The signed version that it is compared with; null where none was ever signed. */
  since: FormularyVersion.nullable(),
  counts: z.object({ added: z.int(), removed: z.int(), changed: z.int() }),
  list: z.array(FormularyChange).max(200),
});
export type FormularyChanges = z.infer<typeof FormularyChanges>;

/** Something about one cell. `line` counts the file's lines from 1; `column` is empty where it is the line as a whole. */
export const ImportRemark = z.object({
  line: z.int(),
  column: z.string().max(64),
  value: z.string().max(80),
  reason: Text,
});
export type ImportRemark = z.infer<typeof ImportRemark>;
export const ImportPreview = z.object({
  /** Of the file's bytes: what is published is what was shown. */
  fileHash: Hash,
  encoding: z.enum(['utf-8', 'gb18030']),
  delimiter: z.string().max(1),
  /** Lines with content below the header. */
  lines: z.int(),
  accepted: z.int(),
  refused: z.int(),
  /** Against the newest version. */
  counts: z.object({ added: z.int(), removed: z.int(), changed: z.int(), same: z.int() }),
  /** Columns of the file that this program has no use for. */
  unusedColumns: z.array(z.string().max(64)).max(100),
  first: z.array(Drug).max(10),
  /** Why lines were refused, in the file's order; `refusals` counts all of them. */
  refusedList: z.array(ImportRemark).max(1000),
  refusals: z.int(),
  /** Lines that are taken but need a look. */
  warnings: z.array(ImportRemark).max(200),
  warned: z.int(),
});
export type ImportPreview = z.infer<typeof ImportPreview>;

/** What is known between two sides, in words: an interaction, or herbs that are kept apart. */
export const KnownPair = z.object({
  id: z.string().max(64),
  a: z.array(Text).max(40),
  b: z.array(Text).max(40),
  severity: z.enum(['block', 'warn', 'info']),
  why: Text,
  instead: Text,
  source: z.array(z.string().max(400)).max(10),
  confidence: z.enum(CONFIDENCES),
});
export type KnownPair = z.infer<typeof KnownPair>;

const FileBody = z.object({ file: z.base64().min(1).max(IMPORT_BODY_BYTES) });
const READERS = ['pharmacist', 'administrator'] as const;
const VERSION = '/hospitals/{hospitalId}/formulary/versions/{version}';
const VersionParams = HospitalParams.extend({ version: VersionParam });

export const formularyVersionRoutes = {
  getFormularyState: route({
    id: 'getFormularyState',
    method: 'get',
    path: '/hospitals/{hospitalId}/formulary/versions',
    summary: 'The versions of the formulary, which one is prescribed from, and who signed it.',
    callers: READERS,
    params: HospitalParams,
    answer: FormularyState,
    problems: [],
  }),
  listKnownPairs: route({
    id: 'listKnownPairs',
    method: 'get',
    path: '/hospitals/{hospitalId}/formulary/pairs',
    summary:
      'The interactions and incompatible herbs that come with the program and are signed with the rows.',
    callers: READERS,
    params: HospitalParams,
    answer: z.object({ pairs: z.array(KnownPair).max(500) }),
    problems: [],
  }),
  listFormularyRows: route({
    id: 'listFormularyRows',
    method: 'get',
    path: `${VERSION}/rows`,
    summary: 'Rows of a version with their source and confidence, all or those that answer a search.',
    callers: READERS,
    params: VersionParams,
    query: z.object({
      q: z.string().trim().max(64).default(''),
      confidence: z.enum(CONFIDENCES).optional(),
      offset: z.coerce.number().pipe(z.int().min(0).max(IMPORT_ROWS)).default(0),
    }),
    answer: FormularyRows,
    problems: ['not-found'],
  }),
  getFormularyChanges: route({
    id: 'getFormularyChanges',
    method: 'get',
    path: `${VERSION}/changes`,
    summary: 'What differs from the last version that was signed, row by row and column by column.',
    callers: READERS,
    params: VersionParams,
    query: z.object({
      offset: z.coerce
        .number()
        .pipe(
          z
            .int()
            .min(0)
            .max(2 * IMPORT_ROWS),
        )
        .default(0),
    }),
    answer: FormularyChanges,
    problems: ['not-found'],
  }),
  exportFormulary: route({
    id: 'exportFormulary',
    method: 'get',
    path: `${VERSION}/export`,
    summary: 'A version as CSV text, as it can be imported again.',
    callers: READERS,
    params: VersionParams,
    answer: z.object({ fileName: z.string().max(120), csv: z.string() }),
    problems: ['not-found'],
    perMinute: 20,
  }),
  editFormularyRow: route({
    id: 'editFormularyRow',
    method: 'put',
    path: `${VERSION}/rows/{drugId}`,
    summary: 'Changes one row of the newest version: a new version comes of it, which nobody has signed.',
    callers: READERS,
    params: VersionParams.extend({ drugId: DrugId }),
    body: z.object({ drug: Drug, note: line(200) }),
    answer: FormularyState,
    problems: ['not-entitled', 'not-found', 'version-conflict', 'invalid-input'],
  }),
  signFormulary: route({
    id: 'signFormulary',
    method: 'post',
    path: `${VERSION}/sign`,
    summary: 'The pharmacy lead signs exactly the newest version with their own key.',
    callers: ['pharmacist'],
    params: VersionParams,
    /** What the lead was shown. */
    body: z.object({ hash: Hash }),
    answer: FormularyState,
    problems: ['not-entitled', 'not-found', 'version-conflict'],
  }),
  previewFormularyImport: route({
    id: 'previewFormularyImport',
    method: 'post',
    path: '/hospitals/{hospitalId}/formulary/import/preview',
    summary: 'What a CSV file would become: counts, first rows, and every refused line with its reason.',
    callers: READERS,
    params: HospitalParams,
    body: FileBody,
    maxBytes: IMPORT_BODY_BYTES,
    answer: ImportPreview,
    problems: ['not-entitled', 'file-refused', 'body-too-large'],
    perMinute: 20,
  }),
  importFormulary: route({
    id: 'importFormulary',
    method: 'post',
    path: '/hospitals/{hospitalId}/formulary/import',
    summary:
      'The file becomes a new version, which nobody has signed. Refused lines are left out only when their number is confirmed.',
    callers: READERS,
    params: HospitalParams,
    body: FileBody.extend({ fileHash: Hash, leaveOut: z.int().min(0).max(IMPORT_ROWS), note: line(200) }),
    maxBytes: IMPORT_BODY_BYTES,
    answer: FormularyState,
    status: 201,
    problems: ['not-entitled', 'file-refused', 'version-conflict', 'body-too-large'],
    perMinute: 10,
  }),
};
