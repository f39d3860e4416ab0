/** Lists what a row of the audit log names by a code of the system that it comes from. */
export const termKinds = ['policy', 'queue', 'language', 'decision'] as const
export type TermKind = (typeof termKinds)[number]

export interface TermName {
  kind: TermKind
  code: string
  nameKo: string | null
  nameEn: string | null
}

/** Verdicts as most systems write them, once blanks and signs are the same. */
const decisions: Readonly<Record<string, readonly [ko: string, en: string]>> = {
  violating: ['위반', 'Violating'],
  violation: ['위반', 'Violating'],
  'non-violating': ['위반 아님', 'Not violating'],
  'not-violating': ['위반 아님', 'Not violating'],
  'no-violation': ['위반 아님', 'Not violating'],
  'age-restricted': ['연령 제한', 'Age-restricted'],
  remove: ['삭제', 'Remove'],
  removed: ['삭제', 'Removed'],
  delete: ['삭제', 'Delete'],
  keep: ['유지', 'Keep'],
  kept: ['유지', 'Kept'],
  allow: ['허용', 'Allow'],
  allowed: ['허용', 'Allowed'],
  restrict: ['제한', 'Restrict'],
  restricted: ['제한', 'Restricted'],
  escalate: ['상위 검토', 'Escalate'],
  escalated: ['상위 검토', 'Escalated'],
  takedown: ['게시 중단', 'Take down'],
  reversetakedown: ['게시 중단 취소', 'Takedown reversed'],
  acknowledge: ['조치 없이 확인', 'Acknowledge'],
  resolveappeal: ['이의 신청 처리', 'Appeal resolved'],
}

/** Returns a code as words: hate-speech and HATE_SPEECH as Hate speech; a text that is no code stays as it is. */
export function readable(code: string): string {
  const isCode = /^[A-Za-z0-9]+([-_.:/][A-Za-z0-9]+)*$/.test(code) && !/^\d+$/.test(code)
  if (!isCode) return code
  const parts = code.split(/[-_.:/]+/).map((word) => (/^[A-Z]{2,}$/.test(word) ? word.toLowerCase() : word))
  const text = parts.join(' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function languageName(code: string, locale: 'ko' | 'en'): string | undefined {
  try {
    return new Intl.DisplayNames([locale], { type: 'language', fallback: 'none' }).of(code)
  } catch (error) {
    // It is no code of a language.
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** Returns what something is called before an administrator names it, in words of this language where they are known. */
export function ownName(kind: TermKind, code: string, locale: 'ko' | 'en'): string {
  if (kind === 'language') return languageName(code, locale) ?? readable(code)
  if (kind === 'decision') {
    const known =
      decisions[
        code
          .trim()
          .toLowerCase()
          .replace(/[\s_]+/g, '-')
      ]
    if (known) return known[locale === 'ko' ? 0 : 1]
    const label = /^label (.+)$/.exec(code)?.[1]
    if (label) return `${locale === 'ko' ? '라벨' : 'Label'}: ${label.split(' ').map(readable).join(', ')}`
  }
  return readable(code)
}

/** Returns the name of something in this language: the administrator's, or else its own. */
export function nameOf({ kind, code, nameKo, nameEn }: TermName, locale: 'ko' | 'en'): string {
  return (locale === 'ko' ? nameKo : nameEn) ?? ownName(kind, code, locale)
}
