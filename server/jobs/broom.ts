import type { Job } from '#server/core/job.ts'
import { heapNames, sweepChanges, sweepHeap } from '#server/db/broom-queries.ts'

/** Deletes what would grow without end and that nobody needs any more, batch by batch. */
export async function sweep({
  db,
  signal,
}: Pick<Parameters<Job['work']>[0], 'db' | 'signal'>): Promise<void> {
  for (const heap of heapNames) while (!signal.aborted && (await sweepHeap(db, heap)));
  while (!signal.aborted && (await sweepChanges(db)));
}

export const coreJobs: readonly Job[] = [
  { name: 'core.sweep', when: '41 17 * * *', sweeps: [...heapNames, 'change'], work: sweep },
]
