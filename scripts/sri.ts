/**
 * `npm run -s sri -- ADDRESS [TAG …]`: the lines of a page that takes nothing but what was built here: the loader by its hash, and every
 * chunk that the tags may fetch, later ones included, by an import map with `integrity`.
 */
import type { Manifest } from './size.ts';

/** `address` is where the files of `dist/cdn` are served, `https://care.example`. No tags: all of them. */
export function sriLines(manifest: Manifest, address: string, tags: readonly string[] = []): string {
  const base = address.replace(/\/*$/, '/');
  const wanted = Object.entries(manifest.files).filter(
    ([file, { tags: of }]) =>
      !/^(frame|embed)\.js$/.test(file) && (!tags.length || tags.some((tag) => of.includes(tag))),
  );
  const integrity = Object.fromEntries(
    wanted
      .filter(([file]) => file !== 'care.js')
      .map(([file, { integrity }]) => [new URL(file, base).href, integrity]),
  );
  return `<script type="importmap">${JSON.stringify({ integrity })}</script>
<script src="${new URL('care.js', base).href}" integrity="${manifest.files['care.js']!.integrity}" crossorigin="anonymous"></script>
`;
}

if (import.meta.main) {
  const [address = '', ...tags] = process.argv.slice(2);
  if (!URL.canParse(address)) {
    console.error('npm run -s sri -- https://care.example [care-visit …]');
    process.exitCode = 1;
  } else
    void import('./build.ts').then(async ({ buildIfStale }) =>
      process.stdout.write(sriLines(await buildIfStale(), address, tags)),
    );
}
