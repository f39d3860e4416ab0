import type { Decoders, Encoding } from './encoding.ts'

export interface Line {
  text: string
  /** Its bytes are no letters of the file's encoding, or hold a NUL, which no text has. */
  garbled: boolean
  /** It went on beyond `longestLine`; only its beginning was kept. */
  cut: boolean
}

/** Bytes of a line, and characters of the lines of one row. */
export const longestLine = 1_000_000

/** Splits bytes of that encoding into lines, in blocks as the bytes come. */
export async function* linesOf(
  source: AsyncIterable<Uint8Array>,
  { encoding, returns }: { encoding: Encoding; returns: boolean },
  decoders: Decoders,
): AsyncGenerator<Line[]> {
  const decode = lineDecoder(encoding, decoders)
  const utf8 = encoding.startsWith('utf-16') ? inUtf8(source, encoding) : source
  let begun: Uint8Array[] = []
  let size = 0
  for await (const chunk of returns ? withLineFeeds(utf8) : utf8) {
    const end = chunk.lastIndexOf(10)
    if (end === -1) {
      // The rest is not kept, however long the line goes on.
      if (size <= longestLine) begun.push(chunk)
      size += chunk.length
      continue
    }
    const head = size > longestLine ? chunk.subarray(chunk.indexOf(10), end) : chunk.subarray(0, end)
    yield splitBlock(concat([...begun, head]), decode, size > longestLine)
    begun = [chunk.subarray(end + 1)]
    size = chunk.length - end - 1
  }
  const rest = concat(begun)
  if (rest.length > 0) yield splitBlock(rest, decode, size > longestLine)
}

/** Decodes whole lines; undefined where the bytes do not fit. */
type Decode = (bytes: Uint8Array) => string | undefined

function lineDecoder(encoding: Encoding, decoders: Decoders): Decode {
  if (encoding === 'cp949') {
    return (bytes) => {
      const text = decoders.cp949(bytes)
      return text.includes('\ufffd') || text.includes('\0') ? undefined : text
    }
  }
  const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  // Broken UTF-16 has become U+FFFD on the way; in UTF-8 that may be a letter of the file.
  const replaced = encoding === 'utf-8' ? '\0' : /[\0\ufffd]/
  return (bytes) => {
    try {
      const text = utf8.decode(bytes)
      return (typeof replaced === 'string' ? text.includes(replaced) : replaced.test(text)) ? undefined : text
    } catch {
      return undefined
    }
  }
}

async function* inUtf8(source: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true })
  const encoder = new TextEncoder()
  for await (const chunk of source) yield encoder.encode(decoder.decode(chunk, { stream: true }))
  yield encoder.encode(decoder.decode())
}

async function* withLineFeeds(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) yield chunk.map((byte) => (byte === 0x0d ? 0x0a : byte))
}

/** Splits a block into its lines; `cut`: the first of them is not whole. */
function splitBlock(block: Uint8Array, decode: Decode, cut: boolean): Line[] {
  const whole = cut ? undefined : decode(block)
  if (whole !== undefined) {
    return whole
      .split('\n')
      .map((text) => ({ text: withoutReturn(text), garbled: false, cut: text.length > longestLine }))
  }
  const lines: Line[] = []
  for (let from = 0; from <= block.length; ) {
    const offset = block.indexOf(10, from)
    const to = offset === -1 ? block.length : offset
    const line = block.subarray(from, to)
    const isCut = (cut && from === 0) || line.length > longestLine
    const text = isCut ? '' : decode(line)
    lines.push({ text: withoutReturn(text ?? lossy.decode(line)), garbled: text === undefined, cut: isCut })
    from = to + 1
  }
  return lines
}

/** Lets the quotes of a garbled line still be seen. */
const lossy = new TextDecoder('utf-8')

const withoutReturn = (text: string) => (text.endsWith('\r') ? text.slice(0, -1) : text)

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const [first] = parts
  if (first && parts.length === 1) return first
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let offset = 0
  for (const part of parts) {
    all.set(part, offset)
    offset += part.length
  }
  return all
}
