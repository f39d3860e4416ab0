import { createHash } from 'node:crypto'
import { openKeystore } from '#server/keys/keystore.ts'

/**
 * A process that tests may kill: `node run-keystore.ts FILE NAME`. It makes keys and destroys every third, and prints a
 * line of JSON for each once it was told that it is on the disk.
 */
const [file = '', name = ''] = process.argv.slice(2)
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`)
const keys = openKeystore(file)
say({ opened: true })
for (let number = 0; ; number += 1) {
  const ref = { org: 'o', person: `${name} ${number % 5}`, item: `${name} ${number}` }
  const key = await keys.make(ref)
  say({ made: number, hash: createHash('sha256').update(key).digest('hex') })
  if (number % 3 !== 0) continue
  await keys.destroy([ref])
  say({ destroyed: number })
}
