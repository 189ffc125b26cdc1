/** What with-node.test.ts runs: says its version, process id and where Node keeps what it compiles, then ends with a code, or waits for SIGTERM and ends with 3. */
const [what, code] = process.argv.slice(2);
if (what === 'exit') process.exitCode = Number(code);
else {
  const alive = setInterval(() => {}, 1000);
  process.once('SIGTERM', () => {
    clearInterval(alive);
    process.exitCode = 3;
  });
}
console.log(`${process.version} ${process.pid} ${process.env.NODE_COMPILE_CACHE}`);
