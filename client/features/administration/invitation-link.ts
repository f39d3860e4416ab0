import { makeSecret } from '#client/lib/secret-address.ts'

/** Makes a new invitation's link, and the hash that the server is told of it. */
export async function makeLink(origin: string): Promise<{ link: string; tokenHash: string }> {
  const { secret, hash } = await makeSecret()
  return { link: `${origin}/invitation#${secret}`, tokenHash: hash }
}
