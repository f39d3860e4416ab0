/** What Dure held at one moment of a soak. */
export interface Sample {
  /** Seconds since the load began. */
  at: number
  /** Bytes of memory of the server's process, and the files and sockets that it has open. */
  memory: number
  open: number
  tables: { name: string; rows: number; bytes: number }[]
  /** Files and bytes by the first folders of the data folder, and what lies in the folder for temporary files. */
  folders: Record<string, { files: number; bytes: number }>
}

/** Tables that hold what people wrote or did: each row is theirs, and stays until they or a retention remove it. */
export const written = [
  'action_item',
  'action_state',
  'check_in_answer',
  'check_in_total',
  'escalation',
  'escalation_clock',
  'escalation_comment',
  'escalation_event',
  'escalation_party',
  'note',
  'note_evidence',
  'note_reading',
  'note_reply',
  'note_revision',
  'record_view',
  'today_settled',
] as const

const growthOf = (first: number, last: number) => (first === 0 ? last : last / first - 1)
const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
const megabyte = 1_000_000

/** Finished jobs that lie until they are deleted, every five minutes: two a second, with room for a slow machine. */
const jobsLimit = 1_500

/** Kept by PostgreSQL, which bounds the second itself; what the first holds is compared by table. */
const ofPostgres = /^(postgres|cluster[^/]*)\/(base|pg_wal)$/

/**
 * Returns what grew during a soak and that nothing shrinks again, as sentences. The first third of the samples is the
 * time in which caches fill; what follows is compared with the end.
 * @param swept tables that have a broom.
 */
export function findGrowth(samples: readonly Sample[], swept: readonly string[]): string[] {
  const settled = samples.slice(Math.floor(samples.length / 3))
  const third = Math.max(1, Math.floor(settled.length / 3))
  const early = settled.slice(0, third)
  const late = settled.slice(-third)
  const [first, last] = [early[0], late.at(-1)]
  if (!first || !last || samples.length < 6) return ['There were too few samples to compare.']
  const problems: string[] = []
  const mayGrow = new Set<string>([...swept, ...written])
  for (const { name, rows, bytes } of last.tables) {
    const before = first.tables.find((table) => table.name === name) ?? { rows: 0, bytes: 0 }
    if (mayGrow.has(name) || (name.startsWith('pgboss.') && rows <= jobsLimit)) continue
    if (rows > before.rows + 50 && growthOf(before.rows, rows) > 0.2)
      problems.push(`${name} grew from ${before.rows} to ${rows} rows and has no broom`)
    if (bytes > before.bytes + megabyte && growthOf(before.bytes, bytes) > 0.2)
      problems.push(`${name} grew from ${before.bytes} to ${bytes} bytes and has no broom`)
  }
  for (const [folder, { files, bytes }] of Object.entries(last.folders)) {
    if (ofPostgres.test(folder)) continue
    const before = first.folders[folder] ?? { files: 0, bytes: 0 }
    if (files > before.files + 10) problems.push(`${folder} grew from ${before.files} to ${files} files`)
    if (bytes > before.bytes + 5 * megabyte)
      problems.push(`${folder} grew from ${before.bytes} to ${bytes} bytes`)
  }
  const grew = (size: (sample: Sample) => number) =>
    [median(early.map(size)), median(late.map(size))] as const
  const [memory, memoryNow] = grew((sample) => sample.memory)
  if (growthOf(memory, memoryNow) > 0.25 && memoryNow > memory + 50 * megabyte)
    problems.push(`the server's memory grew from ${memory} to ${memoryNow} bytes`)
  const [open, openNow] = grew((sample) => sample.open)
  if (openNow > open + 20) problems.push(`the server's open files grew from ${open} to ${openNow}`)
  return problems
}
