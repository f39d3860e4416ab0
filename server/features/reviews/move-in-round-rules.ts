import { caseLimit, optionLimit, raterLimit } from '#shared/calibration/rules.ts'
import type { LeftOutReason, MovedSession } from '#shared/reviews/move-in-history.ts'
import { hashOf } from './move-in-hash-rules.ts'
import type { Planning } from './move-in-rules.ts'

/** A rating of one rater on one case of a round. */
interface Mark {
  reference: string
  category: string | null
  personId: string
  percent: number
}

/** Adds the calibration sessions as rounds that have ended: each category of each conversation is a case. */
export function addRounds(planning: Planning): void {
  for (const session of planning.history.sessions) addRound(planning, session)
}

function addRound(planning: Planning, session: MovedSession): void {
  const { batch, facts, leave, isNew, add, idOf } = planning
  const { file: _file, place: _place, ...said } = session
  if (!isNew('round', session.id, said)) return
  const marks = marksOf(planning, session)
  const values = [...new Set(marks.map(({ percent }) => labelOf(percent)))]
  for (const end of ['0', '100']) if (values.length < 2 && !values.includes(end)) values.push(end)
  const cases = [...Map.groupBy(marks, caseKey).values()]
  const raters = new Set(marks.map(({ personId }) => personId))
  const obstacle = obstacleTo({
    marks: marks.length,
    values: values.length,
    cases: cases.length,
    raters: raters.size,
  })
  if (obstacle) {
    leave(session, obstacle, session.title)
    return
  }

  const roundId = idOf('round', session.id)
  const instant = facts.instantOf(session.dueAt)
  const timestamp = new Date(
    typeof instant === 'number' ? Math.min(instant, facts.now) : facts.now,
  ).toISOString()
  const options = values
    .toSorted((left, right) => Number(left) - Number(right))
    .map((value) => ({ value, ko: `${value}%`, en: `${value} %` }))
  const seed = Number.parseInt(hashOf(roundId).slice(0, 7), 16) + 1
  batch.rounds.push({ roundId, title: session.title, options, seed, at: timestamp })
  for (const personId of raters) batch.raters.push({ roundId, personId, at: timestamp })
  const names = new Set<string>()
  cases.forEach((own, place) => {
    const [{ reference, category } = { reference: '', category: null }] = own
    const caseId = idOf('case', `${session.id}|${reference}|${category ?? ''}`)
    const description = category?.slice(0, 200) ?? null
    const name = nameOf({ reference, category }, names)
    batch.cases.push({ roundId, caseId, position: place + 1, reference: name, description })
    for (const { personId, percent } of own)
      batch.roundRatings.push({ roundId, caseId, personId, value: labelOf(percent) })
  })
  add({ kind: 'round', externalId: session.id, entityId: roundId })
}

/** Says why a session cannot be a round; undefined where it can. */
function obstacleTo(
  counts: Record<'marks' | 'values' | 'cases' | 'raters', number>,
): LeftOutReason | undefined {
  if (counts.marks === 0) return 'round_without_ratings'
  if (counts.values > optionLimit) return 'round_too_many_values'
  return counts.cases > caseLimit || counts.raters > raterLimit ? 'round_too_large' : undefined
}

const caseKey = ({ reference, category }: Mark) => `${reference}\n${category ?? ''}`
const labelOf = (percent: number) => String(Math.round(percent * 100) / 100)

/** Returns a number for a case that no other one of the round has. */
function nameOf({ reference, category }: Pick<Mark, 'reference' | 'category'>, names: Set<string>): string {
  const whole = category === null ? reference : `${reference.slice(0, 120)} · ${category.slice(0, 60)}`
  let name = whole
  for (let count = 2; names.has(name); count += 1) name = `${whole} (${count})`
  names.add(name)
  return name
}

/** Returns the ratings of those raters who are in Dure; the first of each on a case. */
function marksOf({ facts, leave }: Planning, session: MovedSession): Mark[] {
  const marks = new Map<string, Mark>()
  for (const { reference, reviews } of session.cases)
    for (const { rater, score, ratings } of reviews) {
      const who = facts.people.find(rater)
      const about = `${session.title} · ${rater.called ?? '–'}`
      if (rater.machine || who === 'nobody' || who === 'several_people') {
        leave(session, rater.machine ? 'rater_machine' : 'rater_unknown', about)
        continue
      }
      const rated = ratings.map(({ name, percent }) => ({ category: name as string | null, percent }))
      const found = rated.length > 0 ? rated : [{ category: null, percent: score?.value ?? null }]
      for (const { category, percent } of found) {
        if (percent === null) continue
        const mark = { reference, category, personId: who, percent }
        const key = `${caseKey(mark)}\n${who}`
        if (marks.has(key)) leave(session, 'rating_twice', `${about} · ${reference}`)
        else marks.set(key, mark)
      }
    }
  return [...marks.values()]
}
