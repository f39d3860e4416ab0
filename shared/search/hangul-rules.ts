/** The letters of Unicode's Hangul syllables, in their order. */
const initials = [...'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ']
const vowels = [...'ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ']
const finals = ['', ...'ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ']

/** Final consonants that two keys make, by these keys. */
const keysOfFinal = new Map(
  [
    'ㄲㄱㄱ',
    'ㄳㄱㅅ',
    'ㄵㄴㅈ',
    'ㄶㄴㅎ',
    'ㄺㄹㄱ',
    'ㄻㄹㅁ',
    'ㄼㄹㅂ',
    'ㄽㄹㅅ',
    'ㄾㄹㅌ',
    'ㄿㄹㅍ',
    'ㅀㄹㅎ',
    'ㅄㅂㅅ',
    'ㅆㅅㅅ',
  ].map(([letter = '', first = '', second = '']) => [letter, [first, second] as const]),
)
/** The last of the vowels that begin with the key of another, which stand right after it. */
const lastBegunBy = new Map([
  ['ㅗ', 'ㅚ'],
  ['ㅜ', 'ㅟ'],
  ['ㅡ', 'ㅢ'],
])

interface Syllable {
  initial: string
  vowel: string
  /** Empty where there is none. */
  final: string
}

const first = 0xac00
const isSyllable = (letter: string) => letter >= '가' && letter <= '힣'

/** Returns the letters of a syllable; undefined of any other character. */
function parted(letter: string): Syllable | undefined {
  if (!isSyllable(letter)) return undefined
  const place = letter.charCodeAt(0) - first
  const [initial, vowel, final] = [
    initials[Math.floor(place / 588)],
    vowels[Math.floor((place % 588) / 28)],
    finals[place % 28],
  ]
  return initial && vowel ? { initial, vowel, final: final ?? '' } : undefined
}

const composed = ({ initial, vowel, final }: Syllable): string =>
  String.fromCharCode(
    first + (initials.indexOf(initial) * 21 + vowels.indexOf(vowel)) * 28 + finals.indexOf(final),
  )

const anyOf = (...patterns: string[]) => `(?:${patterns.join('|')})`
/** Blanks between two characters of a query do not count. */
const joined = (...patterns: string[]) => patterns.join('\\s*')

/** A consonant alone stands for itself and for every syllable that begins with it. */
function begunBy(consonant: string): string {
  if (!initials.includes(consonant)) return consonant
  const from = composed({ initial: consonant, vowel: 'ㅏ', final: '' })
  return `[${consonant}${from}-${composed({ initial: consonant, vowel: 'ㅣ', final: 'ㅎ' })}]`
}

/** Returns the pattern of a consonant; two initials are drawn as one where both make a final. */
function consonantPattern(consonant: string): string {
  const keys = keysOfFinal.get(consonant)
  return keys ? anyOf(begunBy(consonant), joined(begunBy(keys[0]), begunBy(keys[1]))) : begunBy(consonant)
}

/** Returns the pattern of the syllable being typed: it may grow, or give the last key of its final to the next one. */
function unfinishedPattern({ initial, vowel, final }: Syllable): string {
  const withFinal = (letter: string) => composed({ initial, vowel, final: letter })
  if (final === '') {
    const lastVowel = lastBegunBy.get(vowel) ?? vowel
    return `[${withFinal('')}-${composed({ initial, vowel: lastVowel, final: 'ㅎ' })}]`
  }
  const grown = [...keysOfFinal].flatMap(([letter, [begun]]) => (begun === final ? [withFinal(letter)] : []))
  const keys = keysOfFinal.get(final)
  return anyOf(
    `[${withFinal(final)}${grown.join('')}]`,
    ...(initials.includes(final) ? [joined(withFinal(''), begunBy(final))] : []),
    ...(keys ? [joined(withFinal(keys[0]), begunBy(keys[1]))] : []),
  )
}

const literal = (character: string) => character.replace(/[\\^$.*+?()[\]{}|/-]/, '\\$&')

/** Returns the pattern of one character of a query. */
function patternOf(character: string, isLast: boolean): string {
  if (/[ㄱ-ㅎ]/.test(character)) return consonantPattern(character)
  const syllable = isLast ? parted(character) : undefined
  return syllable ? unfinishedPattern(syllable) : literal(character)
}

/** Joins a vowel that a keyboard left alone to the consonant before it: 한ㅡ to 하느, ㅎㅏ to 하. */
function withVowelsJoined(text: string): string {
  return text.replace(/([ㄱ-ㅎ가-힣])([ㅏ-ㅣ])/g, (both, before: string, vowel: string) => {
    const syllable = parted(before)
    const keys = keysOfFinal.get(syllable?.final ?? before)
    const initial = keys && (syllable || !initials.includes(before)) ? keys[1] : (syllable?.final ?? before)
    if (!initials.includes(initial)) return both
    const next = composed({ initial, vowel, final: '' })
    return syllable ? composed({ ...syllable, final: keys?.[0] ?? '' }) + next : next
  })
}

/** Returns what is typed as it is compared: composed, in lower case, without blanks. */
export const normalised = (typed: string): string =>
  withVowelsJoined(typed.normalize('NFC').toLowerCase().replace(/\s+/g, ''))

/**
 * Returns a regular expression's source for `query`, which was normalised, to be compared without regard to case. PostgreSQL
 * reads it as JavaScript does.
 */
export function patternSource(query: string): string {
  const characters = [...query]
  return joined(
    ...characters.map((character, index) => patternOf(character, index === characters.length - 1)),
  )
}

/** Returns what a word index is asked for `query`: itself, or by initials where consonants stand alone before its end. */
export function indexWord(query: string): string {
  if (!/[ㄱ-ㅎ]./.test(query) && !/[ㄳㄵㄶㄺ-ㅀㅄ]/.test(query)) return query
  return [...query]
    .flatMap((character) => parted(character)?.initial ?? [...(keysOfFinal.get(character) ?? character)])
    .join('')
}
