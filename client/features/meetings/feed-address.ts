import { makeSecret } from '#client/lib/secret-address.ts'

/** Makes the address of a new calendar feed, and the hash that the server is told of it. */
export async function makeFeedAddress(origin: string): Promise<{ address: string; tokenHash: string }> {
  const { secret, hash } = await makeSecret()
  return { address: `${origin}/calendar/${secret}.ics`, tokenHash: hash }
}
