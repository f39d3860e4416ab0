import { josa } from 'es-hangul'

const digitReadings = ['영', '일', '이', '삼', '사', '오', '육', '칠', '팔', '구']

/** The last sound of a word as a Hangul syllable, so that digits, signs and Latin names take the right particle. */
function lastSyllable(word: string): string {
  const last = word.trimEnd().at(-1) ?? ''
  const digit = digitReadings[Number(last)]
  if (/\d/.test(last) && digit) return digit
  if (last === '%') return '트'
  if (/l/i.test(last)) return '를'
  if (/[mn]/i.test(last)) return '는'
  return last
}

type Particle = Parameters<typeof josa.pick>[1]

/** A word with its particle: 민지 님이, 7을, Kim이. */
export function withParticle(word: string, particle: Particle): string {
  return word + josa.pick(lastSyllable(word), particle)
}
