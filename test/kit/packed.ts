/** The npm package as npm gives it to others: built, packed, and unpacked into a fresh folder whose other packages are links to ours. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { packIfStale, PACKED } from '../../scripts/pack.ts';

const root = join(import.meta.dirname, '../..');

export interface Packed {
  folder: string;
  tarball: string;
  manifest: { name: string; exports: Record<string, unknown>; dependencies: Record<string, string> };
}

export async function packElements(): Promise<Packed> {
  const folder = mkdtempSync(join(tmpdir(), 'care-npm-'));
  await packIfStale();
  execFileSync('npm', ['pack', '--offline', '--silent', '--pack-destination', folder], { cwd: PACKED });
  const manifest = JSON.parse(readFileSync(join(PACKED, 'package.json'), 'utf8'));
  return { folder, manifest, tarball: join(folder, `care-elements-elements-${manifest.version}.tgz`) };
}

/** A fresh app in `folder`: its files, the package from its tarball, and `others` from our own node_modules, without a network. */
export function freshApp(
  { folder, tarball, manifest }: Packed,
  name: string,
  files: Record<string, string>,
  others: readonly string[],
): string {
  const app = join(folder, name);
  const own = join(app, 'node_modules', manifest.name);
  mkdirSync(own, { recursive: true });
  execFileSync('tar', ['-xzf', tarball, '-C', own, '--strip-components=1']);
  for (const other of [...Object.keys(manifest.dependencies), ...others]) {
    const from = ['.', 'packages/client', 'packages/elements']
      .map((at) => join(root, at, 'node_modules', other))
      .find((path) => existsSync(path));
    if (!from) throw new Error(`${other} is not installed`);
    mkdirSync(dirname(join(app, 'node_modules', other)), { recursive: true });
    symlinkSync(from, join(app, 'node_modules', other));
  }
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(app, file)), { recursive: true });
    writeFileSync(join(app, file), text);
  }
  return app;
}
