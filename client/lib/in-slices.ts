/** Milliseconds of work between two pauses: on a phone a quarter as fast, a slice still ends within 50. */
const sliceTime = 6

/** Resolves once the browser has drawn and heard what waited for it. */
function pause(): Promise<void> {
  const { port1, port2 } = new MessageChannel()
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
}

/** Does `work` for each item, and lets the page answer in between. Stops without a word once the signal is aborted. */
export async function inSlices<Item>(
  items: Iterable<Item>,
  signal: AbortSignal,
  work: (item: Item) => void,
): Promise<void> {
  let until = performance.now() + sliceTime
  for (const item of items) {
    work(item)
    if (performance.now() < until) continue
    await pause()
    if (signal.aborted) return
    until = performance.now() + sliceTime
  }
}
