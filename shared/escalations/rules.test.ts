import { describe, expect, test } from 'vitest'
import { isPlain } from './rules.ts'

const addresses = [
  ...[
    'https://example.org/x.jpg',
    'http:example.org',
    'hxxps://example.org',
    'www.example.org',
    'example.org',
  ],
  ...['example[.]org', 'example。org', 'ｅｘａｍｐｌｅ．ｏｒｇ', 'example․org', 'exa​mple.org', '예시.한국'],
  ...[
    'data:image/png;base64,AAAA',
    '192.0.2.7',
    '[2001:db8::7]',
    'xn--9n2bp8q.com',
    'magnet:?xt=urn',
    'ipfs://Qm',
  ],
  ...[
    'name@example.org',
    '@channel_name',
    't.me/abc',
    '<a href=x>',
    'example%2Eorg',
    'C:\\pictures',
    '#tag',
    'a/b',
  ],
]

describe('words about child safety', () => {
  test.each(addresses)('do not hold %s', (address) => {
    expect(isPlain(address)).toBe(false)
    expect(isPlain(`see ${address} please`)).toBe(false)
  })

  test.each([
    'Reported by two users, see the ticket',
    '신고 접수 완료, 외부 시스템에서 처리 (2건)',
    'T-1 [a]\nb',
    '',
  ])('hold %o', (text) => expect(isPlain(text)).toBe(true))

  test('are few', () => {
    expect(isPlain('a'.repeat(200))).toBe(true)
    expect(isPlain('a'.repeat(201))).toBe(false)
  })

  test('are read as they look: composed and in full width', () => {
    expect(isPlain('신고'.normalize('NFD'))).toBe(true)
    expect(isPlain('ａｂｃ')).toBe(true)
  })
})
