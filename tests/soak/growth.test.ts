import { describe, expect, test } from 'vitest'
import { findGrowth, type Sample } from './growth.ts'

/** Samples of a minute each, with what grows by the number of the sample. */
const hour = (change: (minute: number) => Partial<Sample>): Sample[] =>
  Array.from({ length: 60 }, (_, minute) => ({
    at: minute * 60,
    memory: 200_000_000,
    open: 60,
    tables: [{ name: 'org', rows: 1, bytes: 32_768 }],
    folders: { 'postgres/global': { files: 60, bytes: 600_000 } },
    ...change(minute),
  }))

describe('growth in a soak', () => {
  test('is none where everything stays', () => {
    expect(
      findGrowth(
        hour(() => ({})),
        [],
      ),
    ).toEqual([])
  })

  test('is what fills in the first minutes alone', () => {
    const memory = (minute: number) => 200_000_000 + Math.min(minute, 15) * 10_000_000
    expect(
      findGrowth(
        hour((minute) => ({ memory: memory(minute) })),
        [],
      ),
    ).toEqual([])
  })

  test('of a table is told unless it has a broom or holds what people wrote', () => {
    const growing = (name: string) =>
      hour((minute) => ({ tables: [{ name, rows: minute * 100, bytes: minute * 100_000 }] }))
    expect(findGrowth(growing('sign_in_throttle'), [])).toHaveLength(2)
    expect(findGrowth(growing('sign_in_throttle'), ['sign_in_throttle'])).toEqual([])
    expect(findGrowth(growing('note'), [])).toEqual([])
  })

  test('of finished jobs is told where they are not deleted within minutes', () => {
    const jobs = (rows: number) =>
      hour((minute) => ({
        tables: [{ name: 'pgboss.job_common', rows: (minute / 59) * rows, bytes: 400_000 }],
      }))
    expect(findGrowth(jobs(1_400), [])).toEqual([])
    expect(findGrowth(jobs(4_600), [])).toHaveLength(1)
  })

  test('of a table in bytes alone is told', () => {
    const bloated = hour((minute) => ({ tables: [{ name: 'org', rows: 1, bytes: minute * 100_000 }] }))
    expect(findGrowth(bloated, [])).toEqual(['org grew from 2000000 to 5900000 bytes and has no broom'])
  })

  test('of files is told, but for what PostgreSQL bounds itself', () => {
    const filling = (folder: string) =>
      hour((minute) => ({ folders: { [folder]: { files: minute, bytes: minute * 1_000_000 } } }))
    expect(findGrowth(filling('temporary'), [])).toHaveLength(2)
    expect(findGrowth(filling('postgres/pg_wal'), [])).toEqual([])
  })

  test('of the process is told', () => {
    const leaking = hour((minute) => ({ memory: 200_000_000 + minute * 10_000_000, open: 60 + minute }))
    expect(findGrowth(leaking, [])).toHaveLength(2)
  })

  test('is not judged by a few samples', () => {
    expect(findGrowth(hour(() => ({})).slice(0, 5), [])).toHaveLength(1)
  })
})
