import type { Format } from '#client/lib/format.ts'
import type { Translate } from '#client/lib/i18n.ts'
import type { Names } from '#client/lib/names.ts'
import { ledgerCauses } from '#shared/policies/rules.ts'
import { type Gathered, type PlaceNames, titleIn } from './data.ts'

interface Language {
  t: Translate
  names: Names
  format: Format
}
interface Document {
  place: PlaceNames
  gathered: Gathered
  texts: { textKo: string | null; textEn: string | null }
}

/** Signs that Markdown would read as its own. */
const plain = (text: string) => text.replace(/[\\`*_[\]#<>|]/g, '\\$&')

/** Returns a write-up in each of these languages, the first one first. */
export const markdownOf = (document: Document, languages: readonly Language[]): string =>
  languages.map((language) => inLanguage(document, language)).join('\n\n---\n\n')

function inLanguage({ place, gathered, texts }: Document, { t, format, names }: Language): string {
  const text = format.locale === 'ko' ? texts.textKo : texts.textEn
  const missing = t(format.locale === 'ko' ? 'writeUp.missing.ko' : 'writeUp.missing.en')
  const clause = [place.number, titleIn(place, format.locale)].filter(Boolean).join(' ')
  const counts = ledgerCauses.flatMap((cause) =>
    gathered.counts[cause] > 0
      ? t('ledger.counted', { cause: t(`ledger.cause.${cause}`), n: gathered.counts[cause] })
      : [],
  )
  const facts = [
    clause && `- ${t('writeUp.clause')}: ${plain(clause)}`,
    place.version && `- ${t('writeUp.version')}: ${plain(place.version)}`,
    counts.length > 0 && `- ${t('writeUp.counts')}: ${counts.join(', ')}`,
    gathered.from !== null &&
      gathered.to !== null &&
      `- ${t('writeUp.span')}: ${t('writeUp.span.days', { from: format.date(gathered.from), to: format.date(gathered.to) })}`,
  ]
  const cases = gathered.cases.map(({ caseRef, causes, decision, verified }) => {
    const details = [
      causes.map((cause) => t(`ledger.cause.${cause}`)).join(', '),
      decision !== null &&
        verified !== null &&
        plain(
          t('writeUp.case.decided', {
            decision: names.decision(decision),
            verified: names.decision(verified),
          }),
        ),
    ]
    return `- ${plain(caseRef ?? t('writeUp.case.none'))}: ${details.filter(Boolean).join('; ')}`
  })
  return [
    `# ${t('writeUp.one')}: ${plain(names.policy(place.code))}`,
    '',
    text ?? missing,
    '',
    `## ${t('writeUp.facts')}`,
    '',
    ...facts.filter((fact) => typeof fact === 'string' && fact !== ''),
    '',
    `## ${t('writeUp.cases')}`,
    '',
    ...(cases.length > 0 ? cases : [t('writeUp.cases.none')]),
  ].join('\n')
}
