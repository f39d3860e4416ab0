import type { Translate } from '#client/lib/i18n.ts'
import type { ExposureEntry } from '#shared/check-ins/exposure-views.ts'
import { writeCsv } from '#shared/tables/write.ts'

/** Returns the record as a CSV in the reader's language, the oldest day first; reading it in again finds its columns. */
export function exposureCsv(entries: readonly ExposureEntry[], t: Translate): string {
  return writeCsv([
    (['date', 'minutes', 'kind', 'severity', 'source'] as const).map((column) =>
      t(`exposure.column.${column}`),
    ),
    ...entries
      .toReversed()
      .map(({ day, minutes, harm, severity, source }) => [
        ...[day, String(minutes), t(`exposure.harm.${harm}`)],
        ...[severity ? t(`exposure.severity.${severity}`) : '', t(`exposure.source.${source}`)],
      ]),
  ])
}
