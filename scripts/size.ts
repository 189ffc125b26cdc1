/** Owns the byte budgets: what they are, how they are printed, and that a build over one fails. */

/** `dist/cdn/manifest.json`. Sizes are gzip bytes, level 9. */
export type Manifest = {
  sources: string;
  /** Of the project. */
  version: string;
  /** `integrity` is the SRI hash; `tags` are those whose page may fetch the file. */
  files: Record<string, { gzip: number; integrity: string; tags: string[] }>;
  /** All JavaScript that a page fetches until the first triage question can be answered, in the heavier language. */
  firstQuestion: { files: string[]; gzip: number };
  loader: { gzip: number };
  /** What a page fetches until the call stands, beside livekit-client bundled alone by the same recipe. Null without a consult. */
  consult: { files: string[]; gzip: number; livekit: number } | null;
};

export const BUDGETS = { firstQuestion: 15_000, loader: 1_000, consultOverLivekit: 1.06 };

/** Prints a line a budget; true when all hold. */
export function checkBudgets({ files, firstQuestion, loader, consult }: Manifest): boolean {
  const rows: [name: string, size: number, limit: number, of: string[]][] = [
    ['until the first triage question', firstQuestion.gzip, BUDGETS.firstQuestion, firstQuestion.files],
    ['loader', loader.gzip, BUDGETS.loader, ['care.js']],
  ];
  if (consult)
    rows.push([
      'the call',
      consult.gzip,
      Math.floor(consult.livekit * BUDGETS.consultOverLivekit),
      consult.files,
    ]);
  let held = true;
  for (const [name, size, limit, of] of rows) {
    const ok = size <= limit;
    held &&= ok;
    console.log(`${ok ? 'ok  ' : 'OVER'} ${name}: ${size} of ${limit} bytes gzip`);
    for (const file of of)
      if (files[file]) console.log(`       ${String(files[file].gzip).padStart(6)}  ${file}`);
  }
  if (consult)
    console.log(
      `       livekit-client alone: ${consult.livekit}; ratio ${(consult.gzip / consult.livekit).toFixed(3)}`,
    );
  return held;
}

// Not awaited here: the build imports us.
if (import.meta.main)
  void import('./build.ts').then(async ({ buildIfStale }) => {
    if (!checkBudgets(await buildIfStale())) process.exitCode = 1;
  });
