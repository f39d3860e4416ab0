import { createFormat } from '#client/lib/format.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import type { Occurrence } from '#shared/meetings/occurrence-rules.ts'

/** Returns a function that says when a meeting is: in the zone of its series, which is named, and for a reader elsewhere in theirs. */
export function useMeetingTime() {
  const t = useT()
  const format = useFormat()
  return ({ startsAt }: Pick<Occurrence, 'startsAt'>, zone: string) => {
    const there = createFormat(format.locale, zone)
    const time = `${there.date(startsAt)} ${there.time(startsAt)}`
    const isElsewhere = format.dateTime(startsAt) !== there.dateTime(startsAt)
    return {
      time,
      zone: isElsewhere ? t('meeting.zone.here', { zone, time: format.due(startsAt) }) : zone,
    }
  }
}
