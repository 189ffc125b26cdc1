/** `npm run hospital`: from an empty hospital to one whose people sign in, and whoever leaves is out at once. */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { main } from '../../scripts/hospital/main.ts';
import { openTestApp, type TestApp } from '../kit/open-test-app.ts';
import { readStream } from '../kit/read-stream.ts';

const ID = 'riverside';
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests break the file as they like
type Change = (file: any) => void;

describe('npm run hospital', () => {
  let t: TestApp;
  let folder: string;
  const passwords = new Map<string, string>();
  before(async () => {
    t = await openTestApp({ demo: false });
    folder = await mkdtemp(join(tmpdir(), 'care-hospital-'));
  });
  after(async () => {
    await t.close();
    await rm(folder, { recursive: true });
  });

  async function run(args: string[], { typed = '', env = {} }: { typed?: string; env?: object } = {}) {
    const [said, complaints]: [string[], string[]] = [[], []];
    const code = await main(
      args,
      { DATABASE_URL: t.url, ...env },
      {
        say: (line) => void said.push(line),
        complain: (line) => void complaints.push(line),
        typed: () => Promise.resolve(typed),
      },
    );
    return { code, out: said.join('\n'), err: complaints.join('\n') };
  }
  async function fileWith(change: Change): Promise<string> {
    const file = JSON.parse((await run(['example'])).out);
    change(file);
    const path = join(folder, 'changed.json');
    await writeFile(path, JSON.stringify(file));
    return path;
  }
  const put = async (change: Change = () => {}) => run(['put', await fileWith(change)]);
  const signIn = (username: string, password: string) =>
    t.call('POST', `/${ID}/sessions`, { body: { username, password } });
  const self = (token: string) => t.call('GET', `/${ID}/sessions/current`, { token });
  /** What the trail has of the command's own acts, counted. */
  const trail = () =>
    t.deps.db.tenant(ID, async (tx) => {
      const { rows } = await tx.execute<{ action: string; n: number }>(
        `SELECT action, count(*)::int AS n FROM audit_entries
          WHERE actor_role = 'system' GROUP BY action ORDER BY action`,
      );
      return Object.fromEntries(rows.map(({ action, n }) => [action, n]));
    });

  it('adds a hospital with all of it; its people sign in with what was printed, without a restart', async () => {
    // Asked before it is there: nobody remembers that it was not.
    assert.equal((await t.call('GET', `/${ID}`)).status, 404);
    const { code, out, err } = await put();
    assert.equal(code, 0, err);
    assert.match(out, /^hospital riverside added\ndepartment 02 added\n/);
    for (const [, username, password] of out.matchAll(/^ {2}(\S+) +(\S{4}-\S{4}-\S{4}-\S{4})$/gm))
      passwords.set(username!, password!);
    assert.deepEqual([...passwords.keys()], ['li', 'xu', 'ma', 'guo', 'admin']);
    assert.equal(new Set(passwords.values()).size, 5);
    const { body: hospital } = await t.call('GET', `/${ID}`);
    assert.deepEqual([hospital.demo, hospital.departments.length], [false, 2]);
    const li = await signIn('li', passwords.get('li')!);
    assert.equal(li.status, 201);
    const posts = li.body.clinician.departments as { code: string; treatmentRight: boolean }[];
    assert.deepEqual(
      posts.map(({ code, treatmentRight }) => [code, treatmentRight]),
      [
        ['02', true],
        ['03', false],
      ],
    );
    const xu = await signIn('xu', passwords.get('xu')!);
    assert.equal(xu.body.clinician.pharmacyLead, true);
    const { token } = (await signIn('admin', passwords.get('admin')!)).body;
    const { body } = await t.call('GET', `/${ID}/origins`, { token });
    assert.deepEqual(
      body.origins.map(({ origin, registeredBy }: { origin: string; registeredBy: unknown }) => [
        origin,
        registeredBy,
      ]),
      [['https://www.riverside.example', null]],
    );
    assert.deepEqual(await trail(), {
      'clinician.added': 5,
      'department.added': 2,
      'hospital.added': 1,
      'origin.registered': 1,
      'pharmacy.added': 2,
    });
  });

  it('changes nothing the second time, and what differs after that', async () => {
    const before = await trail();
    const again = await put();
    assert.deepEqual([again.code, again.out], [0, 'riverside is as the file says: nothing changed.']);
    assert.deepEqual(await trail(), before);
    const changed = await put((file) => {
      file.phone = '010-5550-0199';
      file.departments[1].open = false;
      // Left out is not taken away; what a person's own entry says is all they have.
      file.clinicians = [
        { ...file.clinicians[0], title: { 'zh-CN': '副主任医师', en: 'Associate chief' } },
        { ...file.clinicians[0], username: 'song', role: 'doctor' },
      ];
      file.clinicians[0].posts.pop();
      file.pharmacies[0].staff = [];
      file.pharmacies[1].staff = ['ma', 'xu'];
    });
    assert.match(
      changed.out,
      /^hospital riverside changed\ndepartment 03 changed\ndoctor li changed\ndoctor song added\npharmacy own changed\npharmacy partner changed\n\nFirst passwords, shown this once; .*\n {2}song +\S+$/,
    );
    const { clinician } = (await signIn('li', passwords.get('li')!)).body;
    assert.deepEqual([clinician.title.en, clinician.departments.length], ['Associate chief', 1]);
    assert.equal((await signIn('guo', passwords.get('guo')!)).status, 201);
    const { out } = await run(['list', ID]);
    assert.match(out, /li · doctor · active · 李文, 副主任医师 · 02 consults and prescribes$/m);
    assert.match(out, /xu · pharmacist · active · .* · signs the formulary$/m);
    assert.match(out, /安康大药房 · partner · active · counter: (ma, xu|xu, ma)$/m);
    assert.match(out, /03 · B · 内科 · not in use$/m);
    assert.match((await run(['list'])).out, /^riverside +河畔医院: 2 departments, 6 people \(6 active\)/m);
  });

  it('says what is wrong in a file and where, and changes nothing', async () => {
    const before = await trail();
    const cases: [Change, RegExp][] = [
      [(file) => delete file.clinicians[0].name.en, /→ at clinicians\[0\]\.name\.en/],
      [(file) => (file.clinicians[1].password = 'x'), /Unrecognized key: "password"\n.*at clinicians\[1\]/],
      [(file) => (file.timeZone = 'Mars'), /IANA time zone.*\n.*at timeZone/],
      [(file) => (file.rulePacks = ['atlantis']), /atlantis.*\n.*at rulePacks/],
      [(file) => (file.origins = ['http://a.example']), /https.*\n.*at origins\[0\]/],
      [(file) => (file.clinicians[1].username = 'li'), /li is there twice\n.*at clinicians\[1\]\.username/],
      [(file) => (file.clinicians[0].pharmacyLead = true), /at clinicians\[0\]\.pharmacyLead/],
      [
        (file) => (file.clinicians[0].posts[0].department = '99'),
        /no department 99\n.*at clinicians\[0\]\.posts\[0\]\.department/,
      ],
      [
        (file) => (file.clinicians[0].posts[0].consultRight = false),
        /Who treats.*\n.*at clinicians\[0\]\.posts\[0\]\.consultRight/,
      ],
      [(file) => (file.departments[1].code = '99'), /99 is not of the .*\n.*at departments\[1\]\.code/],
      [(file) => (file.departments[1].covers = ['03', '99']), /at departments\[1\]\.covers\[1\]/],
      [(file) => (file.pharmacies[0].staff = ['li']), /role doctor.*\n.*at pharmacies\[0\]\.staff\[0\]/],
      [(file) => (file.pharmacies[0].staff = ['who']), /nobody called who/],
      [(file) => (file.pharmacies[1].staff = ['xu']), /xu stands at the counter of own already/],
      [(file) => (file.consent.text.en = 'Other words.'), /another text.*\n.*at consent\.version/],
    ];
    for (const [change, words] of cases) {
      const { code, out, err } = await put(change);
      assert.deepEqual([code, out], [1, ''], String(change));
      assert.match(err, words);
    }
    const broken = join(folder, 'broken.json');
    await writeFile(broken, '{');
    assert.match((await run(['put', broken])).err, /broken\.json is not JSON/);
    assert.match((await run(['put', join(folder, 'none.json')])).err, /can't be read: ENOENT/);
    assert.deepEqual(await trail(), before);
  });

  it('tells what the database refused without what was to be written', async () => {
    const owner = new pg.Client({ connectionString: t.url });
    await owner.connect();
    await owner.query(`ALTER TABLE clinicians ADD CONSTRAINT no_zed CHECK (username <> 'zed')`);
    await owner.end();
    const { code, err } = await put((file) => (file.clinicians[1].username = 'zed'));
    assert.equal(code, 1);
    assert.match(err, /violates check constraint "no_zed"$/);
    assert.doesNotMatch(err, /scrypt|Failed query/);
  });

  it('gives a new password and ends all sessions of that person, and of nobody else', async () => {
    const { token } = (await signIn('li', passwords.get('li')!)).body;
    const other = (await signIn('guo', passwords.get('guo')!)).body.token;
    const { out } = await run(['password', ID, 'li']);
    const [, fresh] = /^li has a new password: (\S+) \(\d+ sessions ended\)\.$/.exec(out)!;
    assert.equal((await self(token)).status, 401);
    assert.equal((await self(other)).status, 200);
    assert.equal((await signIn('li', passwords.get('li')!)).status, 401);
    assert.equal((await signIn('li', fresh!)).status, 201);
    const typed = await run(['password', ID, 'li'], { typed: 'three blind mice\n' });
    assert.equal(typed.out, 'li has a new password (1 session ended).');
    assert.equal((await signIn('li', 'three blind mice')).status, 201);
    assert.match((await run(['password', ID, 'li'], { typed: 'short\n' })).err, /12 to 256 characters/);
    assert.equal((await trail())['clinician.password-set'], 2);
  });

  it('closes an account at once, its open pages too, and opens it again', async () => {
    const server = await t.listen();
    const { token, clinician } = (await signIn('li', 'three blind mice')).body;
    const [department] = clinician.departments;
    const page = await readStream(server.url, ID, token, [`queue:${department.departmentId}`]);
    assert.equal(page.status, 200);
    assert.match((await run(['deactivate', ID, 'li'])).out, /^li’s account is closed \(\d sessions? ended\)/);
    await page.ended;
    assert.equal((await self(token)).status, 401);
    assert.equal((await signIn('li', 'three blind mice')).status, 401);
    assert.match((await run(['list', ID])).out, /li · doctor · CLOSED/);
    // The file does not open it.
    assert.doesNotMatch((await put()).out, /nothing/);
    assert.equal((await signIn('li', 'three blind mice')).status, 401);
    assert.match((await run(['deactivate', ID, 'li'])).out, /was closed already \(0 sessions ended\)/);
    assert.match((await run(['activate', ID, 'li'])).out, /is open again/);
    assert.equal((await self(token)).status, 401);
    assert.equal((await signIn('li', 'three blind mice')).status, 201);
    const { 'clinician.closed': closed, 'clinician.opened': opened } = await trail();
    assert.deepEqual([closed, opened], [1, 1]);
  });

  it('signs out who gets another role', async () => {
    const { token } = (await signIn('xu', passwords.get('xu')!)).body;
    await put((file) => {
      Object.assign(file.clinicians[1], { role: 'administrator', pharmacyLead: false });
      file.pharmacies[0].staff = [];
      file.pharmacies[1].staff = ['ma'];
    });
    assert.equal((await self(token)).status, 401);
    const { clinician } = (await signIn('xu', passwords.get('xu')!)).body;
    assert.deepEqual([clinician.role, clinician.pharmacyLead], ['administrator', undefined]);
  });

  it('says what to do where it can do nothing', async () => {
    assert.match(
      (await run(['password', 'nowhere', 'li'])).err,
      /no hospital nowhere\. There are: .*riverside/,
    );
    assert.equal((await run(['deactivate', ID, 'who'])).err, 'riverside has nobody called who.');
    const none = { DATABASE_URL: '', CARE_DATA_DIR: join(folder, 'none') };
    assert.match((await run(['list'], { env: none })).err, /There is no database in .*"npm run serve" once/);
    assert.deepEqual(
      [(await run([])).code, (await run(['put'])).code, (await run(['fly', 'x'])).code],
      [2, 2, 2],
    );
    const example = await readFile(new URL('../../scripts/hospital/example.json', import.meta.url), 'utf8');
    assert.equal((await run(['example'])).out, example.trimEnd());
  });
});
