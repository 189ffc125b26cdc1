/** The short form of `npm run faults -- house` and `-- backup`: what needs a hospital and nothing else, in one of them. */
import { describe } from 'node:test';
import { BACKUP } from './backup.ts';
import { SCENARIOS } from './scenarios.ts';
import { shortForms } from './short.ts';

describe('faults', () =>
  shortForms([...SCENARIOS.filter((one) => !('alone' in one) && !one.shimmed), ...BACKUP]));
