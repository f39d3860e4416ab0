import { openPhoneTable } from '#client/lib/phone-table.ts'
import { type RosterFile, readRoster } from '#shared/shifts/roster-file-rules.ts'
import { rosterWindow } from '#shared/shifts/roster-rules.ts'
import { UnreadableFile } from '#shared/tables/read-table.ts'

/** A file that is neither a table nor a calendar. */
export class UnreadableRoster extends Error {}

/** Reads a table or a calendar of the phone; the reader of calendars is fetched when there is one. @throws UnreadableRoster */
export async function readRosterFile(file: File, zone: string, today: string): Promise<RosterFile> {
  const calendar = /\.ics$/i.test(file.name) || file.type === 'text/calendar'
  return calendar ? await readCalendarFile(file, zone, today) : await readTable(file)
}

async function readCalendarFile(file: File, zone: string, today: string): Promise<RosterFile> {
  const { readCalendar, UnreadableCalendar } = await import('#shared/shifts/calendar-file-rules.ts')
  try {
    return readCalendar(new Uint8Array(await file.arrayBuffer()), { zone, ...rosterWindow(today) })
  } catch (error) {
    if (error instanceof UnreadableCalendar) throw new UnreadableRoster()
    throw error
  }
}

async function readTable(file: File): Promise<RosterFile> {
  try {
    return await readRoster(await openPhoneTable(file))
  } catch (error) {
    if (error instanceof UnreadableFile) throw new UnreadableRoster()
    throw error
  }
}
