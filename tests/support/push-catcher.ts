import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'

/** A push as it arrived: the bytes on the wire, and what the device makes of them. */
export interface CaughtPush {
  /** Of the device it was for. */
  device: string
  headers: IncomingHttpHeaders
  body: Buffer
  text: string
  at: number
}

export interface PushDevice {
  /** As a browser hands them to the app. */
  subscription: { endpoint: string; p256dh: string; auth: string }
  /** What came for this device. */
  caught: CaughtPush[]
}

export interface PushCatcher {
  url: string
  caught: CaughtPush[]
  device(name: string): PushDevice
  /** Decides the answer: 201 by default. May wait, to hold a push in the air. */
  answer: (push: CaughtPush) => number | Promise<number>
  /** What the answer says of when to come again; nothing by default. */
  retryAfter: (push: CaughtPush) => string | undefined
  stop(): Promise<void>
}

/** A push service on this machine with the phones behind it: catches what is sent and decrypts it as a device would. */
export async function startPushCatcher(): Promise<PushCatcher> {
  const devices = new Map<string, { receive: (body: Buffer) => string; caught: CaughtPush[] }>()
  const server = createServer(async (request, response) => {
    const device = decodeURIComponent(request.url?.slice(1) ?? '')
    const known = devices.get(device)
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    if (!known) return void response.writeHead(404).end()
    const body = Buffer.concat(chunks)
    const push = { device, headers: request.headers, body, text: known.receive(body), at: Date.now() }
    catcher.caught.push(push)
    known.caught.push(push)
    const status = await catcher.answer(push)
    const again = catcher.retryAfter(push)
    response.writeHead(status, again === undefined ? {} : { 'retry-after': again }).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  const catcher: PushCatcher = {
    url,
    caught: [],
    device(name) {
      const keys = createECDH('prime256v1')
      const p256dh = keys.generateKeys('base64url')
      const auth = randomBytes(16)
      const caught: CaughtPush[] = []
      devices.set(name, { caught, receive: (body) => decrypt(body, keys, auth) })
      const endpoint = `${url}/${encodeURIComponent(name)}`
      return { subscription: { endpoint, p256dh, auth: auth.toString('base64url') }, caught }
    },
    answer: () => 201,
    retryAfter: () => undefined,
    async stop() {
      server.close()
      server.closeAllConnections()
    },
  }
  return catcher
}

/** RFC 8291 over RFC 8188 (aes128gcm), one record. */
function decrypt(body: Buffer, keys: ReturnType<typeof createECDH>, auth: Buffer): string {
  const salt = body.subarray(0, 16)
  const idLength = body.readUInt8(20)
  const sender = body.subarray(21, 21 + idLength)
  const sealed = body.subarray(21 + idLength)
  const derive = (secret: Buffer, from: Buffer, info: string | Buffer, length: number) =>
    Buffer.from(hkdfSync('sha256', secret, from, info, length))
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), keys.getPublicKey(), sender])
  const secret = derive(keys.computeSecret(sender), auth, info, 32)
  const key = derive(secret, salt, 'Content-Encoding: aes128gcm\0', 16)
  const nonce = derive(secret, salt, 'Content-Encoding: nonce\0', 12)
  const decipher = createDecipheriv('aes-128-gcm', key, nonce)
  decipher.setAuthTag(sealed.subarray(-16))
  const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
  return padded.subarray(0, padded.lastIndexOf(2)).toString()
}

/** RFC 8292: the claims of a push's signature, once it is verified to be by the key that the header names. */
export function vapidClaims({ headers }: CaughtPush): {
  publicKey: string
  aud: string
  sub: string
  exp: number
} {
  const [, token = '', publicKey = ''] = /^vapid t=([^,]+), ?k=(.+)$/.exec(headers.authorization ?? '') ?? []
  const [head = '', claims = '', signature = ''] = token.split('.')
  const point = Buffer.from(publicKey, 'base64url')
  const jwk = {
    ...{ kty: 'EC', crv: 'P-256' },
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  }
  const signedRight = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  )
  if (!signedRight) throw new Error('The signature is not by the key that is named')
  return { publicKey, ...JSON.parse(Buffer.from(claims, 'base64url').toString()) }
}
