/** What `npm run hospital -- put` writes, as if it were a write like any other: its names stand on every page. */
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { DEMO_HOSPITALS } from '../../../server/demo/hospitals.ts';
import { demoPharmacyId } from '../../../server/demo/seed.ts';
import { namedId } from '../../../server/named-id.ts';
import { HospitalFile } from '../../../server/setting-up/file.ts';
import { putFile } from '../../../server/setting-up/put.ts';
import type { Call, TestApp } from '../../kit/open-test-app.ts';
import { poisoner, type Document } from './poison.ts';

const PATH = '/hospital-file';

/** The document with the file's fields in it. */
export function withHospitalFile(document: Document): Document {
  const { $defs = {}, ...schema } = z.toJSONSchema(HospitalFile, { io: 'input' }) as Record<string, object>;
  return {
    paths: {
      ...document.paths,
      [PATH]: {
        put: {
          operationId: 'hospital',
          requestBody: { content: { 'application/json': { schema } } },
        },
      },
    },
    components: { schemas: { ...document.components.schemas, ...$defs } },
  };
}

/** What patients agree to: another text is another version. */
const ASKED = /^hospital\/(consent|recording|snapshot)\//;
/** A field's next text, and that it was taken. */
export interface Texts {
  next: (field: string, most: number) => string | undefined;
  take: (field: string) => void;
}

/**
 * Renhe's own file, with a text of the corpus wherever it takes one. What patients agree to stays as it is, unless `version` is given: its
 * texts come under that one, and then nobody can open a visit any more who agrees to the old one.
 */
export async function putHospital(
  t: TestApp,
  document: Document,
  { next, take }: Texts,
  version?: string,
): Promise<void> {
  const { clinicians, pharmacies, departments, ...face } = DEMO_HOSPITALS.find(
    ({ hospitalId }) => hospitalId === 'renhe',
  )!;
  const asked = (of: typeof face.consent) => (version ? { ...of, version } : of);
  const file = {
    ...face,
    ...{ consent: asked(face.consent), recording: asked(face.recording), snapshot: asked(face.snapshot) },
    ...(!version && {
      departments,
      clinicians: clinicians.map(({ departments: _, treatsIn: _t, ...person }) => person),
      pharmacies: pharmacies.map(({ staff: _, ...shop }) => shop),
    }),
  };
  const put: Call = async (_method, _path, { body } = {}) => {
    const headers = new Headers();
    try {
      await putFile(t.deps, HospitalFile.parse(body), () => 'nobody is new');
      return { status: 200, headers, body: {} };
    } catch (error) {
      if (!(error instanceof z.ZodError)) throw error;
      const errors = error.issues.map(({ path, message }) => ({ pointer: `/${path.join('/')}`, message }));
      return { status: 422, headers, body: { errors } };
    }
  };
  const now = (field: string, most: number) =>
    version || !ASKED.test(field) ? next(field, most) : undefined;
  // Under another name the file has another pharmacy: the texts that it took go to the one that people stand at.
  const rename = (key: string) =>
    t.deps.db.tenant('renhe', async (tx) => {
      const [old, made] = [demoPharmacyId('renhe', key), namedId(`care pharmacy renhe ${key}`)];
      await tx.execute(sql`UPDATE pharmacies p SET name = n.name, address = n.address, hours = n.hours
        FROM pharmacies n WHERE p.pharmacy_id = ${old} AND n.pharmacy_id = ${made}`);
      await tx.execute(sql`DELETE FROM pharmacies WHERE pharmacy_id = ${made}`);
    });
  const { status, body } = await poisoner(document, now, take)(put)('PUT', PATH, { body: file });
  if (status !== 200) throw new Error(`the hospital’s file: ${JSON.stringify(body)}`);
  if (!version) for (const { key } of pharmacies) await rename(key);
}
