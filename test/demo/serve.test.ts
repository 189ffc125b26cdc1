/** The demo sites' server, and what the sites promise: two Care lines, nothing from elsewhere, no dead link. */
import assert from 'node:assert/strict';
import { mkdtemp, mkdir, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { serveSite, type Site } from '../../demo/serve.ts';

const demo = join(import.meta.dirname, '../../demo');
const careUrl = 'https://care.example:8443';

/** Sends a target as it stands; `fetch` would tidy `..` away before it is sent. */
function ask(site: Site, path: string, method = 'GET') {
  const { hostname, port } = new URL(site.url);
  return new Promise<{ status: number; type: string; body: string; headers: Record<string, unknown> }>(
    (done, fail) => {
      const req = request({ hostname, port, path, method, agent: false }, (res) => {
        let body = '';
        res.setEncoding('utf8');
        res.on('data', (part: string) => (body += part));
        res.on('end', () =>
          done({
            status: res.statusCode ?? 0,
            type: res.headers['content-type'] ?? '',
            body,
            headers: res.headers,
          }),
        );
      });
      req.on('error', fail);
      req.end();
    },
  );
}

const open = (dir: string, more: Partial<Parameters<typeof serveSite>[0]> = {}) =>
  serveSite({ dir, port: 0, careUrl, log: () => undefined, ...more });

describe('serveSite', () => {
  let folder: string;
  let site: Site;
  const lines: string[] = [];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'care-site-'));
    const dir = join(folder, 'site');
    await mkdir(join(dir, 'sub'), { recursive: true });
    // A neighbour whose name begins like the site's: a prefix check without the separator would let it through.
    await mkdir(join(folder, 'site-private'));
    await writeFile(join(folder, 'secret.txt'), 'secret');
    await writeFile(join(folder, 'site-private', 'secret.txt'), 'secret');
    await writeFile(join(dir, '.env'), 'secret');
    await symlink(join(folder, 'secret.txt'), join(dir, 'link.txt'));
    await writeFile(join(dir, 'index.html'), '<a href="{{CARE_URL}}/x">{{CARE_URL}}</a>');
    await writeFile(join(dir, 'sub', 'index.html'), 'sub');
    await writeFile(join(dir, 'site.css'), '/* {{CARE_URL}} */');
    await writeFile(join(dir, 'site.js'), '0');
    await writeFile(join(dir, 'pic.svg'), '<svg/>');
    await writeFile(join(dir, 'data.bin'), 'x');
    site = await open(dir, {
      log: (line) => lines.push(line),
      headers: { 'permissions-policy': 'camera=(self)' },
    });
  });
  after(async () => {
    await site.close();
    await rm(folder, { recursive: true });
  });

  test('serves the home page, puts the Care server in, and says where it listens', async () => {
    const home = await ask(site, '/');
    assert.equal(home.status, 200);
    assert.equal(home.body, `<a href="${careUrl}/x">${careUrl}</a>`);
    assert.equal(home.headers['permissions-policy'], 'camera=(self)');
    assert.equal(home.headers['x-content-type-options'], 'nosniff');
    assert.equal((await ask(site, '/index.html?hospital=x')).body, home.body);
    assert.equal((await ask(site, '/sub/')).body, 'sub');
    assert.equal(lines.length, 1);
    assert.ok(lines[0]?.startsWith(site.url));
  });

  test('the placeholder stays as it is outside HTML', async () => {
    assert.equal((await ask(site, '/site.css')).body, '/* {{CARE_URL}} */');
  });

  for (const [path, type] of [
    ['/', 'text/html; charset=utf-8'],
    ['/site.css', 'text/css; charset=utf-8'],
    ['/site.js', 'text/javascript; charset=utf-8'],
    ['/pic.svg', 'image/svg+xml'],
    ['/data.bin', 'application/octet-stream'],
  ] as const)
    test(`${path} is ${type}`, async () => {
      const got = await ask(site, path);
      assert.equal(got.status, 200);
      assert.equal(got.type, type);
    });

  for (const path of [
    '/../secret.txt',
    '/sub/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/..%2Fsite-private%2Fsecret.txt',
    '/..%5csecret.txt',
    '//../secret.txt',
    '/link.txt',
    '/.env',
    '/sub',
    '/sub/nothing.html',
    '/site.css/',
  ])
    test(`${path} is not found`, async () => {
      const got = await ask(site, path);
      assert.equal(got.status, 404);
      assert.doesNotMatch(got.body, /secret/);
    });

  for (const path of ['/%', '/%00', '/index.html%00.css'])
    test(`${path} is a bad address`, async () => assert.equal((await ask(site, path)).status, 400));

  test('HEAD has the headers alone; other methods are refused', async () => {
    const head = await ask(site, '/', 'HEAD');
    assert.equal(head.status, 200);
    assert.equal(head.body, '');
    assert.ok(Number(head.headers['content-length']) > 0);
    const post = await ask(site, '/', 'POST');
    assert.equal(post.status, 405);
    assert.equal(post.headers['allow'], 'GET, HEAD');
  });

  test('refuses a missing folder, a Care URL that is none, and a port in use', async () => {
    await assert.rejects(open(join(folder, 'nothing')), { code: 'ENOENT' });
    await assert.rejects(open(folder, { careUrl: 'javascript:alert(1)' }), TypeError);
    await assert.rejects(open(folder, { port: Number(new URL(site.url).port) }), { code: 'EADDRINUSE' });
  });

  test('a Care URL may end in a slash', async () => {
    const other = await open(join(folder, 'site'), { careUrl: `${careUrl}/` });
    const { body } = await ask(other, '/');
    await other.close();
    assert.ok(body.includes(`"${careUrl}/x"`));
  });

  test('a Care URL cannot break out of its attribute', async () => {
    const other = await open(join(folder, 'site'), { careUrl: 'http://a.example/?x="><script>&y=$&' });
    const { body } = await ask(other, '/');
    await other.close();
    assert.ok(!body.includes('"><script>'));
    assert.ok(body.includes('&amp;y=$&amp;'));
  });

  test('closes, and its port is free again', async () => {
    const other = await open(folder);
    const port = Number(new URL(other.url).port);
    await other.close();
    await (await open(folder, { port })).close();
  });
});

describe('the demo sites', () => {
  const embeds = [
    ['renhe', 'internet-hospital.html', 'care-visit', 'renhe'],
    ['lakeside', 'virtual-visit.html', 'care-visit', 'lakeside'],
    ['staff', 'desk.html', 'care-desk', 'renhe'],
    ['staff', 'pharmacy.html', 'care-pharmacy', 'renhe'],
    ['staff', 'protocols.html', 'care-protocols', 'renhe'],
    ['staff', 'formulary.html', 'care-formulary', 'renhe'],
  ] as const;
  for (const [dir, page, tag, hospital] of embeds)
    test(`${dir}/${page} embeds <${tag}> by two lines, one after the other`, async () => {
      const site = await open(join(demo, dir));
      const { status, body } = await ask(site, `/${page}`);
      await site.close();
      assert.equal(status, 200);
      assert.doesNotMatch(body, /\{\{/);
      const two = `<script type="module" src="${careUrl}/care.js"></script>\n<${tag} hospital="${hospital}"></${tag}>\n`;
      assert.equal(body.split(two).length, 2);
      // Nothing else in a patient's page knows of Care; a staff page names the tag once more, to switch the hospital.
      const rest = body.replace(two, '');
      assert.doesNotMatch(
        dir === 'staff' ? rest.replace(`data-tag="${tag}"`, '') : rest,
        /care\.js|<\/?care-|care-visit|care\.example/,
      );
    });

  for (const dir of ['renhe', 'lakeside', 'staff'])
    test(`${dir}: the bare address is a page`, async () => {
      const site = await open(join(demo, dir));
      const { status, type } = await ask(site, '/');
      await site.close();
      assert.equal(status, 200);
      assert.match(type, /^text\/html/);
    });

  for (const dir of ['renhe', 'lakeside', 'staff'])
    test(`${dir}: nothing comes from elsewhere, and every link leads somewhere`, async () => {
      const files = (await readdir(join(demo, dir), { recursive: true })).map((name) =>
        name.replaceAll('\\', '/'),
      );
      let links = 0;
      for (const file of files.filter((name) => /\.(html|css|js|svg)$/.test(name))) {
        const text = await readFile(join(demo, dir, file), 'utf8');
        const foreign = text
          .replaceAll('http://www.w3.org/2000/svg', '')
          .match(/(?:https?:)?\/\/[a-z0-9.-]+\.[a-z]+/gi);
        assert.equal(foreign, null, `${file} names ${foreign?.[0]}`);
        const targets = [...text.matchAll(/(?:\s(?:href|src)=|url\()"([^"]*)"/g)].map(
          (match) => match[1] ?? '',
        );
        for (const target of targets) {
          if (target.startsWith('{{CARE_URL}}/') || target.startsWith('tel:')) continue;
          const { pathname, hash } = new URL(target, `http://site/${file}`);
          const name = decodeURIComponent(pathname.slice(1));
          assert.ok(files.includes(name), `${file} links to ${target}`);
          if (hash)
            assert.ok(
              (await readFile(join(demo, dir, name), 'utf8')).includes(`id="${hash.slice(1)}"`),
              `${file} links to ${target}`,
            );
          links++;
        }
      }
      assert.ok(links > 0);
    });
});
