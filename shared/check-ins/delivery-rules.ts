/** Instants in milliseconds since the epoch, the end not included. */
export interface Span {
  from: number
  until: number
}

export interface Roster {
  work: readonly Span[]
  away: readonly Span[]
  zone: string
}

/** Nobody is sent home with it: the last minutes of a shift are no time for such a message. */
export const lastMinutes = 60
/** After the end of a roster. */
const office = { from: 9 * 60, until: 18 * 60 }
const searchDays = 60

/**
 * When a message about a person's failure, written at `at`, is to reach them: in their working hours, not in the last of
 * them, and not on a day after what they have seen that day was heavy (`heavy`: from then to the end of that day). Of who
 * has no roster nobody knows when that would be: at once. After the roster's end, office hours.
 */
export function deliverAt(at: number, { work, away, zone }: Roster, heavy: readonly Span[] = []): number {
  if (work.length === 0) return at
  const known = [...work].sort((a, b) => a.from - b.from)
  const last = known.at(-1)?.until ?? at
  const beyond = officeHours(Math.max(at, last), zone)
  for (const { from, until } of [...known, ...beyond]) {
    const open = without([{ from, until: until - lastMinutes * 60_000 }], [...away, ...heavy])
    const fitting = open.find((span) => span.until > at)
    if (fitting) return Math.max(at, fitting.from)
  }
  return at
}

function without(spans: readonly Span[], taken: readonly Span[]): Span[] {
  return taken.reduce<Span[]>(
    (left, { from, until }) =>
      left.flatMap((span) =>
        [
          { from: span.from, until: Math.min(span.until, from) },
          { from: Math.max(span.from, until), until: span.until },
        ].filter((part) => part.until > part.from),
      ),
    spans.filter(({ from, until }) => until > from),
  )
}

function officeHours(since: number, zone: string): Span[] {
  const first = new Date(since - 86_400_000)
  return Array.from({ length: searchDays }, (_, n) => new Date(first.getTime() + n * 86_400_000))
    .map((moment) => localMidnight(moment, zone))
    .filter(({ weekday }) => weekday !== 'Sat' && weekday !== 'Sun')
    .map(({ midnight }) => ({
      from: midnight + office.from * 60_000,
      until: midnight + office.until * 60_000,
    }))
    .filter(({ until }) => until > since)
}

/** Of the day in the zone that the moment lies in, up to the hour by which its clocks may change that day. */
function localMidnight(moment: Date, zone: string): { midnight: number; weekday: string } {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(moment)
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? ''
  const passed = (Number(part('hour')) * 60 + Number(part('minute'))) * 60 + Number(part('second'))
  return { midnight: moment.getTime() - moment.getMilliseconds() - passed * 1000, weekday: part('weekday') }
}

/** What was seen was heavy from the entry with which the day's minutes reach the budget to the end of that day. */
export function heavySpans(
  entries: readonly { day: string; minutes: number; enteredAt: string }[],
  { minutesPerDay, endOf }: { minutesPerDay: number; endOf: (day: string) => number },
): Span[] {
  return [...Map.groupBy(entries, ({ day }) => day)].flatMap(([day, ofDay]) => {
    let sum = 0
    const reached = [...ofDay]
      .sort((a, b) => a.enteredAt.localeCompare(b.enteredAt))
      .find(({ minutes }) => {
        sum += minutes
        return sum >= minutesPerDay
      })
    return reached ? [{ from: Date.parse(reached.enteredAt), until: endOf(day) }] : []
  })
}
