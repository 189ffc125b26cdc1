/** `npm run rules`: the law as code, printed as a table, and a stored decision asked again. See docs/rules.md. */
import { main } from './rules/main.ts';

// `… | head` closes our stdout: that is no error.
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => process.exit(code === 'EPIPE' ? 0 : 1));
process.exitCode = await main(process.argv.slice(2), process.env, {
  say: console.log,
  complain: console.error,
});
