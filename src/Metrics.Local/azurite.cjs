// Starts Azurite so that it ends with whoever holds its standard input, even when that one is killed.
// Usage: node azurite.cjs FOLDER. Prints one line an endpoint; ports are free ones.
'use strict';
const accounts = Number(process.env.AZURITE_TEST_ACCOUNTS ?? 0);
if (accounts > 0) {
  // Tests give every host an account of its own: the names are test0, test1, …, all with one public key.
  const key = Buffer.alloc(64, 7).toString('base64');
  process.env.AZURITE_ACCOUNTS = Array.from({ length: accounts }, (_, i) => `test${i}:${key}`).join(';');
}
process.argv.push('--silent', '--location', process.argv[2], '--disableTelemetry',
  '--blobPort', '0', '--queuePort', '0', '--tablePort', '0');
process.argv.splice(2, 1);
process.stdin.on('end', () => process.kill(process.pid, 'SIGTERM')).resume();
// Azurite ends when nothing is left to wait for; an open standard input would be.
for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => process.stdin.destroy());
require('azurite/dist/src/azurite.js');
