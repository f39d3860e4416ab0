import { connect, createServer } from 'node:net'

/**
 * A way to a server, as a process that tests may suspend: `node run-proxy.ts ADDRESS TARGET-PORT [PORT]`. It prints its port
 * as a line of JSON. Suspended (SIGSTOP), it is a network that goes silent: connections stay open, new ones are taken by
 * the system, and nothing is ever answered.
 */
const [address = '', target = '', port = '0'] = process.argv.slice(2)
const server = createServer((from) => {
  const to = connect(Number(target), '127.0.0.1')
  from.pipe(to).pipe(from)
  from.on('error', () => to.destroy())
  to.on('error', () => from.destroy())
})
server.listen(Number(port), address, () => {
  const listening = server.address()
  if (listening && typeof listening === 'object')
    process.stdout.write(`${JSON.stringify({ port: listening.port })}\n`)
})
