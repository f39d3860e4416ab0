import { expect, it } from 'vitest'
import { pushText } from '#shared/inbox/push-views.ts'
import { mailText } from './mail-text-rules.ts'

it.each([
  ['ko', '나 > 알림'],
  ['en', 'Me > Notifications'],
] as const)('an e-mail in %s says what a push says, leads to the inbox, and how it is turned off', (locale, place) => {
  const { subject, text } = mailText(locale, 'https://dure.example.org')
  expect(subject).toBe(`Dure: ${pushText[locale]}`)
  expect(text).toContain(pushText[locale])
  expect(text).toContain(place)
  expect(text.match(/https?:\S+/g)).toEqual(['https://dure.example.org/inbox'])
})
