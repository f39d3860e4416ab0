import { open } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { systemSentence } from './system-errors.ts'

test('what the system refuses is said as a sentence with its place, and nothing else is', async () => {
  const caught = await open('/no/such/place').catch((error: unknown) => error)
  expect(systemSentence(caught)).toBe('There is no /no/such/place.')
  const made = (more: object) => Object.assign(new Error('raw'), more)
  expect(systemSentence(made({ code: 'ENOSPC', path: '/data/x' }))).toBe(
    'The disk is full: /data/x could not be written.',
  )
  expect(systemSentence(made({ code: 'EADDRINUSE', address: '127.0.0.1', port: 3000 }))).toBe(
    'Another program listens on 127.0.0.1:3000: name another PORT.',
  )
  expect(systemSentence(made({ code: '28P01' }))).toContain('refuses the password')
  expect(systemSentence(made({ code: 'XX000' }))).toBeUndefined()
  expect(systemSentence(new Error('raw'))).toBeUndefined()
})
