/**
 * Two-set keyboards: doubled consonants with the shift key, or by the same key twice where that makes a final. Their
 * composition is written anew here, from keys to syllables, so that it shares nothing with what it tests.
 */
export type Keyboard = 'shift' | 'twice'

const initials = [...'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ']
const vowels = [...'ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ']
const finals = ['', ...'ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ']
const clusters: Record<string, string> = {
  ㄱㅅ: 'ㄳ',
  ㄴㅈ: 'ㄵ',
  ㄴㅎ: 'ㄶ',
  ㄹㄱ: 'ㄺ',
  ㄹㅁ: 'ㄻ',
  ㄹㅂ: 'ㄼ',
  ㄹㅅ: 'ㄽ',
  ㄹㅌ: 'ㄾ',
  ㄹㅍ: 'ㄿ',
  ㄹㅎ: 'ㅀ',
  ㅂㅅ: 'ㅄ',
}
const doubled: Record<string, string> = { ㄱㄱ: 'ㄲ', ㅅㅅ: 'ㅆ' }
const diphthongs: Record<string, string> = {
  ㅗㅏ: 'ㅘ',
  ㅗㅐ: 'ㅙ',
  ㅗㅣ: 'ㅚ',
  ㅜㅓ: 'ㅝ',
  ㅜㅔ: 'ㅞ',
  ㅜㅣ: 'ㅟ',
  ㅡㅣ: 'ㅢ',
}
const keysOf = (letter: string, compounds: Record<string, string>) =>
  Object.entries(compounds).find(([, made]) => made === letter)?.[0] ?? letter

/** Returns the keys that type a text. */
function keysFor(text: string): string[] {
  return [...text.normalize('NFC')].flatMap((character) => {
    const place = character.charCodeAt(0) - 0xac00
    if (place < 0 || place > 11171) return [character]
    const [initial = '', vowel = '', final = ''] = [
      initials[Math.floor(place / 588)],
      vowels[Math.floor((place % 588) / 28)],
      finals[place % 28],
    ]
    return [initial, ...keysOf(vowel, diphthongs), ...keysOf(final, clusters)]
  })
}

interface Composition {
  done: string
  initial: string
  vowel: string
  /** The keys of the final, as they were pressed. */
  final: string
}
const empty = { initial: '', vowel: '', final: '' }

function shown({ done, initial, vowel, final }: Composition, compounds: Record<string, string>): string {
  if (!initial || !vowel) return done + initial + vowel
  const letter = compounds[final] ?? final
  const place = (initials.indexOf(initial) * 21 + vowels.indexOf(vowel)) * 28 + finals.indexOf(letter)
  return done + String.fromCharCode(0xac00 + place)
}

function pressed(before: Composition, key: string, compounds: Record<string, string>): Composition {
  const settled = () => shown(before, compounds)
  const { done, initial, vowel, final } = before
  if (vowels.includes(key)) {
    if (initial && !vowel) return { ...before, vowel: key }
    const joined = diphthongs[vowel + key]
    if (vowel && !final && joined) return { ...before, vowel: joined }
    if (final) {
      const moved = [...final].at(-1) ?? ''
      const rest = { done, initial, vowel, final: [...final].slice(0, -1).join('') }
      return { done: shown(rest, compounds), initial: moved, vowel: key, final: '' }
    }
    return { ...empty, done: settled() + key }
  }
  if (initials.includes(key)) {
    const canEnd = finals.includes(key)
    if (initial && vowel && !final && canEnd) return { ...before, final: key }
    if (final && compounds[final + key]) return { ...before, final: final + key }
    return { ...empty, done: settled(), initial: key }
  }
  return { ...empty, done: settled() + key }
}

/** Returns everything that the keyboard shows while `text` is typed, the last of it being the text. */
export function keyboardStates(text: string, keyboard: Keyboard): string[] {
  const compounds = keyboard === 'twice' ? { ...clusters, ...doubled } : clusters
  let composition: Composition = { done: '', ...empty }
  return keysFor(text).map((key) => {
    composition = pressed(composition, key, compounds)
    return shown(composition, compounds)
  })
}
