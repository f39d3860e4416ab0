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
/** Hours of the day, after the end of a roster. */
const office = { from: 9, until: 18 }
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

/** Wall-clock times of the zone: on a day on which its clocks change, the office still opens and closes by them. */
function officeHours(since: number, zone: string): Span[] {
  const today = Temporal.Instant.fromEpochMilliseconds(since).toZonedDateTimeISO(zone).toPlainDate()
  const at = (day: Temporal.PlainDate, hour: number) =>
    day.toZonedDateTime({ timeZone: zone, plainTime: { hour } }).epochMilliseconds
  return Array.from({ length: searchDays }, (_, days) => today.add({ days }))
    .filter(({ dayOfWeek }) => dayOfWeek <= 5)
    .map((day) => ({ from: at(day, office.from), until: at(day, office.until) }))
    .filter(({ until }) => until > since)
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
