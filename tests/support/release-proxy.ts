import { once } from 'node:events'
import { createServer, request } from 'node:http'
import { freePort } from './dure-process.ts'

export interface ReleaseProxy {
  url: string
  /** From now on the service worker is that of another release. */
  release(): void
  stop(): Promise<void>
}

/** Stands before Dure as a proxy does, and can give out another release of the app. */
export async function startReleaseProxy(target: () => number): Promise<ReleaseProxy> {
  const port = await freePort()
  let released = false
  const server = createServer((asked, answered) => {
    const { method, url, headers } = asked
    const changed = released && url === '/worker.js'
    // Neither a remembered nor a compressed worker can be changed.
    if (changed)
      for (const name of ['if-none-match', 'if-modified-since', 'accept-encoding']) delete headers[name]
    const forward = request({ port: target(), path: url, method, headers }, (answer) => {
      const { 'content-length': length, etag, ...kept } = answer.headers
      answered.writeHead(answer.statusCode ?? 502, changed ? kept : answer.headers)
      answer.pipe(answered, { end: !changed })
      if (changed) answer.on('end', () => answered.end('\n// Another release.'))
    })
    forward.on('error', () => answered.destroy())
    answered.on('close', () => forward.destroy())
    asked.pipe(forward)
  }).listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://localhost:${port}`,
    release: () => {
      released = true
    },
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
