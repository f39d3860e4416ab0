import { expect, test } from 'vitest'
import { withParticle } from './particles.ts'

test('Korean particles follow the last sound, of digits, signs and Latin names too', () => {
  expect(withParticle('민지 님', '이/가')).toBe('민지 님이')
  expect(withParticle('서류', '을/를')).toBe('서류를')
  expect(withParticle('3', '이/가')).toBe('3이')
  expect(withParticle('2', '이/가')).toBe('2가')
  expect(withParticle('7', '으로/로')).toBe('7로')
  expect(withParticle('10', '을/를')).toBe('10을')
  expect(withParticle('95%', '을/를')).toBe('95%를')
  expect(withParticle('Kim', '이/가')).toBe('Kim이')
  expect(withParticle('Anna', '이/가')).toBe('Anna가')
})
