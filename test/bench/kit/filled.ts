/** What a bench's table has to have, whatever it measured. */
import assert from 'node:assert/strict';
import type { Figure } from './figure.ts';

export function filled(name: string, figures: Figure[]): void {
  assert.ok(figures.length > 0);
  for (const figure of figures) {
    assert.equal(figure.name, name);
    assert.ok(figure.ours > 0 && figure.bare > 0 && figure.n > 0, JSON.stringify(figure));
    assert.ok(figure.figure && figure.goal >= 0, JSON.stringify(figure));
    assert.ok(Math.abs(figure.ratio - figure.ours / figure.bare) < 1e-9);
  }
}
