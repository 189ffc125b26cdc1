/**
 * The short form of `npm run faults -- house` and of the upgrade: what needs a hospital and nothing else, in one of them. Backup and restore
 * have theirs in test/server/backup.
 */
import { describe } from 'node:test';
import { BACKUP } from './backup.ts';
import { SCENARIOS } from './scenarios.ts';
import { shortForms } from './short.ts';

describe('faults', () =>
  shortForms([
    ...SCENARIOS.filter((one) => !('alone' in one) && !one.shimmed),
    ...BACKUP.filter(({ name }) => name.startsWith('yesterday')),
  ]));
