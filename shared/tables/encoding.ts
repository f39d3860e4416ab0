/** Encodings of text files. CP949 is what Excel in Korea saves a CSV in; EUC-KR is a part of it. */
export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'cp949'] as const
export type Encoding = (typeof encodings)[number]
/** How an encoding was told: its mark at the beginning, the zero bytes between letters, or that the bytes fit. */
export const encodingReasons = ['mark', 'zeros', 'bytes'] as const
export type EncodingReason = (typeof encodingReasons)[number]

/** Decoders that are not the same on both sides: the server's is a library, the phone's its browser. */
export interface Decoders {
  /** Puts U+FFFD where bytes are no letter. */
  cp949(bytes: Uint8Array): string
}

export type FileKind =
  /** `returns`: its lines end with carriage returns alone. */
  | { kind: 'text'; encoding: Encoding; reason: EncodingReason; returns: boolean }
  /** A workbook of today's Excel. */
  | { kind: 'workbook' }
  /** A workbook of Excel before 2007, or one with a password: nothing here reads it. */
  | { kind: 'old_workbook' }

const begins = (bytes: Uint8Array, ...mark: number[]) => mark.every((byte, place) => bytes[place] === byte)

/** Bytes by which the kind of a file is told, where they tell it. */
const headLength = 65_536

/**
 * Tells what a file is from all of its bytes. Text without a mark is UTF-8 where every line fits it, else CP949 where more
 * lines fit that than have letters in UTF-8; what fits neither is told line by line when it is read.
 */
export async function kindOfFile(source: AsyncIterable<Uint8Array>, decoders: Decoders): Promise<FileKind> {
  let head: Uint8Array = new Uint8Array(0)
  let isKnown = false
  const lines = countLines(decoders)
  for await (const chunk of source) {
    if (!isKnown) {
      head = joined(head, chunk)
      if (head.length < headLength) continue
      isKnown = true
      const kind = kindOfHead(head)
      if (kind) return kind
      lines.take(head)
    } else lines.take(chunk)
  }
  if (!isKnown) {
    const kind = kindOfHead(head)
    if (kind) return kind
    lines.take(head)
  }
  return { kind: 'text', encoding: lines.end(), reason: 'bytes', returns: endsWithReturns(head) }
}

const endsWithReturns = (head: Uint8Array) => head.includes(0x0d) && !head.includes(0x0a)

function kindOfHead(head: Uint8Array): FileKind | undefined {
  if (begins(head, 0x50, 0x4b, 0x03, 0x04)) return { kind: 'workbook' }
  if (begins(head, 0xd0, 0xcf, 0x11, 0xe0)) return { kind: 'old_workbook' }
  const text = { kind: 'text', returns: endsWithReturns(head) } as const
  if (begins(head, 0xef, 0xbb, 0xbf)) return { ...text, encoding: 'utf-8', reason: 'mark' }
  if (begins(head, 0xff, 0xfe)) return { ...text, encoding: 'utf-16le', reason: 'mark' }
  if (begins(head, 0xfe, 0xff)) return { ...text, encoding: 'utf-16be', reason: 'mark' }
  const encoding = utf16Of(head)
  return encoding && { ...text, encoding, reason: 'zeros' }
}

/** Every delimiter, digit and line end of UTF-16 has a zero byte, on one and the same side. */
function utf16Of(head: Uint8Array): Encoding | undefined {
  const zeros = [0, 0]
  let separators = 0
  for (let place = 0; place + 1 < head.length; place += 2) {
    const [first = 0, second = 0] = [head[place], head[place + 1]]
    if (first === 0) zeros[0] = (zeros[0] ?? 0) + 1
    if (second === 0) zeros[1] = (zeros[1] ?? 0) + 1
    const letter = first === 0 ? second : second === 0 ? first : 0
    if ([0x0a, 0x0d, 0x09, 0x2c, 0x3b].includes(letter)) separators += 1
  }
  const [before = 0, after = 0] = zeros
  if (separators === 0 || Math.max(before, after) < head.length / 40) return undefined
  if (after > 10 * before) return 'utf-16le'
  return before > 10 * after ? 'utf-16be' : undefined
}

function countLines(decoders: Decoders) {
  const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  /** Characters, where the bytes fit. */
  const lengthInUtf8 = (bytes: Uint8Array) => {
    try {
      return utf8.decode(bytes).length
    } catch {
      return undefined
    }
  }
  const fitsCp949 = (bytes: Uint8Array) => !decoders.cp949(bytes).includes('\ufffd')
  let open: Uint8Array = new Uint8Array(0)
  /** Lines with letters beyond ASCII that fit UTF-8, those of them that fit CP949 too, and those that fit it alone. */
  const fit = { utf8: 0, both: 0, cp949: 0 }

  function line(bytes: Uint8Array, known: boolean) {
    if (!bytes.some((byte) => byte > 0x7f)) return
    if (known || lengthInUtf8(bytes) !== undefined) {
      fit.utf8 += 1
      if (!known && fitsCp949(bytes)) fit.both += 1
    } else if (fitsCp949(bytes)) fit.cp949 += 1
  }
  function block(bytes: Uint8Array) {
    const length = lengthInUtf8(bytes)
    const known = length !== undefined
    // All ASCII. And while every block fits, a thousand lines tell as much as a million.
    if (length === bytes.length || (known && fit.cp949 === 0 && fit.utf8 > 1000)) return
    for (let from = 0; from < bytes.length; ) {
      const end = bytes.indexOf(10, from)
      const to = end === -1 ? bytes.length : end
      line(bytes.subarray(from, to), known && fit.cp949 === 0)
      from = to + 1
    }
  }
  return {
    take(chunk: Uint8Array) {
      const end = chunk.lastIndexOf(10)
      // A line of more than this is refused as too long, and tells nothing.
      if (end === -1) open = open.length > 1_000_000 ? open : joined(open, chunk)
      else {
        block(joined(open, chunk.subarray(0, end)))
        open = chunk.slice(end + 1)
      }
    },
    end(): Encoding {
      block(open)
      if (fit.cp949 === 0) return 'utf-8'
      const fitsBoth = fit.utf8 > 0 && fit.both === fit.utf8
      return fit.cp949 > fit.utf8 || (fitsBoth && fit.cp949 === fit.utf8) ? 'cp949' : 'utf-8'
    },
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.length === 0) return second
  const both = new Uint8Array(first.length + second.length)
  both.set(first)
  both.set(second, first.length)
  return both
}
