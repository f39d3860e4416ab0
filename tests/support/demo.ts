import type { DemoInput } from '#server/demo/identity.ts'
import { seedDemo } from '#server/demo/seed.ts'
import { openKeystore } from '#server/keys/keystore.ts'

/** The demo in a test's database, sealed with the keys that its Dure will open. */
export async function seedTestDemo(database: { ownerUrl: string; keyFile: string }, input: DemoInput) {
  const keys = openKeystore(database.keyFile)
  try {
    return await seedDemo(database.ownerUrl, input, keys)
  } finally {
    keys.close()
  }
}
