import './server/node-guard.js'
import { fileURLToPath } from 'node:url'

/*
 * Starts a program of Dure on the Node.js that it needs, whichever Node.js starts this file:
 * `node start.js PROGRAM [ARGUMENTS]`. Without a program it is the server.
 */
const programs = new Map([
  ['main', 'server/main.ts'],
  ['build', 'server/build.ts'],
  ['demo', 'server/demo.ts'],
  ['cli', 'server/cli.ts'],
  ['test', 'tests/run.ts'],
  ['soak', 'tests/soak/run.ts'],
  ['bench', 'tests/bench/run.ts'],
  ['shots', 'tests/shots/run.ts'],
])
const [, , name = 'main', ...args] = process.argv
const program = programs.get(name)
if (program) {
  const address = new URL(program, import.meta.url)
  process.argv.splice(1, process.argv.length, fileURLToPath(address), ...args)
  await import(address.href)
} else {
  process.stderr.write(`There is no program ${name}. There are: ${[...programs.keys()].join(', ')}.\n`)
  process.exitCode = 2
}
