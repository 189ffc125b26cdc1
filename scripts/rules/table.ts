/** Columns for a terminal; the last one may hold Chinese, which is twice as wide, so nothing stands behind it. */
export function columns(rows: readonly (readonly string[])[], indent = ''): string {
  const widths = rows.reduce<number[]>(
    (most, row) => row.slice(0, -1).map((cell, i) => Math.max(most[i] ?? 0, cell.length)),
    [],
  );
  return rows
    .map(
      (row) =>
        indent + row.map((cell, i) => (i < row.length - 1 ? cell.padEnd(widths[i]!) : cell)).join('  '),
    )
    .map((line) => line.trimEnd())
    .join('\n');
}
