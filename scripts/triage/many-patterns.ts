/** For programs that judge many cases: V8 writes bytecode of each pattern before machine code, and of ours that takes longer than all the rest. */
import { setFlagsFromString } from 'node:v8';

setFlagsFromString('--no-regexp-tier-up');
