import { type OpenFile, UnreadableFile } from './read-table.ts'

/** Bytes of a JSON file; it is read in memory. */
const largestJson = 40_000_000

/** Returns what a JSON file holds; undefined where the file is none. @throws UnreadableFile where it is too large. */
export async function jsonOf(open: OpenFile): Promise<unknown> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const chunk of open()) {
    if (size === 0 && !beginsLikeJson(chunk)) return undefined
    parts.push(chunk)
    size += chunk.length
    if (size > largestJson) throw new UnreadableFile('large_json')
  }
  const decoder = new TextDecoder()
  const text = parts.map((part) => decoder.decode(part, { stream: true })).join('') + decoder.decode()
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** An object or a list, a byte order mark and blanks before it passed over. */
const beginsLikeJson = (chunk: Uint8Array) =>
  /^\s*[[{]/.test(new TextDecoder().decode(chunk.subarray(0, 1000)))
