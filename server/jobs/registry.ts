import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Job } from './job.ts'

/** Every file here that is named by its feature and a dash, such as inbox-push.ts, exports one `job`. */
export async function allJobs(): Promise<Job[]> {
  const files = (await readdir(import.meta.dirname)).filter((name) => /^[a-z]+(-[a-z]+)+\.ts$/.test(name))
  return await Promise.all(
    files.sort().map(async (name): Promise<Job> => {
      const { job } = await import(pathToFileURL(path.join(import.meta.dirname, name)).href)
      return job
    }),
  )
}
