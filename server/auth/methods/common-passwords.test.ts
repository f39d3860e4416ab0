import { expect, test } from 'vitest'
import { refuseCommonPassword } from './common-passwords.ts'

const own = ['haesol.jeong@example.com', '정해솔', 'Haesol Jeong']
const isRefused = (password: string): boolean => {
  try {
    refuseCommonPassword(password, { own })
    return false
  } catch (error) {
    expect(error).toMatchObject({
      code: 'INVALID',
      details: { reason: 'password_common', field: 'password' },
    })
    return true
  }
}

test.each([
  'qwertyuiop',
  '1234567890',
  '1q2w3e4r5t6y',
  'Password2026!',
  'P@ssw0rd123',
  'basketball',
  'BASKETBALL99',
  '!!sunshine!!2024',
  'football12345',
  'passwordpassword',
  'aaaaaaaaaaaa',
  'abababababab',
  'abcdefghijkl',
  '9876543210',
  'haesol.jeong@example.com',
  'Haesol123456',
  'haesol jeong',
])('%s is refused', (password) => {
  expect(isRefused(password)).toBe(true)
})

test.each([
  'correct horse battery staple',
  'a long test password',
  'another long password',
  '느린 아침에 걷는 고양이',
  'plum-anvil-river-tax',
  'x7Gq-mm2R-04kd',
  'mein Hund frisst Kekse',
])('%s is taken', (password) => {
  expect(isRefused(password)).toBe(false)
})
