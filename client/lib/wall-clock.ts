/** Returns what a calendar and a clock on the wall of that zone show at the moment (milliseconds). */
export const wallClock = (ms: number, timeZone: string): Temporal.PlainDateTime =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone).toPlainDateTime()
