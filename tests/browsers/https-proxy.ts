import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createServer, type Server } from 'node:tls'

/** A way to Dure over https, with a certificate of this machine; stopped, it is a phone without a network. */
export interface HttpsProxy {
  url: string
  start(): Promise<void>
  stop(): Promise<void>
}

function makeCertificate(): { key: Buffer; cert: Buffer } {
  const folder = mkdtempSync(path.join(tmpdir(), 'dure-certificate-'))
  try {
    const [key, cert] = [path.join(folder, 'key'), path.join(folder, 'cert')]
    execFileSync(
      'openssl',
      [
        ...[
          'req',
          '-x509',
          '-newkey',
          'ec',
          '-pkeyopt',
          'ec_paramgen_curve:prime256v1',
          '-nodes',
          '-days',
          '2',
        ],
        ...[
          '-subj',
          '/CN=localhost',
          '-addext',
          'subjectAltName=DNS:localhost',
          '-keyout',
          key,
          '-out',
          cert,
        ],
      ],
      { stdio: 'ignore' },
    )
    return { key: readFileSync(key), cert: readFileSync(cert) }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Returns a proxy on `port` to the port that `target` names when somebody connects; it does not listen yet. */
export function httpsProxy(port: number, target: () => number): HttpsProxy {
  const certificate = makeCertificate()
  const sockets = new Set<Socket>()
  let server: Server | undefined
  return {
    url: `https://localhost:${port}`,
    async start() {
      const started = createServer(certificate, (from) => {
        const to = connect(target(), '127.0.0.1')
        for (const socket of [from, to]) {
          sockets.add(socket)
          socket.on('close', () => sockets.delete(socket))
          socket.on('error', () => {
            from.destroy()
            to.destroy()
          })
        }
        from.pipe(to).pipe(from)
      })
      server = started
      await new Promise<void>((listening) => started.listen(port, '127.0.0.1', listening))
    },
    async stop() {
      const stopped = server
      server = undefined
      if (!stopped) return
      const closed = new Promise((resolve) => stopped.close(resolve))
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}
