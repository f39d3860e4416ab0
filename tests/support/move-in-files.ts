import { readFileSync } from 'node:fs'
import type { MoveInOptions, MoveInReport, PersonToMake } from '#shared/reviews/move-in-views.ts'
import type { SignedIn } from './app.ts'

export interface ExportFile {
  name: string
  bytes: Uint8Array
}

/** A file of tests/data/move-in. */
export const moveInFile = (name: string): ExportFile => ({
  name,
  bytes: readFileSync(new URL(`../data/move-in/${name}`, import.meta.url)),
})
export const zendeskFiles = ['scorecards', 'conversations', 'disputes', 'calibrations'].map((part) =>
  moveInFile(`zendesk-${part}.json`),
)
export const maestroFiles = ['total', 'section'].map((part) => moveInFile(`maestro-${part}-scores.csv`))

export const jsonFile = (name: string, value: unknown): ExportFile => ({
  name,
  bytes: Buffer.from(JSON.stringify(value)),
})

export const moveInOptionsFor = (
  teamId: string,
  files: readonly ExportFile[],
  more: Partial<MoveInOptions> = {},
): MoveInOptions => ({
  ...{ teamId, source: 'zendesk-qa', check: false, criticalKind: 'rights' },
  files: files.map(({ name, bytes }) => ({ name, size: bytes.length })),
  ...more,
})

/** Sends files as the screen does. */
export async function sendMoveIn(
  url: string,
  by: Pick<SignedIn, 'cookie'>,
  {
    files,
    options,
    people = [],
  }: { files: readonly ExportFile[]; options: MoveInOptions; people?: readonly Partial<PersonToMake>[] },
): Promise<{
  status: number
  report?: MoveInReport
  error?: { code: string; details?: { field?: string; reason?: string } }
}> {
  const made = Buffer.from(people.length > 0 ? JSON.stringify(people) : '')
  const query = new URLSearchParams({ options: JSON.stringify({ ...options, peopleSize: made.length }) })
  const response = await fetch(`${url}/api/move-in?${query}`, {
    method: 'POST',
    headers: { 'x-dure': '1', 'content-type': 'application/octet-stream', cookie: by.cookie() },
    body: Buffer.concat([...files.map(({ bytes }) => bytes), made]),
  })
  return { status: response.status, ...(await response.json()) }
}
