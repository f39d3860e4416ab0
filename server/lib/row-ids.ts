import { randomFillSync } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'

/** Ids whose random bytes are asked for at once: to ask for each by itself costs more than to store its row. */
const atOnce = 1024
const bytesOfId = 16

/** Returns a maker of UUIDv7 for the rows of a file. */
export function rowIds(): () => string {
  const bytes = new Uint8Array(atOnce * bytesOfId)
  let place = atOnce
  return () => {
    if (place === atOnce) {
      randomFillSync(bytes)
      place = 0
    }
    const random = bytes.subarray(place * bytesOfId, (place + 1) * bytesOfId)
    place += 1
    return uuidv7({ random })
  }
}
