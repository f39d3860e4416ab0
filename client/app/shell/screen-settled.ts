import { queries } from '#client/lib/trpc.ts'
import { browserPlatform } from '#client/offline/outbox/platform.ts'

/** Milliseconds after which what can wait does not wait for an answer any longer. */
const patience = 5000

/** Resolves when the screen has its data and the browser nothing better to do: what can wait must not compete with it. */
export async function screenSettled(): Promise<void> {
  const { idle } = browserPlatform()
  await idle()
  await new Promise<void>((resolve) => {
    const end = () => {
      clearTimeout(timer)
      stop()
      resolve()
    }
    const check = () => {
      if (queries.isFetching() === 0) end()
    }
    const timer = setTimeout(end, patience)
    const stop = queries.getQueryCache().subscribe(check)
    check()
  })
  await idle()
}
