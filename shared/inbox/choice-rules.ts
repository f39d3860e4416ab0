/** The times at which notifications of a group go out; the inbox has all of them at once, whatever is chosen. */
export const timings = ['now', 'digest', 'off'] as const
export type Timing = (typeof timings)[number]

/** Groups of kinds whose timing a person chooses, in the order of the screen. */
export const choiceGroups = [
  'approvals',
  'escalations',
  'notes',
  'reviews',
  'meetings',
  'wellbeing',
  'questions',
  'calibration',
  'administration',
] as const
export type ChoiceGroup = (typeof choiceGroups)[number]

/**
 * Groups that always go out at once: clocks of what a person holds or is on call for and somebody who asks to talk with them, and what
 * was done to their own account, which somebody else may have caused.
 */
export const fixedGroups = ['clocks', 'account'] as const
export type FixedGroup = (typeof fixedGroups)[number]

/** The timing that a person chose for each group; a group that they chose nothing for goes out at once. */
export type ChosenTimings = Partial<Record<ChoiceGroup, Timing>>

/** The hour of the daily digest where a person chose none. */
export const usualDigestAt = '09:00'
