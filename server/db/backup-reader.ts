import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { BackupError, type Frame, frame } from './backup-format.ts'

export interface ReadFrame {
  head: Frame
  body: Buffer
}

const longestLine = 1_000_000

/** The frames of a backup, one after the other; throws BackupError where the file is not one, is cut short or altered. */
export async function* readFrames(file: string): AsyncGenerator<ReadFrame> {
  const bytes = chunksOf(file)
  const hash = createHash('sha256')
  let buffered: Buffer = Buffer.alloc(0)
  let ended = false
  const more = async (): Promise<boolean> => {
    const { value, done } = await bytes.next()
    if (done) return false
    buffered = Buffer.concat([buffered, value])
    return true
  }
  for (;;) {
    let newline = buffered.indexOf(10)
    while (newline < 0 && buffered.length < longestLine && (await more())) newline = buffered.indexOf(10)
    if (newline < 0) {
      if (buffered.length === 0 && ended) return
      throw new BackupError('The backup is cut short')
    }
    if (ended) throw new BackupError('The backup goes on after its end')
    const line = buffered.subarray(0, newline + 1)
    const head = parseHead(line)
    buffered = buffered.subarray(newline + 1)
    const length = head.kind === 'data' ? head.bytes : 0
    while (buffered.length < length) if (!(await more())) throw new BackupError('The backup is cut short')
    const body = buffered.subarray(0, length)
    buffered = buffered.subarray(length)
    ended = checkEnd(head, hash)
    if (!ended) hash.update(line).update(body)
    yield { head, body }
  }
}

function checkEnd(head: Frame, hash: Hash): boolean {
  if (head.kind !== 'end') return false
  if (hash.copy().digest('hex') !== head.sha256)
    throw new BackupError('The backup was altered: its checksum does not fit')
  return true
}

function parseHead(line: Buffer): Frame {
  try {
    return frame.parse(JSON.parse(line.toString('utf8')))
  } catch {
    throw new BackupError('The file is not a backup of Dure')
  }
}

async function* chunksOf(file: string): AsyncGenerator<Buffer> {
  const source = createReadStream(file)
  const unzipped = source.pipe(createGunzip())
  source.on('error', (error) => unzipped.destroy(error))
  try {
    for await (const chunk of unzipped as AsyncIterable<Buffer>) yield chunk
  } catch (error) {
    if (error instanceof Error && 'code' in error && /^(Z_|ERR_.*ZLIB)/.test(String(error.code))) {
      throw new BackupError('The backup is cut short or is not one of Dure')
    }
    throw error
  }
}
