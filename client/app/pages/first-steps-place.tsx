import { FirstSteps } from '#client/features/today/first-steps.tsx'
import { teamsLed, useMe } from '#client/lib/me.ts'
import { firstSteps } from './first-steps-state.ts'

/** The first steps of the first team that the reader leads. */
export function FirstStepsPlace() {
  const [team] = teamsLed(useMe())
  return team ? <FirstSteps team={team} onSeenDone={firstSteps.end} /> : null
}
