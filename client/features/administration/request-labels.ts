import { useFormat, useT } from '#client/lib/i18n.ts'
import type { RetentionRequest } from '#shared/administration/retention-views.ts'

/** Returns what a request asks for, in words. */
export function useRequestTitle(): (request: RetentionRequest) => string {
  const t = useT()
  return ({ what, person, team, kind, days }) => {
    if (what === 'period')
      return t('retention.request.period', { kind: kind ? t(`retention.kind.${kind}`) : '', days: days ?? 0 })
    const name = person?.name ?? team
    return name === null ? t(`retention.request.${what}.former`) : t(`retention.request.${what}`, { name })
  }
}

/** Returns what a request is now, in words with their time. */
export function useRequestState(): (request: RetentionRequest) => string {
  const t = useT()
  const { dateTime } = useFormat()
  return ({ state, lapsesAt, confirmedAt, endedAt, doneAt, waitingAt }) => {
    const moments = {
      ...{ asked: lapsesAt, lapsed: lapsesAt, withdrawn: endedAt, declined: endedAt, overtaken: endedAt },
      ...{ confirmed: confirmedAt, waits: waitingAt, done: doneAt },
    }
    return t(`retention.state.${state}`, { time: dateTime(moments[state] ?? lapsesAt) })
  }
}
