import { expect, it } from 'vitest'
import { pushMessage, pushText } from '#shared/inbox/push-views.ts'
import { messageOf } from './push-message-rules.ts'

const id = '0193a000-0000-7000-8000-000000000001'
const publicUrl = 'https://dure.example.org'

it.each([
  'ko',
  'en',
] as const)('a push in %s is a declarative push message that says one sentence', (locale) => {
  const bytes = JSON.stringify(messageOf({ id, locale, badge: 4 }, publicUrl))
  const message: unknown = JSON.parse(bytes)
  expect(pushMessage.parse(message)).toEqual(message)
  expect(message).toMatchObject({
    web_push: 8030,
    notification: { title: 'Dure', body: pushText[locale], lang: locale, tag: 'dure', data: { id } },
    app_badge: 4,
  })
  // Beside the sentence there are only the app's own words and addresses.
  expect(Object.keys(messageOf({ id, locale, badge: 4 }, publicUrl).notification).toSorted()).toEqual([
    ...[
      'actions',
      'app_badge',
      'badge',
      'body',
      'data',
      'icon',
      'lang',
      'navigate',
      'renotify',
      'tag',
      'title',
    ],
  ])
})

it('leads to absolute addresses of the installation alone, and decides nothing', () => {
  const { notification } = messageOf({ id, locale: 'en', badge: 0 }, publicUrl)
  // WebKit drops a message with an address that it cannot read without a base.
  const addresses = [notification.navigate, notification.icon, notification.badge]
  for (const address of [...addresses, ...notification.actions.map(({ navigate }) => navigate)])
    expect(new URL(address).origin).toBe(publicUrl)
  expect(notification.navigate).toBe(`${publicUrl}/inbox/${id}`)
  expect(notification.actions.map(({ navigate }) => navigate)).toEqual([
    `${publicUrl}/inbox/${id}`,
    `${publicUrl}/inbox`,
  ])
})

it('fits into the least that a push service has to take', () => {
  for (const locale of ['ko', 'en'] as const)
    expect(
      Buffer.byteLength(JSON.stringify(messageOf({ id, locale, badge: 9_999 }, publicUrl))),
    ).toBeLessThan(3_900)
})
