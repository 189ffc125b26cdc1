/** `npm run hospital`: sets up a hospital and its people, and closes an account. See docs/operations.md, "The first hospital". */
import { text } from 'node:stream/consumers';
import { main } from './hospital/main.ts';

// `… | head` closes our stdout: that is no error.
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => process.exit(code === 'EPIPE' ? 0 : 1));
process.exitCode = await main(process.argv.slice(2), process.env, {
  say: console.log,
  complain: console.error,
  typed: () => (process.stdin.isTTY ? Promise.resolve('') : text(process.stdin)),
});
