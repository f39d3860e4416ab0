/** A number that a person in need can call, in one country. Never translated, never shortened. */
export type HelpLine = {
  /** What the person hears of it; the client has the words. */
  kind: 'suicide' | 'crisis' | 'listening' | 'ambulance' | 'police' | 'emergency'
  /** As it is said and written there. */
  number: string
  /** Answered at every hour. */
  allDay: boolean
}

/** ISO 8601 date on which every number below was last compared with what its operator or ministry publishes. */
export const verifiedOn = '2026-11-26'

/**
 * By the country that a team's zone lies in. 109: Ministry of Health and Welfare, since 2024-01-01; 1577-0199: the
 * regional mental health centres; 116 123: Samaritans Ireland, free since 2014; 112 and 999 in Ireland reach the same
 * operators.
 */
const byZone: Readonly<Record<string, readonly HelpLine[]>> = {
  'Asia/Seoul': [
    { kind: 'suicide', number: '109', allDay: true },
    { kind: 'crisis', number: '1577-0199', allDay: true },
    { kind: 'ambulance', number: '119', allDay: true },
    { kind: 'police', number: '112', allDay: true },
  ],
  'Europe/Dublin': [
    { kind: 'listening', number: '116 123', allDay: true },
    { kind: 'emergency', number: '112', allDay: true },
  ],
}

/** Nothing where this release knows no line: then the screen says to call the local emergency number. */
export const helpLinesIn = (zone: string): readonly HelpLine[] => byZone[zone] ?? []

/** For a tel: link. */
export const dialled = ({ number }: Pick<HelpLine, 'number'>): string => number.replaceAll(/[^\d+]/g, '')
