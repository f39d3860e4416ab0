/** Characters without width, marks of direction, the soft hyphen and the byte order mark: nobody sees them in a cell. */
const invisible = /\p{Default_Ignorable_Code_Point}/gu
const blanks = /[\s\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+/gu
const fullWidth = /[\uff01-\uff5e]/g
/** A spreadsheet writes ="0123" where a number must not lose its zeros. */
const textFormula = /^="(.*)"$/s

const narrow = (letter: string) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0)

/**
 * Returns a cell as people read it: invisible characters gone, every run of blanks one space, none at the ends, full width
 * letters narrow, syllables composed. Case stays.
 */
export function cleanCell(text: string): string {
  if (/^[!#-~]*$/.test(text) && !text.startsWith('=')) return text
  const cell = textFormula.exec(text.trim())?.[1] ?? text
  return cell.replace(invisible, '').replace(fullWidth, narrow).replace(blanks, ' ').trim().normalize()
}

/** Returns what two spellings of one word have in common: cleaned, and without case. */
export const foldCell = (text: string): string => cleanCell(text).toLowerCase()

/** Returns the key of a column's or a policy's name: case, blanks, hyphens, underscores and other marks do not count. */
export const nameKey = (name: string): string =>
  foldCell(name)
    .normalize('NFKC')
    .replace(/[\s_\-·.,'’`"“”()[\]/\\:]+/gu, '')

/** Letters of other scripts that nobody can tell from a Latin one. */
const confusables: Readonly<Record<string, string>> = Object.fromEntries(
  (
    [
      ['АВЕЗКМНОРСТУХІЈЅԚԜҮаеорсухіјѕԛԝһԁүвкмнт', 'ABE3KMHOPCTYXIJSQWYaeopcyxijsqwhdyBKMHT'],
      ['ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοινρυχκα', 'ABEZHIKMNOPTYXoivpuxka'],
    ] as const
  ).flatMap(([from, to]) => [...from].map((letter, place) => [letter, to[place] ?? letter])),
)

/** Returns what a word looks like: letters of other scripts as the Latin ones beside which nobody tells them apart. */
export const shapeOf = (text: string): string =>
  [...foldCell([...text].map((letter) => confusables[letter] ?? letter).join(''))].join('').replace(/ /g, '')

/** True where a word holds a letter of another script that looks Latin, beside or instead of Latin ones. */
export const hasConfusable = (text: string): boolean => [...text].some((letter) => letter in confusables)
