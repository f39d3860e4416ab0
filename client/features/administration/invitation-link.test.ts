import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { makeLink } from './invitation-link.ts'

test('a link holds the token whose hash the server gets, and no two are the same', async () => {
  const made = await Promise.all(Array.from({ length: 50 }, () => makeLink('https://dure.example.com')))
  for (const { link, tokenHash } of made) {
    const [, token] = /^https:\/\/dure\.example\.com\/invitation#([\w-]{43})$/.exec(link) ?? []
    expect(
      createHash('sha256')
        .update(token ?? '')
        .digest('hex'),
    ).toBe(tokenHash)
  }
  expect(new Set(made.map(({ link }) => link)).size).toBe(50)
})
