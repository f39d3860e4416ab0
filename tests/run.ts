import '#server/node-guard.js'
import { execFile, spawn } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ensureBrowser } from './support/browser-install.ts'

/**
 * `npm test`: everything, the checks of the sources at once and then the tests, and at the end one line «N passed, N failed». A part that is not a
 * test runner counts as one. A test that was skipped counts as failed: nothing is passed over in silence.
 */
const bin = path.resolve(import.meta.dirname, '../node_modules/.bin')
const report = path.join(tmpdir(), `dure-test-report-${process.pid}.json`)
let passed = 0
let failed = 0

function run(program: string, args: string[]): Promise<number> {
  const child = spawn(path.join(bin, program), args, {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  return new Promise((resolve) => {
    child.on('error', () => resolve(127))
    child.on('close', (code) => resolve(code ?? 1))
  })
}
/** Runs a check; what it prints comes in one piece, so that several may run at once. */
function check(program: string, args: string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const options = { shell: process.platform === 'win32', maxBuffer: Number.POSITIVE_INFINITY }
    execFile(path.join(bin, program), args, options, (error, out, errors) => {
      process.stdout.write(out + errors)
      resolve(error === null)
    })
  })
}
function count(name: string, ok: boolean): void {
  if (ok) passed++
  else failed++
  process.stdout.write(`${ok ? 'ok' : 'FAILED'}: ${name}\n`)
}

const checks = {
  'format and lint': check('biome', ['ci', '.']),
  types: check('tsc', []),
  'nothing without a caller': check('knip', []),
}
for (const [name, passes] of Object.entries(checks)) count(name, await passes)
try {
  count(`browsers (${ensureBrowser('shell')}, ${ensureBrowser('whole')})`, true)
} catch (error) {
  process.stdout.write(`${error instanceof Error ? error.message : String(error)}\n`)
  count('browsers', false)
}
const code = await run('vitest', [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
])
try {
  const result: unknown = JSON.parse(await readFile(report, 'utf8'))
  const figure = (key: string) =>
    result && typeof result === 'object' && key in result ? Number(Reflect.get(result, key)) : 0
  passed += figure('numPassedTests')
  const unfinished = figure('numTotalTests') - figure('numPassedTests')
  failed += unfinished
  // A file that does not load, or an error outside of any test, fails the run without failing a test.
  if (unfinished === 0 && code !== 0) failed++
  if (figure('numPassedTests') === 0) failed++
} catch {
  count('the test runner’s report', false)
}
await rm(report, { force: true })
process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exit(failed === 0 ? 0 : 1)
