/** Runs once the next frame is on the screen; the answer cancels it. */
export function afterPaint(run: () => void): () => void {
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = run
  const frame = requestAnimationFrame(() => port2.postMessage(null))
  return () => {
    cancelAnimationFrame(frame)
    port1.close()
  }
}
